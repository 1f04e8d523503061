"""Codes, dates and ids of a case in the words that people read."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Any

from engine.deadline_words import day_words, moment_words
from engine.release.release import Release
from engine.role_words import role_in_sentence, role_label

DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", re.ASCII)
SMALL_WORDS = {"true": "Yes", "yes": "Yes", "false": "No", "no": "No"}


class Names:
    """The labels of one release: of roles, stages, outcomes, case facts and the choices listed in its settings."""

    def __init__(self, release: Release, people: Mapping[str, str] | None = None) -> None:
        self.release, self.people = release, people or {}

    @cached_property
    def choices(self) -> dict[str, str]:
        """The label of every choice that the settings list; worked out only where a fact is shown."""
        return _choices(self.release.settings)

    @cached_property
    def recommended(self) -> frozenset[str]:
        """Elements whose deadline is a recommendation and no promise (A20), by its escalation profile."""
        return self._of_profiles("recommended_only")

    @cached_property
    def awaited(self) -> frozenset[str]:
        """Elements whose deadline is a day that comes by itself, such as a birthday: nobody is late with it (B4)."""
        return self._of_profiles("awaited_only")

    def _of_profiles(self, part: str) -> frozenset[str]:
        profiles = self.release.settings.get(part, [])
        nodes = self.release.definitions.nodes.values()
        starting = [node for node in nodes if node.properties.get("escalation") in profiles]
        keys = {node.deadline for node in starting}
        return frozenset(node.id for node in nodes if node.deadline in keys)

    def role(self, role: str) -> str:
        return role_label(self.release.settings, role)

    def role_in_sentence(self, role: str) -> str:
        return role_in_sentence(self.release.settings, role)

    def process(self, process_id: str) -> str:
        return self.release.definitions.process_name(process_id)

    def stages(self, process_id: str = "") -> dict[str, str]:
        """Stage number to name, without the words “Stage 1:” before it; of one process, else of all."""
        definitions = self.release.definitions
        found = {
            node.properties["stage"]: node.label
            for node in definitions.nodes.values()
            if "stage" in node.properties and process_id in ("", definitions.process_of(node))
        }
        return {number: label.partition(":")[2].strip() or label for number, label in sorted(found.items())}

    def outcome(self, outcome: str) -> str:
        labels = self.release.settings.get("outcomes", {})
        return str(labels.get(outcome, outcome.replace("_", " ").capitalize())) if outcome else ""

    def facts(self, facts: Mapping[str, Any], today: date | None = None) -> list[tuple[str, str]]:
        """(label, text) of the case facts that the settings label, in the settings' order. `today`: in a case that is
        open, so that a target that has passed without being reached says so.
        """
        labels = self.release.settings.get("facts", {})
        passed = self.targets_passed(facts, today) if today else []
        return [
            (str(label), self.fact(key, facts[key]) + (", which has passed" if key in passed else ""))
            for key, label in labels.items()
            if facts.get(key) not in (None, "", [])
        ]

    def targets_passed(self, facts: Mapping[str, Any], today: date) -> list[str]:
        """The facts that are targets, have passed and were not reached."""
        return [
            key
            for key, reached in self.release.settings.get("target_dates", {}).items()
            if facts.get(key) and not facts.get(reached) and str(facts[key])[:10] < str(today)
        ]

    def fact(self, key: str, value: Any) -> str:
        """A case fact's value: in the settings' words for this fact, where another fact's choice has the same name."""
        words = self.release.settings.get("fact_values", {}).get(key) or {}
        return str(words[value]) if isinstance(value, str) and value in words else self.value(value)

    def value(self, value: Any) -> str:
        """A fact's value as text."""
        if isinstance(value, bool):
            return "Yes" if value else "No"
        if isinstance(value, list):
            return ", ".join(self.value(item) for item in value)
        if isinstance(value, dict):
            return ", ".join(f"{key.replace('_', ' ')}: {self.value(item)}" for key, item in value.items())
        return self._text(str(value))

    def _text(self, text: str) -> str:
        if DAY.fullmatch(text):
            return day_words(date.fromisoformat(text))
        if INSTANT.match(text):
            return moment_words(datetime.fromisoformat(text))
        if text in self.people:
            return self.people[text]
        found = self.choices.get(text) or SMALL_WORDS.get(text)
        return found or (text.replace("_", " ").capitalize() if re.fullmatch(r"[a-z]+(_[a-z0-9]+)*", text) else text)


def _choices(settings: Any) -> dict[str, str]:
    """Every {value, label} pair anywhere in the settings."""
    found: dict[str, str] = {}
    if isinstance(settings, Mapping):
        if "value" in settings and "label" in settings:
            found[str(settings["value"])] = str(settings["label"])
        for inner in settings.values():
            found |= _choices(inner)
    elif isinstance(settings, list):
        for inner in settings:
            found |= _choices(inner)
    return found
