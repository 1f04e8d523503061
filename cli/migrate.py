"""homeward migrate: move one case to another release, when everything that it waits for exists there too."""

from contextlib import closing

import click

from cli.parts import make_services
from cli.publish import LONGEST_NAME, login_name
from engine import clock
from engine.commands.migrate_case import migrate_case
from engine.commands.move_clock import clock_offset
from engine.commands.services import Actor
from engine.errors import CommandRefused


@click.command()
@click.argument("case")
@click.argument("release", type=click.IntRange(min=1))
@click.option("--reason", required=True, help="Why, in a sentence; kept in the case’s history.")
@click.option("--by", default=login_name, help="Who does it; your login name when left out.")
def migrate(case: str, release: int, reason: str, by: str) -> None:
    """Move CASE, such as HW-00007, to RELEASE, the number that `homeward publish` gave. Its history tells of it."""
    if not reason.strip():
        raise CommandRefused("Give a reason: --reason 'The new form asks for the school'.")
    services = make_services()
    actor = Actor(by[:LONGEST_NAME], by, frozenset())
    with closing(services.database), clock.shifted(clock_offset(services)):
        migrate_case(services, actor, case, release, reason.strip())
    click.echo(f"{case} is on release {release} now. Its running deadlines are as they were.")
