"""The scenarios' made-up answers, with the demonstration's people in them, worked out on the day they are given."""

from pathlib import Path

from cli.demonstration.cases import DemoCase
from cli.simulation.scenario import Scenario, read_scenario

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
