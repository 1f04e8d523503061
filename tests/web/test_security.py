"""What holds for every page, whatever its view does."""

import re

import pytest
from flask import Flask, session
from flask.testing import FlaskClient

from tests.web.conftest import SECRET
from tests.web.fake_office import FakeOffice
from web.app import create_app
from web.config import WebConfig
from web.security import OPEN_TO_ALL, SHOWN_AGAIN, safe_next

ANYTHING = {"reference": "HW-0042", "task_id": "t1", "event": "concern", "start": "identification", "incident_id": "i1",
            "process_id": "pathway", "file": "bpmn-js.txt", "filename": "init.js", "sha256": "0" * 64}  # fmt: skip


def routes(app: Flask) -> list[tuple[str, str, str]]:
    """Every route as (endpoint, method, address)."""
    with app.test_request_context():
        bound = app.url_map.bind("localhost")
        return [
            (
                rule.endpoint,
                method,
                bound.build(rule.endpoint, {name: ANYTHING[name] for name in rule.arguments}, method),
            )
            for rule in app.url_map.iter_rules()
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
        ]


@pytest.mark.requirement("B6")
def test_every_route_refuses_somebody_who_is_not_signed_in(app: Flask, anybody: FlaskClient) -> None:
    answers = {
        (method, address): anybody.open(address, method=method)
        for endpoint, method, address in routes(app)
        if endpoint not in OPEN_TO_ALL
    }
    assert len(answers) >= 15
    for (method, address), answer in answers.items():
        assert answer.status_code == (303 if method == "GET" else 401), address
        assert "Sam Example" not in answer.text, address


def test_only_sign_in_and_pages_about_the_service_are_open_to_all(app: Flask) -> None:
    names = {endpoint for endpoint, _, _ in routes(app)}
    assert names >= OPEN_TO_ALL
    assert {name.split(".")[0] for name in OPEN_TO_ALL} == {"static", "sign_in", "about"}


def test_an_unknown_address_tells_nothing_to_somebody_who_is_not_signed_in(anybody: FlaskClient) -> None:
    assert anybody.get("/cases-of-somebody").headers["Location"] == "/sign-in"


def test_a_page_wanted_before_sign_in_is_shown_after_it(anybody: FlaskClient) -> None:
    wanted = anybody.get("/work?tab=team").headers["Location"]
    assert wanted == "/sign-in?next=/work?tab%3Dteam"
    answer = anybody.post("/sign-in", data={"person": "jo", "next": "/work?tab=team"})
    assert answer.headers["Location"] == "/work?tab=team"


@pytest.mark.parametrize("address", ["https://example.org/", "//example.org/", "/\\example.org", "work", "", "/a\nb"])
def test_sign_in_leads_to_no_other_site(app: Flask, address: str) -> None:
    with app.test_request_context():
        assert safe_next(address) == "/work"


def test_somebody_who_was_removed_is_out_at_once(jo: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert jo.get("/work").status_code == 200
    monkeypatch.setattr(FakeOffice, "person", lambda self, person_id: None)
    assert jo.get("/work").status_code == 303


def test_signing_out_ends_the_session_and_clears_what_the_browser_kept(jo: FlaskClient) -> None:
    answer = jo.post("/sign-out")
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert jo.get("/work").status_code == 303


def test_only_scripts_with_this_pages_nonce_run(jo: FlaskClient) -> None:
    first, second = jo.get("/cases/HW-0042"), jo.get("/cases/HW-0042")
    policy = first.headers["Content-Security-Policy"]
    nonce = re.search(r"'nonce-([^']+)'", policy)
    assert nonce is not None
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'; ")
    inline = re.findall(r"<script(?![^>]*src=)([^>]*)>", first.text)
    assert inline
    assert all(f'nonce="{nonce[1]}"' in attributes for attributes in inline)
    assert policy != second.headers["Content-Security-Policy"]


def test_no_page_holds_styles_or_event_handlers_in_its_markup(jo: FlaskClient) -> None:
    for address in ("/work", "/cases/", "/cases/HW-0042", "/tasks/t1", "/clock/"):
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=", jo.get(address).text), address


@pytest.mark.requirement("B6")
def test_pages_about_children_are_not_kept_by_the_browser(jo: FlaskClient) -> None:
    assert jo.get("/cases/HW-0042").headers["Cache-Control"] == "no-store"
    assert jo.get("/tasks/t1").headers["Cache-Control"] == "private, no-cache"


def test_a_post_without_the_pages_key_is_refused(app: Flask, jo: FlaskClient, office: FakeOffice) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    answer = jo.post("/clock/", data={"how": "length", "length": "1", "unit": "weeks"})
    assert answer.status_code == 400
    assert office.offset.total_seconds() == 0


@pytest.mark.parametrize("address", ["/tasks/t1", "/cases/HW-0042/events/concern", "/start/identification"])
def test_a_form_that_outlived_its_session_is_shown_again_and_nothing_is_done(
    app: Flask, jo: FlaskClient, office: FakeOffice, address: str
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    for button in ({}, {"draft": "yes"}):
        answer = jo.post(address, data={"rationale": "Typed before", "needs": "Typed before"} | button)
        assert answer.status_code == 400
        assert "Typed before" in answer.text
        assert "check your answers and send them" in answer.text
    assert (office.recorded, office.drafts, office.files) == ([], {}, {})


def test_only_forms_with_answers_are_shown_again(app: Flask) -> None:
    assert {name for name, method, _ in routes(app) if method == "POST"} - SHOWN_AGAIN == {
        "sign_in.enter", "sign_in.leave", "cases.retry", "clock.move", "messages.read",
    }  # fmt: skip


@pytest.fixture
def council() -> FlaskClient:
    """A council's real service: https, no demonstration."""
    return create_app(WebConfig("sqlite://", SECRET), FakeOffice()).test_client()


def test_a_council_has_neither_demonstration_sign_in_nor_a_clock_to_move(council: FlaskClient) -> None:
    assert "Jo Bright" not in council.get("/sign-in").text
    with council.session_transaction(base_url="https://localhost") as kept:
        kept["person"] = "jo"
    assert council.get("/work", base_url="https://localhost").status_code == 200
    assert council.get("/clock/", base_url="https://localhost").status_code == 404


def test_nobody_enters_a_council_by_posting_a_demonstration_name() -> None:
    app = create_app(WebConfig("sqlite://", SECRET), FakeOffice())
    app.config["WTF_CSRF_ENABLED"] = False
    assert app.test_client().post("/sign-in", data={"person": "jo"}).status_code == 403


def test_a_council_is_reached_by_https_only(council: FlaskClient) -> None:
    answer = council.get("/sign-in", base_url="https://localhost")
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_a_councils_cookie_is_for_its_host_over_https_and_out_of_reach_of_scripts() -> None:
    app = create_app(WebConfig("sqlite://", SECRET), FakeOffice())

    def remember(file: str) -> str:
        session["file"] = file
        return ""

    app.view_functions["about.licence"] = remember
    cookie = app.test_client().get("/licences/x", base_url="https://localhost").headers["Set-Cookie"]
    assert cookie.startswith("__Host-homeward=")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
