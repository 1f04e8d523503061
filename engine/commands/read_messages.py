"""Somebody has read their messages: those that come later are new to them."""

from sqlalchemy import insert, update

from engine.commands.services import Actor, Services
from engine.queries.messages import read_up_to
from engine.store.tables import READERS


def read_messages(services: Services, actor: Actor, newest: int) -> None:
    """Up to the message with the id `newest`; what was read stays read."""
    with services.database.transaction() as connection:
        before = read_up_to(connection, actor.id)
        if newest <= before:
            return
        change = update(READERS).where(READERS.c.person_id == actor.id).values(read_up_to=newest)
        if connection.execute(change).rowcount == 0:
            connection.execute(insert(READERS).values(person_id=actor.id, read_up_to=newest))
