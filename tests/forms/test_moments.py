"""Times and instants as people type them, through both changes of the clock."""

import json
from datetime import datetime

import pytest

from engine.errors import InvalidAnswers
from forms.form import Form
from forms.reader import read_form


def form(subtype: str, when: str = "any") -> Form:
    component = {
        "type": "datetime",
        "subtype": subtype,
        "id": "F",
        "key": "at",
        "dateLabel": "Start",
        "properties": {"when": when},
    }
    return read_form(json.dumps({"type": "default", "id": "f", "components": [component]}).encode(), "f.json")


def answer(asked: Form, raw: object, now: datetime) -> object:
    try:
        return asked.check({"at": raw}, {}, now).get("at")
    except InvalidAnswers as refusal:
        return refusal.problems[0].message


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("14:30", "14:30"),
        ("9:05", "09:05"),
        ("2.30pm", "14:30"),
        ("2:30 PM", "14:30"),
        ("12am", "00:00"),
        ("12pm", "12:00"),
        ("1430", "14:30"),
        ("00:00", "00:00"),
        ("", None),
        *(
            (wrong, "Start must be a time, such as 14:30 or 2:30pm")
            for wrong in ("24:00", "14:60", "13pm", "9", "noon", 9)
        ),
    ],
)
def test_a_time_may_be_typed_in_the_usual_ways(now: datetime, typed: object, read: str | None) -> None:
    assert answer(form("time"), typed, now) == read


def boxes(day: str, month: str, year: str, time: str) -> dict[str, str]:
    return {"day": day, "month": month, "year": year, "time": time}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (boxes("23", "12", "2026", "16:30"), "2026-12-23T16:30:00+00:00"),  # winter: London is UTC
        (boxes("23", "7", "2026", "4:30pm"), "2026-07-23T15:30:00+00:00"),  # summer: an hour ahead
        (boxes("29", "3", "2026", "1:30"), "Start is not a real time: the clocks went forward in that hour"),
        (boxes("25", "10", "2026", "1:30"), "2026-10-25T00:30:00+00:00"),  # comes twice: the first, in summer time
        (boxes("23", "12", "2026", ""), "Start must include a time"),
        (boxes("23", "", "2026", "16:30"), "Start must include a month"),
        (boxes("", "", "", ""), None),
        ("2026-12-23T16:30", "2026-12-23T16:30:00+00:00"),
        ("2026-07-23T16:30", "2026-07-23T15:30:00+00:00"),  # without an offset: London
        ("2026-07-23T16:30:00+02:00", "2026-07-23T14:30:00+00:00"),
        ("2026-12-23T16:30:00Z", "2026-12-23T16:30:00+00:00"),
        ("2026-12-23", "Start must be a date and time, such as 2026-12-23T16:30"),
        ("2026-12-23T25:00", "Start must be a real date and time"),
        ("0202-12-23T16:30", "Start must have a year between 1900 and 2200"),
    ],
)
def test_an_instant_is_kept_in_utc(now: datetime, typed: object, read: str | None) -> None:
    assert answer(form("datetime"), typed, now) == read


@pytest.mark.parametrize(
    ("subtype", "when", "typed", "refusal"),
    [
        ("datetime", "past", "2026-11-22T09:00", None),  # now itself
        ("datetime", "past", "2026-11-22T09:01", "Start must be in the past"),
        ("datetime", "future", "2026-11-22T08:00", None),  # earlier today is not before today
        ("datetime", "future", "2026-11-21T23:59", "Start must be today or in the future"),
        ("date", "future", "2026-11-22", None),
        ("date", "future", "2026-11-21", "Start must be today or in the future"),
        ("date", "past", "2026-11-23", "Start must be today or in the past"),
    ],
)
def test_when_bounds_a_date_by_the_cases_clock(
    now: datetime, subtype: str, when: str, typed: str, refusal: str | None
) -> None:
    found = answer(form(subtype, when), typed, now)
    assert found == refusal if refusal else str(found).startswith(typed[:10])


def test_today_is_londons_today() -> None:
    # 23:30 UTC on 30 June is 00:30 on 1 July in London.
    late = datetime.fromisoformat("2026-06-30T23:30:00+00:00")
    assert answer(form("date", "past"), "2026-07-01", late) == "2026-07-01"
