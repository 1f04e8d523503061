"""What a scenario may name: tasks, events, processes, facts, roles, people; a name of nothing tests nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from cli.simulation.plain_yaml import ScenarioError
from engine.commands.answering import LATE_REASON
from engine.release.release import Release

FACT = "case."
ALWAYS_THERE = ("subject", "label", "started_on")
"""Facts that a case has from its beginning, whatever its diagram sets."""
WORDS = {
    "task": "the diagrams have no task {}",
    "event": "the diagrams have no event {} that somebody could report",
    "process": "there is no process {} that can be started",
    "fact": "no diagram sets a fact {}",
    "role": "there is no role {}",
    "person": "nobody here is called {} or holds that role",
    "answers": "there is no step or form {}",
}


@dataclass(frozen=True, slots=True)
class Known:
    """Names by kind, one of `WORDS`. `asked`: the questions of a step or form, by its id; `first`: the task that a case
    of a process begins with.
    """

    names: Mapping[str, frozenset[str]]
    asked: Mapping[str, frozenset[str]]
    first: Mapping[str, str]

    def require(self, kind: str, name: object) -> None:
        """Raises ScenarioError with the names that there are, or those that come close."""
        if str(name) not in self.names[kind]:
            raise ScenarioError(f"{WORDS[kind].format(name)}; {_instead(str(name), self.names[kind])}")

    def require_asked(self, element: str, answers: Any) -> None:
        """Raises ScenarioError for an answer to what is not asked there. `null` would take nothing away."""
        for name in answers if isinstance(answers, Mapping) else ():
            asked = self.asked.get(element, frozenset())
            if name not in asked:
                raise ScenarioError(f"{element} does not ask {name}; {_instead(str(name), asked)}")


def known_names(release: Release, people: Mapping[str, tuple[str, ...]]) -> Known:
    """Those of a release, and of the people whom a scenario names beside one for each role."""
    nodes = release.definitions.nodes.values()
    targets = [mapping.target for node in nodes for mapping in node.outputs if mapping.target.startswith(FACT)]
    facts = {target.removeprefix(FACT).split(".")[0] for target in targets}
    roles = frozenset(release.settings.get("roles", {}))
    message = [node for node in nodes if node.event is not None and node.event.kind == "message"]
    forms = {name: form.keys | {LATE_REASON} for name, form in release.forms.items()}
    asked = forms | {node.id: forms.get(node.form, frozenset()) for node in nodes if node.form}
    names = {
        "task": frozenset(node.id for node in nodes if node.kind == "userTask"),
        "event": frozenset(node.id for node in message if node.groups),
        "process": frozenset(release.starts),
        "fact": frozenset({*facts, *ALWAYS_THERE, str(release.settings.get("linked_fact", ""))}),
        "role": roles,
        "person": roles | frozenset(people),
        "answers": frozenset(asked),
    }
    begun = {process: release.first_task(process) for process in release.starts}
    return Known(names, asked, {process: node.id for process, node in begun.items() if node is not None})


def _instead(name: str, known: frozenset[str]) -> str:
    close = get_close_matches(name, sorted(known), n=3)
    return f"did you mean {' or '.join(close)}?" if close else f"there are {', '.join(sorted(known)) or 'none'}"
