"""Migrations bring an empty database to the tables of the models, on both databases, and do nothing the second time."""

from concurrent.futures import ThreadPoolExecutor

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, select, text

from engine.store import migrate
from engine.store.database import Database
from engine.store.models import Base
from engine.store.tables import TEAMS


def test_an_empty_database_gets_every_table_once(database_url: str) -> None:
    database = Database(database_url)
    assert migrate.upgrade(database) is True
    assert migrate.upgrade(database) is False
    with database.reading() as connection:
        assert set(inspect(connection).get_table_names()) == {*Base.metadata.tables, "alembic_version"}
    database.close()


def test_the_newest_migration_gives_what_the_models_say(database_url: str) -> None:
    database = Database(database_url)
    migrate.upgrade(database)
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
        assert context.get_current_revision() == migrate.head()
    database.close()


def test_a_database_of_the_first_tables_keeps_its_teams(database_url: str) -> None:
    database = Database(database_url)
    with database.transaction() as connection:
        command.upgrade(migrate.configuration(connection), "0001")
        connection.execute(text("INSERT INTO teams (id, name) VALUES ('north', 'North area team')"))
    assert migrate.upgrade(database) is True
    with database.reading() as connection:
        assert connection.execute(select(TEAMS)).all() == [("north", "North area team", None)]
    database.close()


def test_two_machines_may_migrate_at_the_same_moment(database_url: str) -> None:
    databases = [Database(database_url) for _ in range(2)]
    with ThreadPoolExecutor(2) as threads:
        results = list(threads.map(migrate.upgrade, databases))
    assert sorted(results) == [False, True]
    for database in databases:
        database.close()
