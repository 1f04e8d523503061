"""The tables. Commands write them through `engine.store`; `engine.queries` reads them.

State lives once: `Case.state` is what runs, `HistoryEvent` is the record, and `UserTask`, `Timer` and `DeadlineRow` are
drawn from the state
at each save so that pages and the ticker can find things by an index.
"""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import Boolean, ForeignKey, Index, Integer, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from engine.store.columns import Day, Instant, Json


class Base(DeclarativeBase):
    """All tables of Homeward."""

    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: Instant, date: Day, Any: Json}


class ReleaseRow(Base):
    """One published set of diagrams, forms, settings and calendar, with the digests of the handlers it calls. Never
    changed.
    """

    __tablename__ = "releases"
    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    bundle: Mapped[bytes] = mapped_column(LargeBinary)
    handlers: Mapped[Any] = mapped_column(Json)
    published_at: Mapped[datetime]
    published_by: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str] = mapped_column(Text, default="")


class Team(Base):
    """A team of people; its name is what people read. `division_id`: what an area team is part of, whose assistant
    director is the relevant one for its children.
    """

    __tablename__ = "teams"
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    division_id: Mapped[str | None] = mapped_column(ForeignKey("teams.id"))


class Person(Base):
    """Somebody who signs in."""

    __tablename__ = "people"
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    team_id: Mapped[str | None] = mapped_column(ForeignKey("teams.id"))
    active: Mapped[bool] = mapped_column(Boolean, default=True)


class PersonRole(Base):
    """A role that a person holds, as candidate groups on the diagram name it."""

    __tablename__ = "person_roles"
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(64), primary_key=True)


class Case(Base):
    """One child's running process. `version` rises with every save; `next_due` is the earliest waiting timer;
    `holders` says who is allocated in which role now, as `Allocation` has it. `passed` are the ids of the elements that
    were completed at least once, with spaces between, so that the picture need not read the history.
    """

    __tablename__ = "cases"
    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(32), unique=True)
    process_id: Mapped[str] = mapped_column(String(200))
    release_id: Mapped[int] = mapped_column(ForeignKey("releases.id"))
    subject: Mapped[str] = mapped_column(String(64), index=True)
    label: Mapped[str] = mapped_column(String(200))
    team_id: Mapped[str | None] = mapped_column(ForeignKey("teams.id"))
    linked_case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))
    version: Mapped[int]
    state: Mapped[str] = mapped_column(Text)
    facts: Mapped[Any] = mapped_column(Json)
    holders: Mapped[Any] = mapped_column(Json)
    status: Mapped[str] = mapped_column(String(16))
    outcome: Mapped[str] = mapped_column(String(64), default="")
    stages: Mapped[str] = mapped_column(String(64), default="")
    passed: Mapped[str] = mapped_column(Text, server_default="")
    next_due: Mapped[datetime | None] = mapped_column(Instant)
    history_length: Mapped[int]
    history_head: Mapped[str] = mapped_column(String(64))
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    __table_args__ = (Index("cases_next_due", "next_due"), Index("cases_team", "team_id", "status"))


class Allocation(Base):
    """Who holds a role for one case, from and to when."""

    __tablename__ = "allocations"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    role: Mapped[str] = mapped_column(String(64))
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    from_at: Mapped[datetime]
    to_at: Mapped[datetime | None]


class UserTask(Base):
    """A user task that is or was open. `number` is its number within the case; `state` is open, completed or
    withdrawn.
    """

    __tablename__ = "tasks"
    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    number: Mapped[int]
    element_id: Mapped[str] = mapped_column(String(200))
    scope: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(String(400))
    form_id: Mapped[str] = mapped_column(String(200))
    stage: Mapped[str] = mapped_column(String(8), default="")
    roles: Mapped[str] = mapped_column(String(400))
    role: Mapped[str] = mapped_column(String(64))
    assignee_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"))
    team_id: Mapped[str | None] = mapped_column(String(64))
    deadline_number: Mapped[int | None]
    due_at: Mapped[datetime | None]
    state: Mapped[str] = mapped_column(String(16))
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str | None] = mapped_column(String(64))
    __table_args__ = (
        Index("tasks_case", "case_id", "state"),
        Index("tasks_assignee", "assignee_id", "state", "due_at"),
        Index("tasks_team", "team_id", "state", "due_at"),
        Index("tasks_role", "role", "state", "due_at"),
    )


