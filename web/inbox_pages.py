"""What the pages show of messages and of uploaded files."""

from dataclasses import dataclass
from datetime import datetime

from web.pages import Page


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that was uploaded with an answer."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Message:
    """What Homeward has to tell somebody in a role: a reference and a subject. `new`: not marked as read yet."""

    message_id: int
    reference: str
    subject: str
    urgent: bool
    role: str
    at: datetime
    new: bool


@dataclass(frozen=True, slots=True)
class Inbox:
    """A page of somebody's messages, newest first. `newest`: what they have read up to when they have read them all."""

    messages: Page[Message]
    newest: int
