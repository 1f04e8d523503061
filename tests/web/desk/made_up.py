"""The scenarios' made-up answers, with the demonstration's people in them, worked out on the day they are given."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from cli.demonstration.cases import DemoCase
from cli.simulation.scenario import Scenario, read_scenario
from engine.feel import compile_expression, to_json

PATHWAYS = Path(__file__).parents[2] / "pathways"
SECTION_20 = "s20"


def journey(legal_status: str = "care_order") -> Scenario:
    """From identification to the end, as steps with answers that name the demonstration's own people."""
    name = "section_20_journey" if legal_status == SECTION_20 else "care_order_journey"
    read = read_scenario(PATHWAYS / f"{name}.yaml")
    answers = {element: dict(given) for element, given in read.answers.items()}
    people = DemoCase("CH-3001", "ZW", name, 0, legal_status=legal_status)
    for element, changes in people.answers().items():
        answers[element] = answers.get(element, {}) | changes
    return Scenario(read.name, read.starts_at, read.people, answers, read.steps)


def worked_out(value: Any, facts: Mapping[str, Any], now: datetime) -> Any:
    """Texts that begin with `=` are FEEL of the day; what is null is left out."""
    if isinstance(value, Mapping):
        return {key: worked_out(item, facts, now) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [worked_out(item, facts, now) for item in value]
    if isinstance(value, str) and value.startswith("="):
        return to_json(compile_expression(value[1:]).evaluate({"case": facts}, now))
    return value
