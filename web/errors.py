"""One table: what was refused, and the page that a person sees for it. Nobody sees a traceback."""

import logging
import secrets
from dataclasses import dataclass

from flask import Flask, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from engine.errors import (
    CommandRefused,
    DatabaseAway,
    HandlerFailed,
    HomewardError,
    InvalidAnswers,
    NotAllowed,
    NotFound,
    StaleCase,
    TaskNotOpen,
    Unforeseen,
)
from web.office import NothingSaved

LOG = logging.getLogger("homeward.web")
LONGEST_DRAIN = 64 * 1024 * 1024
CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """A status and plain words. `say_why` adds the refusal's own message."""

    status: int
    title: str
    lines: tuple[str, ...]
    say_why: bool = False


PAGES: dict[type[Exception], ErrorPage] = {
    NotAllowed: ErrorPage(403, "You cannot do this", ("Ask your manager if you think that you should.",), True),
    NotFound: ErrorPage(
        404,
        "Page not found",
        ("There is nothing here that you can see. Check the address. If you followed a link, it may be old.",),
    ),
    TaskNotOpen: ErrorPage(409, "This is already done", (), True),
    StaleCase: ErrorPage(
        409, "Somebody else has just changed this case", ("It is safe to go back and try again.",), True
    ),
    InvalidAnswers: ErrorPage(
        422, "There is a problem", ("Go back and change your answers. Nothing was saved.",), True
    ),
    CSRFError: ErrorPage(
        400,
        "Your answers were not accepted",
        (
            "This page was open in a session that has ended, or it did not come from this service. Nothing was saved.",
            "Go back one page: your answers are still there. Sign in in another tab if you must, then send again.",
        ),
    ),
    RequestEntityTooLarge: ErrorPage(
        413,
        "What you sent is too long",
        ("Nothing was saved. Go back one page: your answers are still there. Shorten them, or attach a smaller file.",),
    ),
    NothingSaved: ErrorPage(
        503,
        "Homeward could not save just now",
        ("Nothing was saved. Your answers are still on the page that you came from: go back and try again soon.",),
    ),
    DatabaseAway: ErrorPage(
        503,
        "Homeward cannot reach its records just now",
        (
            "Nothing was saved. If you were filling in a form, go back one page: your answers are still there.",
            "Try again in a few minutes.",
        ),
    ),
    HandlerFailed: ErrorPage(
        503,
        "An automatic step failed",
        ("Nothing was saved and the case is as it was. What failed is noted for the people who look after Homeward.",),
    ),
    Unforeseen: ErrorPage(
        500,
        "Something went wrong in Homeward itself",
        ("Nothing was saved and the case is as it was. What went wrong stands on the case’s page.",),
        True,
    ),
    CommandRefused: ErrorPage(409, "This cannot be done now", (), True),
}


def page_for(error: Exception) -> ErrorPage | None:
    """The row of the table for an error: its own class first, then those it is made from. What failed is noted in the
    server's log, because not everything has a case that it could be kept with.
    """
    if isinstance(error, (HandlerFailed, NothingSaved)) and not isinstance(error, Unforeseen):  # the log has that one
        LOG.error("%s", error)
    return next((PAGES[kind] for kind in type(error).__mro__ if kind in PAGES), None)


def why(error: Exception, page: ErrorPage) -> str:
    """What a person is told of the error itself: a refusal's own words, or where to find what nobody foresaw."""
    if isinstance(error, Unforeseen):
        return f"If you report it, give this reference: {error.reference}."
    return str(error) if page.say_why else ""


def register_errors(app: Flask) -> None:
    """Show the table's pages, and a reference number for what nobody foresaw."""
    app.register_error_handler(HomewardError, _refused)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unforeseen)


def _refused(error: Exception) -> ResponseReturnValue:
    page = page_for(error)
    if page is None:
        return _unforeseen(error)
    reason = why(error, page)
    lines = [reason, *page.lines] if reason else list(page.lines)
    return _show(page.title, lines), page.status


def _http(error: HTTPException) -> ResponseReturnValue:
    if isinstance(error, RequestEntityTooLarge):
        _drain()
    if page_for(error) is not None:
        return _refused(error)
    if error.code == PAGES[NotFound].status:
        return _refused(NotFound())
    if error.code is None or error.response is not None:
        return error.get_response()
    return _show(error.name.capitalize(), ["Go back and try another way in."]), error.code


def _show(title: str, lines: list[str]) -> str:
    g.setdefault("person", None)  # where looking the person up is what failed, this page must not try it again
    g.setdefault("unread", 0)
    g.setdefault("may_start", False)
    return render_template("error.html", title=title, lines=lines)


def _drain() -> None:
    """Read what is left of an upload that is too long: a browser shows no answer while it still has bytes to send."""
    stream, left = request.environ.get("wsgi.input"), min(request.content_length or 0, LONGEST_DRAIN)
    while stream is not None and left > 0:
        read = len(stream.read(min(CHUNK, left)))
        if read == 0:
            return
        left -= read


def _unforeseen(error: Exception) -> ResponseReturnValue:
    reference = f"{secrets.token_hex(2)}-{secrets.token_hex(2)}".upper()
    LOG.error("unforeseen error, reference %s, at %s", reference, request.path, exc_info=error)
    lines = [
        "Something went wrong in Homeward itself. Nothing was saved.",
        "If you were filling in a form, go back one page: your answers are still there. Try again in a few minutes.",
        f"If it happens again, report it with this reference: {reference}.",
    ]
    return _show("Sorry, there is a problem", lines), 500
