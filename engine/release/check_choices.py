"""Whether a text that a condition asks for can be chosen at all on the form that the answer comes from."""

from collections.abc import Iterator, Mapping

from engine.definitions.elements import Value
from engine.definitions.model import Definitions
from engine.errors import Problem
from engine.feel.nodes import Part, Path
from engine.release.form import Form

STATES = frozenset({"running", "met", "cancelled", "overdue"})
"""What `deadlines.K1.state` can be."""


class Choices:
    """What answers can be: the options of the form's question, also where an output mapping keeps the answer under
    another name. Whatever a handler, a number or a free text may give is not known.
    """

    def __init__(self, definitions: Definitions, forms: Mapping[str, Form]) -> None:
        self.nodes, self.forms = definitions.nodes, forms
        self.written: dict[str, list[Value]] = {}
        for node in definitions.nodes.values():
            for mapping in node.outputs:
                self.written.setdefault(mapping.target, []).append(mapping.source)
        self.gathered = {node.multi.output_collection for node in definitions.nodes.values() if node.multi}

    def refused(self, value: Value) -> Iterator[str]:
        """What is wrong with the texts that an expression on a diagram holds answers against."""
        if value.expression is None:
            return
        for said, text in sorted(value.expression.compared, key=lambda pair: (sorted(map(str, pair[0])), pair[1])):
            yield from self._never(said, text, self._possible(said, value.expression.item_names, frozenset()))

    def refused_in(self, form: Form) -> Iterator[Problem]:
        """The same for a form, whose own answers win over the case file's."""
        own, choices = form.keys, form.choices
        for asked in form.compared:
            mine = [part for part in asked.values if isinstance(part, tuple) and part[0] in own]
            known = [choices.get(".".join(part)) for part in mine]
            others = self._possible(asked.values - frozenset(mine), frozenset(), frozenset())
            if others is not None and None not in known:
                possible = others.union(*(each for each in known if each is not None))
                for message in self._never(asked.values, asked.text, possible):
                    yield Problem(f"forms/{form.id}.json", asked.place, message, asked.attribute)

    @staticmethod
    def _never(said: frozenset[Part], text: str, choices: frozenset[str] | None) -> Iterator[str]:
        if text and choices and text not in choices:
            what = " or ".join(sorted(".".join(part) for part in said if isinstance(part, tuple)))
            yield f"compares {what} with {text!r}, which nobody can choose. The choices are {_listed(choices)}."

    def _possible(
        self, said: frozenset[Part], maybe_keys: frozenset[str], seen: frozenset[Path]
    ) -> frozenset[str] | None:
        """All texts that it may be; null where they are not known. `maybe_keys` may be keys of a filtered item."""
        found: set[str] = set()
        for part in said:
            texts = frozenset({part}) if isinstance(part, str) else self._of_path(part, maybe_keys, seen)
            if texts is None:
                return None
            found |= texts
        return frozenset(found)

    def _of_path(self, path: Path, maybe_keys: frozenset[str], seen: frozenset[Path]) -> frozenset[str] | None:
        if path in seen:
            return frozenset()  # it is what it was before
        if path[0] == "deadlines" and path[2:] == ("state",):
            return STATES
        target, node = ".".join(path), self.nodes.get(path[0])
        if path[0] in maybe_keys or (node is not None and path[0] in self.written):
            return None
        if node is not None:
            return self.forms[node.form].choices.get(".".join(path[1:])) if node.form in self.forms else None
        if target not in self.written or target in self.gathered:
            return None
        found: set[str] = set()
        for source in self.written[target]:
            texts = self._of_source(source, seen | {path})
            if texts is None:
                return None
            found |= texts
        return frozenset(found)

    def _of_source(self, source: Value, seen: frozenset[Path]) -> frozenset[str] | None:
        if source.expression is None:
            return frozenset({source.text})
        said = source.expression.says
        return None if said is None else self._possible(said, source.expression.item_names, seen)


def _listed(choices: frozenset[str]) -> str:
    return ", ".join(sorted(choices))
