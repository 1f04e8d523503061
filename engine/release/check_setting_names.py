"""Whether what `processes/settings.yaml` names is there, and whether everything in it is read: a mistyped name would
quietly do nothing.
"""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, TypeAlias

from engine.definitions.model import Definitions
from engine.errors import Problem
from engine.release.bundle import Bundle
from engine.release.check_starts import startable
from engine.release.settings import FILE

Found: TypeAlias = Iterator[tuple[str, str]]
"""(place such as `roles.desk.team`, what is wrong there)"""
FACT = "case."
LISTS_OF_ROLES = ("sees_all_cases", "may_retry", "allocators")
LISTS_OF_PROFILES = ("recommended_only", "awaited_only")
FACT_NAMES = ("subject_fact", "label_fact", "linked_fact")
WITH_NAMES = ("facts", "fact_values", "outcomes", "target_dates")
READ_BY_THE_ENGINE = frozenset({
    "reference_prefix", "start_roles", "start_forms", "roles", "deputies", "escalation", "pathway", "can_be",
    *LISTS_OF_PROFILES, *LISTS_OF_ROLES, *FACT_NAMES, *WITH_NAMES,
})  # fmt: skip
"""Parts that mean something whether or not a diagram or form reads them."""
OF_A_ROLE = ("label", "line_manager", "team")
OF_A_STEP = ("at", "to", "subject", "urgent", "if_passed")
TEAMS = ("area", "division", "any")
_PATH = re.compile(rb"\bsettings\.([A-Za-z_][\w.]*)")
_READ = re.compile(rb"settings\.([A-Za-z_]\w*)")


def check_setting_names(definitions: Definitions, settings: Mapping[str, Any], bundle: Bundle) -> list[Problem]:
    """Every name in the settings that leads nowhere, and every part that nothing reads."""
    facts = frozenset(
        mapping.target.removeprefix(FACT).split(".")[0]
        for node in definitions.nodes.values()
        for mapping in node.outputs
        if mapping.target.startswith(FACT)
    )
    messages = [
        *_unread(settings, bundle),
        *_processes(settings, startable(definitions)),
        *_lists(settings),
        *_details(settings),
        *_facts(settings, facts),
    ]
    messages += [found for part, value in settings.items() for found in _choices(part, value)]
    return [Problem(FILE, place, message) for place, message in messages] + _asked_by_forms(settings, bundle)


def _asked_by_forms(settings: Mapping[str, Any], bundle: Bundle) -> list[Problem]:
    """What stands on a diagram is looked at there, element by element."""
    return [
        Problem(file, "", f"reads settings.{path}, which settings.yaml does not hold.")
        for file, data in bundle.named("forms", ".json").items()
        for path in sorted({name.decode().rstrip(".") for name in _PATH.findall(data)})
        if not _holds(settings, path.split("."))
    ]


def _holds(value: Any, path: list[str]) -> bool:
    """A list may be asked for what each of its rows holds."""
    if not path or not isinstance(value, Mapping):
        return not path or isinstance(value, list)
    return path[0] in value and _holds(value[path[0]], path[1:])


def _choices(place: str, value: Any) -> Found:
    """Rows of choices have both a value, which is kept, and a label, which people read."""
    if isinstance(value, Mapping):
        for name, item in value.items():
            yield from _choices(f"{place}.{name}", item)
    if not isinstance(value, list):
        return
    for number, row in enumerate(value, start=1):
        if isinstance(row, Mapping) and ("value" in row) != ("label" in row):
            missing = "label" if "value" in row else "value"
            yield (
                f"{place}.{number}",
                f"is a choice without a {missing}. Write it like {{value: other, label: Another}}.",
            )


def _unread(settings: Mapping[str, Any], bundle: Bundle) -> Found:
    """Whatever stands after `settings.` in a diagram or form is read, in whichever of their languages."""
    asked = {
        name.decode() for file, data in bundle.files.items() if file.endswith((".bpmn", ".json"))
        for name in _READ.findall(data)
    }  # fmt: skip
    for part in settings:
        if part not in READ_BY_THE_ENGINE | asked:
            what_to_do = _near(part, READ_BY_THE_ENGINE | asked) or " Remove it, or read it on a diagram or form."
            yield part, f"is a part that nothing reads.{what_to_do}"