class Answer(Base):
    """What a person entered or a step produced, once, append-only. `number` counts a case's answers; the state refers
    to it.
    """

    __tablename__ = "answers"
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int]
    scope: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(String(200))
    value: Mapped[Any] = mapped_column(Json)
    person_id: Mapped[str | None] = mapped_column(String(64))


class HistoryEvent(Base):
    """One appended fact. `hash` chains `previous`, the event's open columns and `digest`; the payload stands apart and
    may be erased.
    """

    __tablename__ = "history"
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(32))
    actor_id: Mapped[str] = mapped_column(String(64))
    actor_role: Mapped[str] = mapped_column(String(64))
    element_id: Mapped[str] = mapped_column(String(200))
    scope: Mapped[str] = mapped_column(Text)
    release_id: Mapped[int] = mapped_column(Integer)
    payload: Mapped[str | None] = mapped_column(Text)
    salt: Mapped[str] = mapped_column(String(32))
    digest: Mapped[str] = mapped_column(String(64))
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class Timer(Base):
    """An instant that a case waits for: a timer event on the diagram, or the next step of a running deadline. Kept when
    it has fired.
    """

    __tablename__ = "timers"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    kind: Mapped[str] = mapped_column(String(16))
    number: Mapped[int]
    step: Mapped[int] = mapped_column(default=0)
    element_id: Mapped[str] = mapped_column(String(200))
    due_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(16))
    fired_at: Mapped[datetime | None]
    __table_args__ = (
        UniqueConstraint("case_id", "kind", "number", "step", name="timers_one"),
        Index("timers_due", "state", "due_at"),
    )


class DeadlineRow(Base):
    """A promise: what started it, when it is due, how that was worked out. `state`: running, met, cancelled, replaced.
    What stopped (`ended_at`) after it was due was missed."""

    __tablename__ = "deadlines"
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(String(64))
    scope: Mapped[str] = mapped_column(Text)
    element_id: Mapped[str] = mapped_column(String(200))
    label: Mapped[str] = mapped_column(String(400))
    owner_role: Mapped[str] = mapped_column(String(64), default="")
    start_at: Mapped[datetime]
    due_at: Mapped[datetime]
    last_day: Mapped[date | None]
    state: Mapped[str] = mapped_column(String(16))
    met_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    late_reason: Mapped[str] = mapped_column(Text, default="")
    detail: Mapped[Any] = mapped_column(Json)
    __table_args__ = (
        Index("deadlines_key", "key", "state", "due_at"),
        Index("deadlines_late", "state", "due_at"),
    )


class Draft(Base):
    """A person's unfinished or refused answers to one task or event. Two people's drafts never clash."""

    __tablename__ = "drafts"
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True, autoincrement=False)
    place: Mapped[str] = mapped_column(String(240), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True)
    answers: Mapped[Any] = mapped_column(Json)
    saved_at: Mapped[datetime]


class OutboxMessage(Base):
    """A message that waits to leave. Names no child and no fact: a reference, a subject and a link."""

    __tablename__ = "outbox"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    seq: Mapped[int]
    to_role: Mapped[str] = mapped_column(String(64))
    to_person: Mapped[str | None] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(32))
    subject: Mapped[str] = mapped_column(String(400))
    urgent: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    __table_args__ = (
        Index("outbox_unsent", "sent_at", "id"),
        Index("outbox_person", "to_person", "id"),
        Index("outbox_role", "to_role", "to_person", "id"),
    )


class MessageReader(Base):
    """Up to which message somebody has read theirs."""

    __tablename__ = "readers"
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True)
    read_up_to: Mapped[int]


class Incident(Base):
    """A command that failed inside. `command` is what to do again on retry; the case stands as it did before."""

    __tablename__ = "incidents"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    element_id: Mapped[str] = mapped_column(String(200))
    handler: Mapped[str] = mapped_column(String(200))
    message: Mapped[str] = mapped_column(Text)
    command: Mapped[Any] = mapped_column(Json)
    actor_id: Mapped[str] = mapped_column(String(64))
    happened_at: Mapped[datetime]
    resolved_at: Mapped[datetime | None]
    resolved_by: Mapped[str | None] = mapped_column(String(64))


class Attachment(Base):
    """A file that somebody uploaded with an answer, named by the hash of its bytes; the answer refers to it."""

    __tablename__ = "attachments"
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    uploaded_by: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(255))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    uploaded_at: Mapped[datetime]


class Setting(Base):
    """Installation-wide values that change while it runs, such as the demonstration's clock."""

    __tablename__ = "settings"
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[Any] = mapped_column(Json)
