"""Opening a database: what cannot be used is refused in words, and what cannot be reached is said to be away."""

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DataError, IntegrityError

from engine.errors import DatabaseAway, NothingSaved
from engine.store.database import Database, UnknownAddress, together
from tests.setup.postgres import PrivatePostgres


@pytest.mark.parametrize("url", ["nonsense", "mysql://x", "oracle+nonsense://x", "mysql://user:hunter2@host/name", ""])
def test_an_address_of_no_usable_database_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(UnknownAddress, match="Write one like sqlite:///") as refused:
        Database(url)
    assert "hunter2" not in str(refused.value)


def files(folder: Path) -> list[str]:
    (folder / "notes.txt").write_text("This is a list of things to buy, and no database at all. " * 40)
    return [f"sqlite:///{folder}/missing/homeward.db", f"sqlite:///{folder}/notes.txt"]


@pytest.mark.parametrize("which", [0, 1], ids=["its folder is missing", "it is no database"])
def test_a_file_that_cannot_be_opened_is_said_to_be_away(tmp_path: Path, which: int) -> None:
    database = Database(files(tmp_path)[which])
    with pytest.raises(DatabaseAway, match="could not be read"), database.reading():
        pass
    with pytest.raises(NothingSaved, match="could not be written"), database.transaction():
        pass


def test_a_server_that_is_down_is_said_to_be_away() -> None:
    database = Database("postgresql+psycopg://homeward@127.0.0.1:1/homeward")
    with pytest.raises(DatabaseAway), database.reading():
        pass


def test_a_row_that_clashes_is_no_trouble_of_the_database(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/homeward.db")
    with database.transaction() as connection:
        connection.execute(text("CREATE TABLE notes (note TEXT UNIQUE)"))
        connection.execute(text("INSERT INTO notes VALUES ('same')"))
    with pytest.raises(IntegrityError), database.transaction() as connection:
        connection.execute(text("INSERT INTO notes VALUES ('same')"))
    database.close()


@pytest.mark.postgres
def test_what_statements_sent_together_raise_is_told_as_of_any_other_statement(postgres: PrivatePostgres) -> None:
    database = Database(postgres.url(postgres.create_database()))
    with database.transaction() as connection:
        connection.execute(text("CREATE TABLE notes (note VARCHAR(4) UNIQUE)"))
    with pytest.raises(DataError, match="too long"), database.transaction() as connection, together(connection):
        connection.execute(text("INSERT INTO notes VALUES ('longer')"))
    with pytest.raises(IntegrityError), database.transaction() as connection, together(connection):
        connection.execute(text("INSERT INTO notes VALUES ('same'), ('same')"))
    database.close()


@pytest.mark.postgres
def test_a_view_for_queries_sees_the_database_as_it_was_at_its_first(postgres: PrivatePostgres) -> None:
    name = postgres.create_database()
    database = Database(postgres.url(name))
    with database.transaction() as connection:
        connection.execute(text("CREATE TABLE notes (note TEXT)"))
    with database.reading() as view:
        assert view.execute(text("SELECT count(*) FROM notes")).scalar() == 0
        with database.transaction() as connection:
            connection.execute(text("INSERT INTO notes VALUES ('new')"))
        assert view.execute(text("SELECT count(*) FROM notes")).scalar() == 0
    with database.reading() as view:
        assert view.execute(text("SELECT count(*) FROM notes")).scalar() == 1
    database.close()
    postgres.drop_database(name)
