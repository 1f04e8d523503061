"""homeward db upgrade: bring the database to the tables of this Homeward."""

import os

import click

from cli.parts import DATABASE, EMBEDDED, open_database
from engine.store.migrate import upgrade as run_migrations


@click.group()
def db() -> None:
    """Look after the database."""


@db.command()
def upgrade() -> None:
    """Create or update the tables. Safe to run at every start."""
    if not os.environ.get(DATABASE):
        EMBEDDED.parent.mkdir(exist_ok=True)
    database = open_database()
    changed = run_migrations(database)
    click.echo("The database is up to date." if not changed else "The database was brought up to date.")
    database.close()
