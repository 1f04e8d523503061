"""homeward demo: made-up people and cases in different stages, for looking around."""

from contextlib import closing

import click

from cli.demonstration.load import load_demonstration, strangers
from cli.parts import ROOT, make_services
from cli.publish import not_in_force
from engine.commands.services import Services
from engine.errors import CommandRefused


@click.command()
@click.option("--force", is_flag=True, help="Also into a database that holds other people than the made-up ones.")
def demo(force: bool) -> None:
    """Load the demonstration once; a second run changes nothing."""
    services = make_services()
    with closing(services.database):
        _load(services, force)


def _load(services: Services, force: bool) -> None:
    found = strangers(services)
    if found and not force:
        raise CommandRefused(
            f"This database holds people who are not made up, such as {found[0]}. The demonstration would put made-up"
            " cases among theirs, so nothing was loaded. Set HOMEWARD_DATABASE_URL to a database of its own, or add"
            " --force."
        )
    loaded = load_demonstration(services, lambda done, every: click.echo(f"Made-up case {done} of {every}", err=True))
    click.echo(f"Loaded {loaded} made-up cases." if loaded else "The demonstration is loaded already.")
    older = not_in_force(services, ROOT)
    if older:
        click.echo(older, err=True)
