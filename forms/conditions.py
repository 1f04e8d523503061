"""What the browser must know of the case file to hide and show fields while somebody types."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from engine.feel import to_json
from forms.components import Component, everything, questions
from forms.references import ROW_NAMES


def condition_facts(components: Sequence[Component], facts: Mapping[str, object]) -> dict[str, object]:
    """The values that conditions read from the case file, as nested objects, and nothing else of it."""
    own = {question.key for question in questions(components)} | ROW_NAMES
    read = {path for component, _ in everything(components) if component.hide for path in component.hide.paths}
    told: dict[str, object] = {}
    # Shorter paths first: a whole object is told before one of its parts, which it then holds already.
    for path in sorted(read, key=lambda path: (len(path), path)):
        if path[0] not in own:
            _tell(told, path, facts)
    return told


def _tell(told: dict[str, object], path: tuple[str, ...], facts: Mapping[str, object]) -> None:
    place, value = told, facts.get(path[0])
    for name, following in pairwise(path):
        inner = place.setdefault(name, {})
        if not isinstance(inner, dict):
            return
        place, value = inner, value.get(following) if isinstance(value, Mapping) else None
    place.setdefault(path[-1], to_json(value))
