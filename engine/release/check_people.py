"""Whether each list of people to choose from can hold anybody: on a form it names the role whose people it shows."""

from collections.abc import Mapping
from typing import Any

from engine.errors import Problem
from engine.release.form import Form


def check_people(forms: Mapping[str, Form], settings: Mapping[str, Any]) -> list[Problem]:
    """A role that is not there has no people: the list would be empty, and a question that must be answered a wall."""
    roles = settings.get("roles", {})
    return [
        Problem(
            f"forms/{form.id}.json",
            place,
            f"lists the people of the role {role}, which settings.yaml does not list under roles.",
            "properties.people",
        )
        for form in forms.values()
        for place, role in form.people
        if roles and role not in roles
    ]
