"""homeward demo: made-up people and cases in different stages, for looking around."""

import click

from cli.demonstration.load import load_demonstration
from cli.parts import make_services


@click.command()
def demo() -> None:
    """Load the demonstration once; a second run changes nothing."""
    services = make_services()
    loaded = load_demonstration(services, lambda done, every: click.echo(f"Made-up case {done} of {every}", err=True))
    click.echo(f"Loaded {loaded} made-up cases." if loaded else "The demonstration is loaded already.")
    services.database.close()
