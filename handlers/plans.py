"""What later steps need of a SMART plan: its goals and triggers to choose from, its review points in order (S2-09)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from engine.errors import BusinessError
from engine.registry import HandlerContext, handler
from handlers.given import Moment, day, form_row


@form_row
@dataclass(frozen=True, slots=True)
class Goal:
    """A goal of the plan; its other columns are not needed here."""

    goal: str


@form_row
@dataclass(frozen=True, slots=True)
class GivenPoint:
    """A review point as entered: midway, final or additional."""

    on: Moment
    kind: str


@form_row
@dataclass(frozen=True, slots=True)
class Trigger:
    """What would make people change the plan back."""

    trigger: str


@dataclass(frozen=True, slots=True)
class SmartPlan:
    """The rows of the plan's form."""

    goals: list[Goal] | None = None
    review_points: list[GivenPoint] | None = None
    triggers: list[Trigger] | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a select or radio field."""

    label: str
    value: str


@form_row
@dataclass(frozen=True, slots=True)
class ReviewPoint:
    """A review point with its day."""

    on: date
    kind: str


@dataclass(frozen=True, slots=True)
class PlanOutline:
    """Choices without repeats, in the plan's order; review points soonest first."""

    goal_choices: list[Choice]
    review_points: list[ReviewPoint]
    trigger_choices: list[Choice]


@handler("plans.outline")
def outline(inputs: SmartPlan, context: HandlerContext) -> PlanOutline:
    """Goals, review points and triggers of the plan for the steps after it (S2-09, K6).

    Raises BusinessError for a plan without a midway and a final review point (A0-9).
    """
    points = [ReviewPoint(day(point.on), point.kind) for point in inputs.review_points or []]
    if not {"midway", "final"} <= {point.kind for point in points}:
        raise BusinessError("review_points_missing", "The plan needs a midway and a final review point. Add them.")
    return PlanOutline(
        goal_choices=_choices(goal.goal for goal in inputs.goals or []),
        review_points=sorted(points, key=lambda point: point.on),
        trigger_choices=_choices(trigger.trigger for trigger in inputs.triggers or []),
    )


def _choices(texts: Iterable[str]) -> list[Choice]:
    return [Choice(text, text) for text in dict.fromkeys(text.strip() for text in texts)]
