"""What the pages show of messages and of uploaded files."""

from dataclasses import dataclass
from datetime import datetime


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
