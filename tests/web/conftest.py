"""The application on a fake office, without and with a signed-in person, and in a real browser."""

import threading
from collections.abc import Iterator
from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from engine.clock import simulate
from tests.web.demonstration_data import NOW
from tests.web.fake_office import FakeOffice
from web.app import create_app
from web.config import WebConfig

SECRET = "only-for-tests-" * 3


@pytest.fixture
def office() -> FakeOffice:
    return FakeOffice()


@pytest.fixture
def app(office: FakeOffice) -> Flask:
    config = WebConfig("sqlite://", SECRET, demonstration=True, https=False, organisation="Exampleshire Council")
    app = create_app(config, office)
    app.config["WTF_CSRF_ENABLED"] = False
    return app


@pytest.fixture
def at() -> Iterator[datetime]:
    """The clock stands at the demonstration data's instant."""
    with simulate(NOW):
        yield NOW


@pytest.fixture
def anybody(app: Flask, at: datetime) -> FlaskClient:
    """Nobody in particular: not signed in."""
    return app.test_client()


@pytest.fixture
def jo(app: Flask, at: datetime) -> FlaskClient:
    """Jo, a social worker, signed in."""
    return signed_in(app, "jo")


@pytest.fixture
def asha(app: Flask, at: datetime) -> FlaskClient:
    """Asha, the reunification manager, signed in."""
    return signed_in(app, "asha")


def signed_in(app: Flask, person_id: str) -> FlaskClient:
    client = app.test_client()
    assert client.post("/sign-in", data={"person": person_id}).status_code == 303
    return client


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """The application with every protection on, on a free loopback port."""
    app.config["WTF_CSRF_ENABLED"] = True
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Jo's browser, signed in, at the work list."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto("/")
    page.get_by_role("button", name="Sign in as Jo Bright").click()
    yield page
    context.close()
