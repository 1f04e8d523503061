"""Deadline arithmetic, with every expectation counted by hand (clock arithmetic, K1-K16, A1, A3, A6)."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.calendar import WorkingCalendar
from engine.clock import LONDON
from engine.deadline import Deadline, DeadlineError, compute, compute_on, read_moment
from engine.errors import CalendarError

CALENDAR = WorkingCalendar.from_json(Path("processes/calendar.json").read_bytes(), "calendar.json")


def london(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def count(start: str, length: int | Decimal, unit: str) -> Deadline:
    return compute(read_moment(start), length, unit, CALENDAR)


def story(deadline: Deadline) -> str:
    return " ".join(deadline.explanation)


@pytest.mark.parametrize(
    ("start", "length", "last_day"),
    [
        # Wed 23 Dec 2026: Thu 24 (1); Fri 25 Christmas, Sat, Sun, Mon 28 substitute day; Tue 29 (2), Wed 30 (3),
        # Thu 31 (4); Fri 1 Jan New Year, Sat, Sun; Mon 4 (5)
        ("2026-12-23T16:30", 5, "2027-01-04"),
        # The same day of another year, Christmas on a Saturday: Thu 23 Dec 2027: Fri 24 (1); Sat 25, Sun 26, Mon 27 and
        # Tue 28 substitute days; Wed 29 (2), Thu 30 (3), Fri 31 (4); Sat 1 Jan, Sun, Mon 3 substitute; Tue 4 (5)
        ("2027-12-23", 5, "2028-01-04"),
        # Thu 2 Apr 2026: Good Friday, Sat, Sun, Easter Monday; Tue 7 (1), Wed 8 (2), Thu 9 (3), Fri 10 (4); Mon 13 (5)
        ("2026-04-02", 5, "2026-04-13"),
        # Friday before the bank holiday Monday 31 Aug 2026: Tue 1 Sep (1)
        ("2026-08-28T09:00", 1, "2026-09-01"),
        # An ordinary week: Mon 9 Nov 2026: Tue, Wed, Thu, Fri, Mon 16 (5)
        ("2026-11-09", 5, "2026-11-16"),
        # A start on a Saturday counts from the next working day all the same: Sat 14 Nov: Mon 16 (1)
        ("2026-11-14T22:00", 1, "2026-11-16"),
        # K10, 20 working days from Mon 30 Nov 2026: 1-4 Dec (1-4), 7-11 (5-9), 14-18 (10-14), 21-24 (15-18),
        # Tue 29 (19), Wed 30 (20)
        ("2026-11-30", 20, "2026-12-30"),
        # Late on the evening before the clocks change, and in summer time: the local date rules, not the one in UTC.
        # Mon 6 Jul 2026 00:30 BST is still 5 July in UTC: day 0 is Monday, Tue 7 (1)
        ("2026-07-05T23:30+00:00", 1, "2026-07-07"),
    ],
)
def test_working_days_end_with_the_nth_working_day_after_the_start(start: str, length: int, last_day: str) -> None:
    deadline = count(start, length, "working-days")
    assert deadline.last_day == date.fromisoformat(last_day)
    assert deadline.due == london(last_day + "T00:00") + timedelta(days=1)
    assert deadline.due.tzinfo is UTC


def test_across_christmas_every_skipped_day_has_its_reason() -> None:
    deadline = count("2026-12-23T16:30", 5, "working-days")
    assert [(day.date.day, day.reason) for day in deadline.skipped] == [
        (25, "Christmas Day"),
        (26, "Saturday"),
        (27, "Sunday"),
        (28, "Boxing Day, substitute day"),
        (1, "New Year’s Day"),
        (2, "Saturday"),
        (3, "Sunday"),
    ]
    assert deadline.explanation[0] == (
        "It starts on Wednesday 23 December 2026 at 4:30pm. The day of the start is not counted."
    )
    assert "So it is due by the end of Monday 4 January 2027." in deadline.explanation
    assert f"calendar {CALENDAR.version}" in deadline.explanation[-1]
    assert deadline.calendar_version == CALENDAR.version


def test_a_long_count_tells_the_number_of_weekend_days() -> None:
    # Mon 30 Nov to Wed 30 Dec 2026: weekends 5-6, 12-13, 19-20, 26-27 are 8 days; with the 25th and 28th ten. One more
    # working day, Thu 31, adds none; the next, Mon 4 Jan, adds Fri 1, Sat 2, Sun 3: thirteen, of them 10 of weekends.
    told = story(count("2026-11-30", 22, "working-days"))
    assert "Friday 1 January 2027 (New Year’s Day) and 10 Saturdays and Sundays" in told
    assert "the first is Tuesday 1 December 2026 and the last Monday 4 January 2027" in told


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2026-03-06T16:00", "2026-03-08T16:00+00:00"),  # A1: Friday 16:00 to Sunday 16:00
        ("2026-08-28T16:00", "2026-08-30T16:00+01:00"),  # before the bank holiday Monday nothing is different
        # Clocks go forward on Sun 29 Mar 2026 at 01:00: Fri 16:00 GMT = 16:00 UTC; +48h = Sun 16:00 UTC = 17:00 BST
        ("2026-03-27T16:00", "2026-03-29T17:00+01:00"),
        # Clocks go back on Sun 25 Oct 2026 at 02:00: Fri 16:00 BST = 15:00 UTC; +48h = Sun 15:00 UTC = 15:00 GMT
        ("2026-10-23T16:00", "2026-10-25T15:00+00:00"),
    ],
)
def test_48_hours_are_elapsed_hours(start: str, due: str) -> None:
    deadline = count(start, 48, "hours")
    assert deadline.due == datetime.fromisoformat(due)
    assert deadline.last_day is None


def test_both_clock_changes_are_explained() -> None:
    forward, back = story(count("2026-03-27T16:00", 48, "hours")), story(count("2026-10-23T16:00", 48, "hours"))
    assert "The clocks go forward on Sunday 29 March 2026, so the clock then shows an hour later" in forward
    assert "by 5pm on Sunday 29 March 2026" in forward
    assert "The clocks go back on Sunday 25 October 2026, so the clock then shows an hour earlier" in back
    assert "by 3pm on Sunday 25 October 2026" in back
    assert "clocks" not in story(count("2026-03-06T16:00", 48, "hours"))


def test_a_day_of_23_or_25_hours_is_still_one_day() -> None:
    # Sat 28 Mar 2026 + 1 day: end of Sun 29 = Mon 30 00:00 BST = Sun 23:00 UTC.
    # Sat 24 Oct 2026 + 1 day: end of Sun 25 = Mon 26 00:00 GMT = Mon 00:00 UTC.
    assert count("2026-03-28", 1, "days").due == datetime(2026, 3, 29, 23, tzinfo=UTC)
    assert count("2026-10-24", 1, "days").due == datetime(2026, 10, 26, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "due"),
    [
        # A1, the working reading: Fri 16:00: 8 h left of Friday, Monday 24 h, 16 h of Tuesday
        ("2026-03-06T16:00", "2026-03-10T16:00+00:00"),
        # Friday before the bank holiday Monday 31 Aug: 8 h of Friday, Tuesday 24 h, 16 h of Wednesday
        ("2026-08-28T16:00", "2026-09-02T16:00+01:00"),
        # Saturday: Monday 24 h, Tuesday 24 h: the end of Tuesday
        ("2026-03-07T10:00", "2026-03-11T00:00+00:00"),
        # Over the spring change: Fri 27 Mar 16:00: 8 h, Monday 24 h, Tuesday 16 h: still 16:00 on the wall
        ("2026-03-27T16:00", "2026-03-31T16:00+01:00"),
    ],
)
def test_48_working_hours_leave_out_days_that_are_not_worked(start: str, due: str) -> None:
    assert count(start, 48, "working-hours").due == datetime.fromisoformat(due)


def test_weekend_expiry_may_roll_to_the_end_of_the_next_working_day() -> None:
    # Fri 28 Aug 2026 16:00 + 48 h = Sun 30; Mon 31 is the bank holiday; so to the end of Tue 1 September
    rolled = compute(read_moment("2026-08-28T16:00"), 48, "hours", CALENDAR, roll_weekend_forward=True)
    assert rolled.last_day == date(2026, 9, 1)
    assert "That is not a working day (Sunday), so it lasts to the end of the next one" in story(rolled)
    midweek = compute(read_moment("2026-11-10T16:00"), 48, "hours", CALENDAR, roll_weekend_forward=True)
    assert midweek.due == london("2026-11-12T16:00")


@pytest.mark.parametrize(
    ("start", "weeks", "last_day"),
    [
        # K5: 12 weeks = 84 days. From 5 Jan 2026: 26 days left of January, 28 Feb = 54, 30 more = 30 March
        ("2026-01-05", 12, "2026-03-30"),
        # 2028 is a leap year: from 3 Jan: 28 of January, 29 of February = 57, 27 more = 27 March
        ("2028-01-03", 12, "2028-03-27"),
        ("2026-11-02T14:00", 6, "2026-12-14"),  # 28 days of November, 14 of December = 42
    ],
)
def test_weeks_are_seven_days_and_last_to_the_end_of_the_day(start: str, weeks: int, last_day: str) -> None:
    assert count(start, weeks, "weeks").last_day == date.fromisoformat(last_day)


@pytest.mark.parametrize(
    ("start", "months", "last_day"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),  # leap year
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-08-31", 3, "2026-11-30"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2027-02-28", 3, "2027-05-28"),  # not the month's end because February's was
        ("2026-12-15", 24, "2028-12-15"),
    ],
)
def test_months_keep_the_day_or_take_the_month_s_last(start: str, months: int, last_day: str) -> None:
    assert count(start, months, "months").last_day == date.fromisoformat(last_day)


def test_a_clamped_month_says_so() -> None:
    assert "February 2027 has only 28 days, so its last day is taken." in count("2026-12-31", 2, "months").explanation
    assert "only" not in story(count("2026-11-15", 3, "months"))


@pytest.mark.parametrize(
    ("raised", "last_day"),
    [
        ("2026-11-11T09:00", "2026-11-11"),  # Wednesday
        ("2026-12-24T23:50", "2026-12-24"),  # Christmas Eve, late
        ("2026-12-25T10:00", "2026-12-29"),  # Christmas Day: 25, 26, 27, 28 are passed over
    ],
)
def test_nought_working_days_is_the_same_working_day_or_the_next(raised: str, last_day: str) -> None:
    assert count(raised, 0, "working-days").last_day == date.fromisoformat(last_day)


@pytest.mark.parametrize("unit", ["days", "weeks", "months"])
def test_nought_days_of_any_kind_is_the_end_of_the_same_day(unit: str) -> None:
    # Saturday 7 March 2026: every day counts, so it is that Saturday's midnight.
    assert count("2026-03-07", 0, unit).last_day == date(2026, 3, 7)


def test_a_date_that_was_set_lasts_to_its_end() -> None:
    deadline = compute_on(date(2026, 11, 9), date(2026, 12, 26), CALENDAR)
    assert (deadline.last_day, deadline.unit, deadline.length) == (date(2026, 12, 26), "on", None)
    assert deadline.due == datetime(2026, 12, 27, tzinfo=UTC)
    assert "That is not a working day (Saturday)." in story(deadline)
    assert compute_on(date(2026, 11, 9), london("2026-12-01T10:00"), CALENDAR).due == london("2026-12-01T10:00")
    assert compute_on(date(2026, 11, 9), date(2060, 1, 1), CALENDAR).last_day == date(2060, 1, 1)  # a late birthday


def test_a_meeting_recorded_late_still_counts_from_the_meeting() -> None:
    # Held on Friday 13 Nov 2026, typed in on the Monday: Mon 16 (1), Tue 17, Wed 18, Thu 19, Fri 20 (5)
    assert count("2026-11-13", 5, "working-days").last_day == date(2026, 11, 20)


def test_counting_through_a_computed_year_is_provisional() -> None:
    # Thu 28 Dec 2028: Fri 29 (1); Mon 1 Jan 2029 New Year; Tue 2 (2)
    across = count("2028-12-28", 2, "working-days")
    assert across.last_day == date(2029, 1, 2)
    assert across.provisional
    assert "The bank holidays of 2029 are not announced yet, so this may change." in across.explanation
    assert not count("2028-12-28", 1, "working-days").provisional
    assert not count("2029-06-01", 12, "weeks").provisional  # no working day was counted


def test_beyond_the_calendar_working_days_are_refused_but_weeks_are_not() -> None:
    with pytest.raises(CalendarError, match="covers 2015-01-01 to 2045-12-31"):
        count("2045-12-29", 5, "working-days")
    assert count("2045-12-29", 2, "weeks").last_day == date(2046, 1, 12)


@pytest.mark.parametrize(
    ("length", "unit", "message"),
    [
        (-1, "working-days", "must be nought or more"),
        (-1, "months", "must be nought or more"),
        (0, "hours", "must be more than nought"),
        (0, "working-hours", "must be more than nought"),
        (Decimal("NaN"), "hours", "must be more than nought"),
        (Decimal("Infinity"), "hours", "must be more than nought"),
        (Decimal("2.5"), "working-days", "whole number"),
        (1001, "working-days", "too long"),
        (10**12, "hours", "too long"),
        (5, "fortnights", "'fortnights' is not a unit of time. Use one of hours"),
    ],
)
def test_a_senseless_length_or_unit_is_refused(length: int | Decimal, unit: str, message: str) -> None:
    with pytest.raises(DeadlineError, match=message):
        count("2026-11-09T09:00", length, unit)


def test_hours_need_a_time_of_day() -> None:
    with pytest.raises(DeadlineError, match="needs the time of its start"):
        count("2026-11-09", 48, "hours")
    assert count("2026-11-09T09:00", Decimal("0.5"), "hours").due == london("2026-11-09T09:30")


def test_a_date_that_passed_before_the_start_is_overdue_from_the_start() -> None:
    deadline = compute_on(date(2026, 11, 9), date(2026, 11, 6), CALENDAR)
    assert deadline.due < deadline.start
    assert "That had passed when it started, so it is overdue from the start." in story(deadline)


def test_a_start_without_offset_is_refused() -> None:
    with pytest.raises(DeadlineError, match="needs an offset"):
        compute(datetime.fromisoformat("2026-11-09T09:00"), 5, "working-days", CALENDAR)


FIRST, LAST = datetime.fromisoformat("2016-01-01"), datetime.fromisoformat("2040-12-31")
STARTS = st.datetimes(FIRST, LAST, timezones=st.just(UTC))
UNITS = st.sampled_from(["hours", "working-hours", "working-days", "days", "weeks", "months"])


@given(STARTS, st.integers(1, 40), UNITS)
def test_due_is_after_the_start_and_later_for_a_longer_length(start: datetime, length: int, unit: str) -> None:
    shorter, longer = (compute(start, size, unit, CALENDAR) for size in (length, length + 1))
    assert start < shorter.due < longer.due


@given(STARTS, st.integers(0, 60))
def test_the_last_day_of_working_days_is_a_working_day(start: datetime, length: int) -> None:
    last_day = compute(start, length, "working-days", CALENDAR).last_day
    assert last_day is not None
    assert CALENDAR.is_working_day(last_day)
