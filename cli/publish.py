"""homeward publish: what is in processes/ and forms/ now becomes the release that new cases start on."""

from contextlib import closing
from getpass import getuser
from pathlib import Path

import click

from cli.parts import ROOT, make_services
from engine import clock
from engine.commands.move_clock import clock_offset
from engine.commands.services import Services
from engine.errors import CommandRefused, DefinitionError, NotFound
from engine.release.bundle import read_folder
from engine.release.check_folder import check_calendar, check_folder

LONGEST_NAME = 64


def login_name() -> str:
    """Who is at the command line, as the machine knows them; kept with the release or in the case's history."""
    try:
        return getuser()[:LONGEST_NAME]
    except (OSError, KeyError):  # a container's user may have no name
        return "command-line"


@click.command()
@click.argument("folder", default=ROOT, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--reason", required=True, help="Why, in a sentence; kept with the release.")
@click.option("--by", default=login_name, help="Who publishes; your login name when left out.")
def publish(folder: Path, reason: str, by: str) -> None:
    """Publish FOLDER (its processes/ and forms/) as a release for new cases, after a check of all of it."""
    services = make_services()
    with closing(services.database), clock.shifted(clock_offset(services)):
        click.echo(publish_folder(services, folder, by, reason))


def newest_number(services: Services) -> int:
    """The number of the release that new cases start on; 0 before the first is published."""
    try:
        with services.database.reading() as connection:
            return services.releases.newest(connection).id
    except NotFound:
        return 0


def not_in_force(services: Services, folder: Path) -> str:
    """A sentence where the files in a folder are published, but as an older release than the newest; else ""."""
    with services.database.reading() as connection:
        number = services.releases.number_of(connection, read_folder(folder))
        newest = services.releases.newest(connection).id
    return _older(number, newest) if number is not None and number < newest else ""


def _older(number: int, newest: int) -> str:
    return (
        f"These files are release {number} already, and new cases start on release {newest}, the newest. To go back to"
        " them, change something in them, such as pathway: version in processes/settings.yaml, and publish again."
    )


def publish_folder(services: Services, folder: Path, by: str, reason: str) -> str:
    """What was done, in a sentence. Raises DefinitionError with every problem, and CommandRefused where these files
    are an older release, as new cases would still start on the newest.
    """
    if not reason.strip():
        raise CommandRefused("Give a reason: --reason 'The meeting is due in seven working days'.")
    unread = check_folder(folder)
    if unread:
        raise DefinitionError(unread)
    before = newest_number(services)
    with services.database.transaction() as connection:
        known = services.releases.called_by(connection, before)
        release = services.releases.publish(connection, read_folder(folder), by[:LONGEST_NAME], reason.strip())
        over = check_calendar(release.calendar, clock.today())
        if over:
            raise DefinitionError(over)
    if release.id == before:
        return f"These files are release {before} already, the newest. Nothing was published."
    if release.id < before:
        raise CommandRefused(_older(release.id, before))
    done = f"Release {release.id} is published. New cases start on it; cases that run stay on the release they have."
    return f"{done}{_restart(release.handlers - known) if before else ''}"


def _restart(new: frozenset[str]) -> str:
    """A server loads the handlers when it starts, and takes up a release while it runs."""
    if not new:
        return ""
    names = ", ".join(sorted(new))
    return f"\nIt calls handlers that the release before did not: {names}. Restart a server that is older than these."
