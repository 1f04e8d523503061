"""Puts the web application together. This is the only place where its parts meet."""

from collections.abc import Callable
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path

from flask import Flask, g, url_for
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader

from engine import clock
from engine.deadline_words import clock_words
from web import words
from web.config import WebConfig
from web.errors import register_errors
from web.office import Office
from web.security import nonce, protect
from web.signed_in import KEY, current_person, may_start, take_banner, unread_messages
from web.views import about, cases, demonstration_clock, events, messages, sign_in, start, tasks, work

STATIC_AGE = 365 * 24 * 3600


def create_app(config: WebConfig, office: Office, working: Callable[[], bool] = lambda: True) -> Flask:
    """The Flask application for `config`, which asks `office` for everything about cases. `working` says whether what
    goes on in the background does.
    """
    app = Flask(__name__, static_url_path="/static")
    app.extensions[KEY] = office
    app.extensions[about.WORKING] = working
    app.config.update(HOMEWARD=config, SEND_FILE_MAX_AGE_DEFAULT=STATIC_AGE)
    if config.demonstration:
        _move_clock_with(app, office)
    protect(app, config)
    register_errors(app)
    _prepare_templates(app, config)
    for view in (about, cases, events, messages, sign_in, start, tasks, work):
        app.register_blueprint(view.blueprint)
    if config.demonstration:
        app.register_blueprint(demonstration_clock.blueprint)
    return app


def _move_clock_with(app: Flask, office: Office) -> None:
    """Every request of the demonstration sees the clock where it was moved to."""

    @app.before_request
    def begin() -> None:
        g.clock = ExitStack()
        g.clock.enter_context(clock.shifted(office.clock_offset()))

    @app.teardown_request
    def end(_: BaseException | None) -> None:
        stack = g.pop("clock", None)
        if stack is not None:
            stack.close()


def _prepare_templates(app: Flask, config: WebConfig) -> None:
    design_system = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    app.jinja_loader = ChoiceLoader([PackageLoader("web"), design_system])
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        when=words.when, date_words=words.date_words, clock_time=clock_words, guidance=words.guidance
    )
    app.jinja_env.globals.update(asset=_Assets(Path(app.static_folder or "")))

    @app.context_processor
    def for_every_page() -> dict[str, object]:
        return {
            "site": config,
            "person": current_person(),
            "cspNonce": nonce(),
            "now": clock.now(),
            "take_banner": take_banner,
            "unread_messages": unread_messages,
            "may_start": may_start,
        }


class _Assets:
    """Addresses of bundled files that change with the files' contents, so that browsers may keep them for a year."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._marks: dict[str, str] = {}

    def __call__(self, name: str) -> str:
        if name not in self._marks:
            self._marks[name] = sha256((self._folder / name).read_bytes()).hexdigest()[:12]
        return url_for("static", filename=name, v=self._marks[name])
