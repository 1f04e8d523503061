"""Who is signed in, kept in the session cookie as an id only, and the office that this application was given."""

from typing import cast

from flask import current_app, g, session

from web.office import Office
from web.pages import Done, Person

KEY = "homeward"


def office() -> Office:
    """The engine as the pages see it."""
    return cast(Office, current_app.extensions[KEY])


def sign_in(person: Person) -> None:
    """Start a session. What an earlier person left in it, the CSRF secret too, goes first."""
    session.clear()
    session.permanent = True
    session["person"] = person.person_id


def sign_out() -> None:
    """End the session."""
    session.clear()


def announce(done: Done) -> None:
    """Show a green banner on the next page, with a link to this person's next task when there is one."""
    session["banner"] = {
        "sentence": done.sentence, "task_id": done.next_task_id, "task_name": done.next_task_name,
        "due": done.next_task_due, "others": done.others,
    }  # fmt: skip


def take_banner() -> dict[str, str]:
    """The banner to show on this page, once; empty when there is none."""
    banner: dict[str, str] = session.pop("banner", {})
    return banner


def current_person() -> Person | None:
    """Who is signed in, looked up once a request, so that somebody who is removed is out at once."""
    if "person" not in g:
        person_id = session.get("person")
        g.person = office().person(person_id) if isinstance(person_id, str) else None
    return cast("Person | None", g.person)


def unread_messages() -> int:
    """How many messages are new to whoever is signed in; counted once a request."""
    person = current_person()
    if "unread" not in g:
        g.unread = office().unread_messages(person) if person is not None else 0
    return int(g.unread)


def may_start() -> bool:
    """Whether there is anything that this person may start."""
    person = current_person()
    if "may_start" not in g:
        g.may_start = person is not None and bool(office().starts(person))
    return bool(g.may_start)


def the_person() -> Person:
    """Who is signed in, in a view behind the gate."""
    person = current_person()
    if person is None:
        raise RuntimeError("a view behind the sign-in gate ran without a person; is its route listed as open to all?")
    return person