def _processes(settings: Mapping[str, Any], known: tuple[str, ...]) -> Found:
    for process, roles in _items(settings, "start_roles"):
        if process not in known:
            message = f"is no process that can be started.{_near(process, known)} These can: {', '.join(known)}."
            yield f"start_roles.{process}", message
        if not isinstance(roles, list):
            yield f"start_roles.{process}", "must be a list of roles, such as [team_manager]."


def _lists(settings: Mapping[str, Any]) -> Found:
    """`start_roles`, `deputies` and `escalation` are looked at with the roles."""
    known = {part: dict(_items(settings, part)) for part in ("roles", "escalation")}
    for part in (*LISTS_OF_ROLES, *LISTS_OF_PROFILES):
        where = "escalation" if part in LISTS_OF_PROFILES else "roles"
        names = settings.get(part, [])
        if not isinstance(names, list):
            yield part, f"must be a list of names from {where}, such as [{next(iter(known[where]), 'name')}]."
            continue
        for name in names:
            if str(name) not in known[where]:
                yield part, f"names {name}, which is not listed under {where}.{_near(str(name), known[where])}"


def _details(settings: Mapping[str, Any]) -> Found:
    for role, details in _items(settings, "roles"):
        for name in details if isinstance(details, Mapping) else ():
            if name not in OF_A_ROLE:
                yield f"roles.{role}.{name}", f"means nothing here. A role has {', '.join(OF_A_ROLE)}."
        team = details.get("team", "area") if isinstance(details, Mapping) else "area"
        if not isinstance(team, str) or (team not in TEAMS and get_close_matches(team, TEAMS, cutoff=0.75)):
            message = f"is {team!r}. Write {', '.join(TEAMS)}, or the id of a team that is called otherwise."
            yield f"roles.{role}.team", message
    for profile, entries in _items(settings, "escalation"):
        for entry in entries if isinstance(entries, list) else ():
            for name in entry if isinstance(entry, Mapping) else ():
                if name not in OF_A_STEP:
                    message = (
                        f"has an entry with {name}, which means nothing here. An entry has {', '.join(OF_A_STEP)}."
                    )
                    yield f"escalation.{profile}", message


def _facts(settings: Mapping[str, Any], known: frozenset[str]) -> Found:
    if not isinstance(settings.get("reference_prefix", ""), str):
        yield "reference_prefix", "must be text, such as HW."
    named = [(part, settings[part]) for part in FACT_NAMES if part in settings]
    for part in WITH_NAMES:
        if not isinstance(settings.get(part, {}), Mapping):
            yield part, "must hold names with values."
    named += [(f"{part}.{fact}", fact) for part in ("facts", "target_dates") for fact, _ in _items(settings, part)]
    named += [(f"fact_values.{fact}", fact) for fact, _ in _items(settings, "fact_values")]
    named += [(f"target_dates.{fact}", reached) for fact, reached in _items(settings, "target_dates")]
    for place, fact in named:
        if not isinstance(fact, str) or fact not in known:
            said = f"names the fact {fact}, which no output mapping on a diagram sets."
            yield place, f"{said}{_near(str(fact), known)} A fact is set with the target case.NAME."
    for fact, words in _items(settings, "fact_values"):
        if not isinstance(words, Mapping):
            yield f"fact_values.{fact}", "must hold values with their words, such as {none: Not any more}."


def _near(name: str, known: Any) -> str:
    found = get_close_matches(name, sorted(known), n=1)
    return f" Did you mean {found[0]}?" if found else ""


def _items(settings: Mapping[str, Any], part: str) -> list[tuple[str, Any]]:
    found = settings.get(part, {})
    return list(found.items()) if isinstance(found, Mapping) else []
