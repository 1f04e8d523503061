"""Which messages went to whom, and when, for tests that count reminders and escalations by hand."""

from datetime import datetime

from cli.simulation.walk import Walk


def told(walk: Walk, role: str, about: str) -> list[datetime]:
    """The instants of the messages to a role whose subject holds `about`, oldest first."""
    return [sent.created_at for sent in walk.messages() if sent.to_role == role and about in sent.subject]
