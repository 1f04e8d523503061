"""What keeps the pages safe whatever a view does: the sign-in gate, CSRF, cookies and headers."""

import secrets
from datetime import timedelta
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError, CSRFProtect

from web.config import WebConfig
from web.signed_in import current_person

# Every route needs sign-in except these. A test walks all routes and compares.
OPEN_TO_ALL = frozenset(
    {
        "static",
        "sign_in.page",
        "sign_in.enter",
        "about.accessibility",
        "about.licences",
        "about.licence",
        "about.health",
    }
)
# Forms that are shown again with their answers when the session that they were opened in has ended. Their views ask
# `is_unproven` before they do anything.
SHOWN_AGAIN = frozenset({"tasks.complete", "events.report", "start.begin"})
SESSION_LENGTH = timedelta(hours=12)
ONE_YEAR = 365 * 24 * 3600

_csrf = CSRFProtect()


def nonce() -> str:
    """This response's nonce for the one inline script of the page template."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(18)
    return str(g.nonce)


def protect(app: Flask, config: WebConfig) -> None:
    """Put every protection on `app`. The gate comes before CSRF, so that nobody learns anything without signing in."""
    app.config.update(
        SECRET_KEY=config.secret_key,
        SESSION_COOKIE_NAME="__Host-homeward" if config.https else "homeward",
        SESSION_COOKIE_SECURE=config.https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=SESSION_LENGTH,
        WTF_CSRF_CHECK_DEFAULT=False,  # `_check_origin` does it
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session: a form that took all afternoon must still be accepted
        # A text that is far too long still comes in, so that its form can be shown again with it; the form refuses it.
        MAX_CONTENT_LENGTH=config.longest_post,
        MAX_FORM_MEMORY_SIZE=config.longest_post,
        MAX_FORM_PARTS=5_000,
    )
    app.before_request(_readable)
    app.before_request(_gate)
    _csrf.init_app(app)
    app.before_request(_check_origin)
    app.after_request(_headers)
    if config.https:
        app.after_request(_strict_transport)


def safe_next(address: str) -> str:
    """`address` if it is a page of this application, else the work list: no open redirect through `next`."""
    parts = urlsplit(address)
    local = address.startswith("/") and not address.startswith("//") and "\\" not in address
    return address if local and not parts.netloc and address.isprintable() else url_for("work.show")


def _readable() -> None:
    """No address of ours holds a null character, and PostgreSQL refuses a question with one in it."""
    asked = (text for pair in request.args.items(multi=True) for text in pair)
    if any("\0" in text for text in (request.path, *asked)):
        abort(404)


def _gate() -> ResponseReturnValue | None:
    if request.endpoint in OPEN_TO_ALL or current_person() is not None:
        return None
    if request.method in {"GET", "HEAD"}:
        wanted = request.full_path.rstrip("?") if request.endpoint else None
        return redirect(url_for("sign_in.page", next=wanted), 303)
    return render_template("error.html", title="Sign in first", lines=[SIGNED_OUT], sign_in=True), 401


SIGNED_OUT = (
    "You are not signed in, or you were signed out. Nothing was saved. Sign in in another tab, then come back to this"
    " one, go back one page and send your answers again."
)


def is_unproven() -> bool:
    """Whether this post does not show that it comes from a page of this session: then it may only be shown again."""
    return bool(g.get("unproven", False))


def _check_origin() -> None:
    if not current_app.config["WTF_CSRF_ENABLED"]:
        return
    try:
        _csrf.protect()
    except CSRFError:
        if request.endpoint not in SHOWN_AGAIN:
            raise
        g.unproven = True


def _policy() -> str:
    return (
        f"default-src 'none'; script-src 'self' 'nonce-{nonce()}'; style-src 'self'; "
        "img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
        "object-src 'none'"
    )


def _headers(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = _policy()
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    if request.endpoint == "static":
        return response
    # Pages are about children: no copy stays on a shared machine. A page with a form sets its own rule, see form_flow.
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def _strict_transport(response: Response) -> Response:
    response.headers["Strict-Transport-Security"] = f"max-age={ONE_YEAR}; includeSubDomains"
    return response
