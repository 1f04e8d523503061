"""Whether everything inside the parts of `processes/settings.yaml` is read: one that is mistyped or left over would
quietly do nothing.
"""

import inspect
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from engine.errors import Problem
from engine.registry import HANDLERS, Own
from engine.release.bundle import Bundle
from engine.release.check_setting_names import READ_BY_THE_ENGINE
from engine.release.settings import FILE

_READ = re.compile(rb"\bsettings\.([A-Za-z_][\w.]*)")
_TEXT = re.compile(r"[\"'](\w+)[\"']")
LENGTH = {"length", "unit"}


def check_settings_unread(settings: Mapping[str, Any], bundle: Bundle) -> list[Problem]:
    """A part that nothing reads at all is told of as a whole elsewhere."""
    read = {
        name.decode().rstrip(".")
        for file, data in bundle.files.items()
        if file.endswith((".bpmn", ".json"))
        for name in _READ.findall(data)
    }
    parts = {name.split(".")[0] for name in read} - READ_BY_THE_ENGINE
    messages = [
        found for part, value in settings.items() if part in parts for found in _inside(part, value, frozenset(read))
    ]
    return [Problem(FILE, place, message) for place, message in messages]


def _inside(place: str, value: Any, read: frozenset[str]) -> Iterator[tuple[str, str]]:
    if place in read:  # as a whole
        yield from _of_a_length(place, value)
    elif not any(name.startswith(f"{place}.") for name in read) and place.rpartition(".")[2] not in _in_handlers():
        parent, _, last = place.rpartition(".")
        beside = [name[len(parent) + 1 :] for name in read if name.startswith(f"{parent}.")]
        near = get_close_matches(last, [name.split(".")[0] for name in beside], n=1)
        said = f"Did you mean {near[0]}?" if near else "Remove it, or read it on a diagram or form."
        yield place, f"is read by no diagram, form or handler. {said}"
    else:
        for name, item in value.items() if isinstance(value, Mapping) else ():
            yield from _inside(f"{place}.{name}", item, read)


def _in_handlers() -> frozenset[str]:
    """Texts in the handlers' modules: a handler may look into the settings by itself."""
    modules = {found.function.__module__: found.function for found in HANDLERS.values()}
    sources = [inspect.getsource(inspect.getmodule(function) or function) for function in modules.values()]
    return frozenset(name for source in sources for name in _TEXT.findall(source))


def _of_a_length(place: str, value: Any) -> Iterator[tuple[str, str]]:
    """A length that is read as a whole begins a deadline with all that stands in it."""
    found = HANDLERS.get(Own.START)
    if found is None or not isinstance(value, Mapping) or not value.keys() >= LENGTH:
        return
    for name in sorted(value.keys() - found.optional):
        yield f"{place}.{name}", f"means nothing here. A length of time has {', '.join(sorted(found.optional))}."
