"""Messages to the people on a case. Only a subject and the case's reference leave the house, never a name or a fact
(B8).
"""

from dataclasses import dataclass

from engine.registry import HandlerContext, handler


@dataclass(frozen=True, slots=True)
class Notify:
    """`to`: roles, comma separated. `subject`: what it is about, without names or facts."""

    to: str
    subject: str
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Notified:
    """Who is told, by role."""

    to: list[str]
    subject: str
    urgent: bool


@handler("messages.notify")
def notify(inputs: Notify, context: HandlerContext) -> Notified:
    """Put a message in the outbox for whoever holds each role on the case (S3-06, K13)."""
    roles = [role.strip() for role in inputs.to.split(",") if role.strip()]
    return Notified(roles, inputs.subject, inputs.urgent)
