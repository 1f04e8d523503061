"""A child's reference stands in every case as it was first recorded, however somebody types it later."""

from sqlalchemy import select

from engine.store.loading import LoadedCase
from engine.store.subject import one_spelling, tidy
from engine.store.tables import CASES


def keep_first_spelling(loaded: LoadedCase) -> None:
    """Where this command has recorded the reference: as the child's first case has it, or else tidied. The answer
    itself stays as it was typed.
    """
    fact = str(loaded.release.settings.get("subject_fact", "subject"))
    typed = loaded.run.record.facts.get(fact)
    if not isinstance(typed, str) or not one_spelling(typed):
        return
    query = select(CASES.c.facts).where(CASES.c.subject == one_spelling(typed), CASES.c.id != loaded.id)
    first = loaded.connection.execute(query.order_by(CASES.c.id).limit(1)).scalar() or {}
    loaded.run.write("", f"case.{fact}", str(first.get(fact) or tidy(typed)))
