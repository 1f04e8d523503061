"""No setting promises something and does nothing: each is read by a diagram, a form or the engine."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.processes.journeys import SETTINGS

BY_THE_PROGRAM = {
    "reference_prefix", "subject_fact", "label_fact", "linked_fact", "start_roles", "sees_all_cases", "allocators",
    "may_retry", "roles", "deputies", "facts", "fact_values", "escalation", "outcomes", "target_dates",
    "recommended_only", "awaited_only", "can_be",
}  # fmt: skip
"""Parts that Python reads; each must be named in it."""
DOCUMENT_CONTROL = {
    f"pathway.{name}"
    for name in (
        "title",
        "purpose",
        "owner_role",
        "approver_role",
        "contact_roles",
        "status",
        "issued_on",
        "review_cycle",
    )
}
"""M-01, M-02: kept with every release for people to read, not to steer anything."""


def leaves(group: Mapping[str, object], before: str = "") -> Iterator[str]:
    for name, value in group.items():
        if isinstance(value, Mapping):
            yield from leaves(value, f"{before}{name}.")
        else:
            yield f"{before}{name}"


def test_every_setting_is_read() -> None:
    files = [*Path("processes").glob("*.bpmn"), *Path("forms").glob("*.json")]
    read = {
        name.rstrip(".")
        for path in files
        for name in re.findall(r"settings\.([A-Za-z0-9_.]+)", path.read_text("utf-8"))
    }
    unread = [
        leaf
        for leaf in leaves(SETTINGS)
        if leaf.split(".")[0] not in BY_THE_PROGRAM
        and leaf not in DOCUMENT_CONTROL
        and not any(leaf == name or leaf.startswith(f"{name}.") for name in read)
    ]
    assert unread == []


def test_what_python_reads_is_named_there() -> None:
    code = "".join(path.read_text("utf-8") for room in ("engine", "web", "cli") for path in Path(room).rglob("*.py"))
    assert [part for part in BY_THE_PROGRAM if not re.search(f"['\"]{part}['\"]", code)] == []


def test_every_deadline_that_a_diagram_counts_by_a_setting_has_one() -> None:
    text = "".join(path.read_text("utf-8") for path in Path("processes").glob("*.bpmn"))
    assert set(re.findall(r"settings\.deadlines\.(\w+)", text)) == set(SETTINGS["deadlines"])
