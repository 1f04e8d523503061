"""Somebody has read their messages: those that come later are new to them."""

from sqlalchemy import func, select, update

from engine.commands.services import Actor, Services
from engine.store.tables import OUTBOX, READERS
from engine.store.upsert import put_first


def read_messages(services: Services, actor: Actor, newest: int) -> None:
    """Up to the message with the id `newest`, or up to the newest of all where there is none of that id yet; what was
    read stays read, also where two pages say so at the same moment.
    """
    with services.database.transaction() as connection:
        last = connection.execute(select(func.max(OUTBOX.c.id))).scalar() or 0
        read = min(newest, int(last))
        put_first(connection, READERS, {"person_id": actor.id, "read_up_to": 0})
        mine = READERS.c.person_id == actor.id, READERS.c.read_up_to < read
        connection.execute(update(READERS).where(*mine).values(read_up_to=read))
