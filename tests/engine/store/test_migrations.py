"""Migrations bring an empty database to the tables of the models, on both databases, and do nothing the second time."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import insert, inspect, select, text

from engine.store import migrate
from engine.store.database import Database
from engine.store.models import Base
from engine.store.tables import CASES, HISTORY, RELEASES, TEAMS

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
RELEASE = {
    "id": 1,
    "digest": "",
    "bundle": b"",
    "handlers": {},
    "published_at": NOW,
    "published_by": "meg",
    "reason": "",
}
EVENT = {
    "at": NOW,
    "kind": "task_completed",
    "actor_id": "ann",
    "actor_role": "",
    "element_id": "",
    "scope": "",
    "release_id": 1,
} | dict.fromkeys(("salt", "digest", "previous", "hash"), "")
INSERT_CASE = text(
    "INSERT INTO cases (id, reference, process_id, release_id, subject, label, version, state, facts, holders, status,"
    " outcome, stages, history_length, history_head, started_at)"
    " VALUES (:id, :reference, 'main', 1, '', '', 1, '{}', '{}', '{}', 'open', '', '', 3, '', '2026-03-02')"
)


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


def test_a_running_case_learns_from_its_history_which_elements_it_has_passed(database_url: str) -> None:
    """Once each, whoever completed them how often; not what was only opened, nor what another case did."""
    told = [
        (1, 1, [["completed", "begin", ""], ["opened", "ask", ""]]),
        (1, 2, [["completed", "ask", ""], ["completed", "which", ""], ["opened", "ask", ""]]),
        (1, 3, [["completed", "ask", ""], ["cancelled", "wait", ""], ["completed", "end", ""]]),
        (2, 1, [["completed", "begin", ""], ["opened", "other", ""]]),
    ]
    database = Database(database_url)
    with database.transaction() as connection:
        command.upgrade(migrate.configuration(connection), "0002")
        connection.execute(insert(RELEASES).values(RELEASE))
        connection.execute(INSERT_CASE, [{"id": number, "reference": f"C-{number}"} for number in (1, 2, 3)])
        events = [{"case_id": case, "seq": seq, "payload": json.dumps({"moves": moves})} for case, seq, moves in told]
        connection.execute(insert(HISTORY), [EVENT | event for event in events])
        connection.execute(insert(HISTORY).values(EVENT | {"case_id": 2, "seq": 2, "payload": None}))  # lawfully erased
    assert migrate.upgrade(database) is True
    with database.reading() as connection:
        passed = connection.execute(select(CASES.c.id, CASES.c.passed).order_by(CASES.c.id)).all()
    assert passed == [(1, "begin ask which end"), (2, "begin"), (3, "")]
    database.close()


def test_two_machines_may_migrate_at_the_same_moment(database_url: str) -> None:
    databases = [Database(database_url) for _ in range(2)]
    with ThreadPoolExecutor(2) as threads:
        results = list(threads.map(migrate.upgrade, databases))
    assert sorted(results) == [False, True]
    for database in databases:
        database.close()
