"""The tables as SQLAlchemy Core sees them: commands read and write rows, not objects, because a save is a handful of
statements.
"""

from sqlalchemy import Table

from engine.store import models


def _table(model: type[models.Base]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)
    return table


RELEASES = _table(models.ReleaseRow)
TEAMS = _table(models.Team)
PEOPLE = _table(models.Person)
ROLES = _table(models.PersonRole)
CASES = _table(models.Case)
ALLOCATIONS = _table(models.Allocation)
TASKS = _table(models.UserTask)
ANSWERS = _table(models.Answer)
HISTORY = _table(models.HistoryEvent)
TIMERS = _table(models.Timer)
DEADLINES = _table(models.DeadlineRow)
DRAFTS = _table(models.Draft)
OUTBOX = _table(models.OutboxMessage)
INCIDENTS = _table(models.Incident)
ATTACHMENTS = _table(models.Attachment)
SETTINGS = _table(models.Setting)
READERS = _table(models.MessageReader)
