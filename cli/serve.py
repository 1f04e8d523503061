"""homeward serve: the web application, with the clock's work done in the background."""

import logging
import os
import threading
import time

import click

from cli.parts import database_url, make_services
from engine import clock
from engine.commands.move_clock import clock_offset
from engine.commands.services import Services
from engine.commands.tick import tick
from engine.errors import HomewardError
from web.app import create_app
from web.config import from_environment
from web.desk.engine_office import EngineOffice
from web.server import bind

EVERY = 15.0
"""Seconds between two looks at the timers."""
TOO_LONG = 120.0
"""Seconds without a look that worked, after which something is wrong; a look at very many timers may take a while."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65_535))
def serve(host: str, port: int) -> None:
    """Serve Homeward and fire timers as they fall due."""
    services = make_services()
    with services.database.reading() as connection:
        for warning in services.releases.warnings(connection):
            click.echo(warning, err=True)
    config = from_environment(os.environ)
    looks = Looks()
    app = create_app(config, EngineOffice(services), looks.go_on)
    server = bind(app, host, port)
    threading.Thread(target=tick_for_ever, args=(services, looks), daemon=True).start()
    click.echo(f"Homeward is running on http://{host}:{port} (data: {database_url()}). Stop it with Ctrl-C.")
    if config.demonstration:
        click.echo(f"Sign in at http://{host}:{port}/sign-in as one of these made-up people; there are no passwords:")
        for group in EngineOffice(services).people():
            click.echo(f"  {group.role}: {', '.join(person.name for person in group.people)}")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        click.echo("Stopped.")


class Looks:
    """When the timers were last looked at with success; `/health` is down where that is too long ago."""

    def __init__(self) -> None:
        self.last = time.monotonic()

    def go_on(self) -> bool:
        return time.monotonic() - self.last < TOO_LONG


def tick_for_ever(services: Services, looks: Looks) -> None:
    """A timer that was due while the server was down fires at the first look."""
    while True:
        if look(services):
            looks.last = time.monotonic()
        time.sleep(EVERY)


def look(services: Services) -> bool:
    """One look at the timers; whether it could be taken. Nothing may end the loop: a database that was away for a
    minute, or a mistake of ours, must not cost anybody a deadline an hour later.
    """
    log = logging.getLogger("homeward.tick")
    try:
        with clock.shifted(clock_offset(services)):
            for reference, message in tick(services).failures:
                log.error("%s: %s", reference, message)
    except HomewardError as error:
        log.error("the timers could not be looked at, and will be again in %d seconds: %s", EVERY, error)
        return False
    except Exception:  # see above; the log has all of it
        log.exception("the timers could not be looked at, and will be again in %d seconds", EVERY)
        return False
    return True
