"""For maintainers: writes `processes/calendar.json` anew from the announced bank holidays and, after them, by rule.

Needs the development packages `govuk-bank-holidays` (for the announced list that it carries) and `holidays` (for the
rules). The application itself only reads the file. Run as `python -m cli.make_calendar`.
"""

import json
import re
from datetime import date
from importlib.resources import files
from pathlib import Path

import click

from engine import clock
from engine.calendar_file import read_calendar

CALENDAR = Path("processes/calendar.json")
FIRST_YEAR, LAST_YEAR = 2015, 2045
"""Until 2045, so that the eighteenth birthday of a child born now can be a deadline with reminders."""

Days = dict[date, str]

PLAIN_NAMES = {
    "May Day": "Early May bank holiday",
    "Spring Bank Holiday": "Spring bank holiday",
    "Late Summer Bank Holiday": "Summer bank holiday",
}
ONE_DAY = re.compile(r'\{\s+"date": ("[^"]+"),\s+"name": ("[^"]+")\s+\}')
"""A day spread over four lines; put on one, so that a person can read the file."""

SOURCE = (
    "Bank holidays of England and Wales. Announced: the GOV.UK list, up to {last}. Computed: later years by the usual "
    "rules, provisional until announced. Christmas Day and Good Friday are in by law, also on a weekend."
)


def announced_days() -> dict[int, Days]:
    """The announced bank holidays of England and Wales by year, from the list inside the package; no network."""
    published = json.loads(files("govuk_bank_holidays").joinpath("bank-holidays.json").read_bytes())
    years: dict[int, Days] = {}
    for event in published["england-and-wales"]["events"]:
        day = date.fromisoformat(event["date"])
        note = ", substitute day" if event["notes"].lower() == "substitute day" else ""
        years.setdefault(day.year, {})[day] = event["title"] + note
    return years


def computed_days(year: int) -> Days:
    """The bank holidays of England and Wales in `year` by rule, under the names that the announced list uses."""
    import holidays

    found = holidays.country_holidays("GB", subdiv="ENG", years=year)
    plain = {day: name.replace(" (observed)", ", substitute day").replace("'", "’") for day, name in found.items()}
    return {day: PLAIN_NAMES.get(name, name) for day, name in plain.items() if day.weekday() < 5}


def disagreements(announced: dict[int, Days]) -> list[str]:
    """The announced years whose dates differ from the rules: a mistake in one of the two, for a person to look at."""
    different = {year: days.keys() ^ computed_days(year).keys() for year, days in announced.items()}
    return [
        f"{year}: announced and computed differ on {', '.join(sorted(map(str, days)))}"
        for year, days in different.items()
        if days and year >= FIRST_YEAR
    ]


def calendar_json(version: str, first_year: int, last_year: int) -> str:
    """The whole file as text, each year with Christmas Day even where it falls on a weekend (B5)."""
    announced = announced_days()
    years = []
    for year in range(first_year, last_year + 1):
        days = {date(year, 12, 25): "Christmas Day"} | (announced.get(year) or computed_days(year))
        holidays = [{"date": day.isoformat(), "name": days[day]} for day in sorted(days)]
        status = "announced" if year in announced else "computed"
        years.append({"year": year, "status": status, "holidays": holidays})
    head = {"version": version, "source": SOURCE.format(last=max(announced))}
    document = head | {"use_closure_days": False, "closure_days": [], "years": years}
    text = json.dumps(document, indent=2, ensure_ascii=False)
    return ONE_DAY.sub(r'{"date": \1, "name": \2}', text) + "\n"


@click.command("make_calendar", hidden=True)
@click.option("--calendar-version", default=None, help="Version to write into the file; today’s date when left out.")
def make_calendar(calendar_version: str | None) -> None:
    """Write processes/calendar.json anew. Closure days that a council added must be put back by hand."""
    for difference in disagreements(announced_days()):
        click.echo(difference, err=True)
    text = calendar_json(calendar_version or clock.today().isoformat(), FIRST_YEAR, LAST_YEAR)
    read_calendar(text.encode(), str(CALENDAR))
    CALENDAR.write_text(text, encoding="utf-8")
    click.echo(f"{CALENDAR} written: {FIRST_YEAR} to {LAST_YEAR}")


if __name__ == "__main__":
    make_calendar()
