"""Where a case is on its pathway: in words for lists and headings, and as the marks of the tracker."""

from collections.abc import Mapping
from typing import Any

from forms.words import listed
from web.case_pages import StageMark
from web.desk.names import Names
from web.pages import CaseHeading, StageStatus

MARKS: dict[str, StageStatus] = {"done": "done", "current": "current", "ended": "ended early"}


def stage_words(row: Any, names: Names) -> str:
    """“Stage 3 of 5: Implementation”, what became of a closed case, or the name of a process that has no stages."""
    if row.status == "closed":
        return names.outcome(row.outcome) or "Closed"
    known = names.stages(row.process_id)
    if not known:
        return names.process(row.process_id)
    current = [number for number, status in _kept(row.stages).items() if status == "current"]
    if not current:
        return _without_current(row, known)
    if len(current) > 1:
        return f"Stages {listed(current)} of {len(known)}"
    return f"Stage {current[0]} of {len(known)}: {known.get(current[0], '')}"


def _without_current(row: Any, known: Mapping[str, str]) -> str:
    kept = _kept(row.stages)
    if not kept:
        return "Not in a stage"
    if kept[max(kept)] == "ended":
        return "The pathway has broken off"
    return "All stages are behind it" if kept.keys() >= known.keys() else "Between stages"


def stage_marks(row: Any, names: Names, overdue: set[str]) -> tuple[StageMark, ...]:
    """None for a process without stages. What a case left before its end is not done, and what it never came to is not
    about to start.
    """
    kept = _kept(row.stages)
    marks = []
    for number, name in names.stages(row.process_id).items():
        status: StageStatus = MARKS.get(
            kept.get(number, ""), "not reached" if row.status == "closed" else "not started"
        )
        if status == "current" and number in overdue:
            status = "overdue"
        marks.append(StageMark(int(number), name, status))
    return tuple(marks)


def heading(row: Any, names: Names) -> CaseHeading:
    """The top of every page about a case."""
    status = row.facts.get("legal_status")
    legal_status = names.fact("legal_status", status) if status else ""
    return CaseHeading(row.reference, row.label, stage_words(row, names), names.outcome(row.outcome), legal_status)


def _kept(stages: str) -> dict[str, str]:
    return dict(part.split(":") for part in stages.split(",") if ":" in part)
