"""homeward tick: fire the timers that are due."""

import click

from cli.parts import make_services
from engine import clock
from engine.commands.move_clock import clock_offset
from engine.commands.tick import tick as fire


@click.command()
def tick() -> None:
    """Fire every timer that is due, each case in its own transaction."""
    services = make_services()
    with clock.shifted(clock_offset(services)):
        done = fire(services)
    click.echo(f"{done.cases} cases had something due.")
    for reference, message in done.failures:
        click.echo(f"{reference}: {message}", err=True)
    if done.failures:
        raise SystemExit(1)
