"""The pathway's own settings: who answers for the guide, roles with one label each, and when the guide is reviewed."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from engine.release.settings import read_settings
from forms.components import everything
from forms.reader import read_form

SETTINGS = read_settings(Path("processes/settings.yaml").read_bytes())
PATHWAY, ROLES = SETTINGS["pathway"], SETTINGS["roles"]


@pytest.mark.requirement("M-01")
def test_the_guides_contacts_are_roles_and_nobodys_name() -> None:
    answer_for_it = [PATHWAY["owner_role"], PATHWAY["approver_role"], *PATHWAY["contact_roles"]]
    assert [role for role in answer_for_it if role not in ROLES] == []


@pytest.mark.requirement("M-02")
def test_the_guide_has_its_document_control() -> None:
    named = ("title", "purpose", "version", "status", "review_cycle")
    assert [name for name in named if not PATHWAY[name]] == []
    assert date.fromisoformat(PATHWAY["issued_on"]) < date.fromisoformat(PATHWAY["next_review_on"])


@pytest.mark.requirement("A26")
def test_each_role_has_one_label_and_no_two_share_one() -> None:
    labels = [role["label"] for role in ROLES.values()]
    assert len(labels) == len(set(labels))


@pytest.mark.requirement("A25")
def test_practitioners_are_told_before_and_after_the_guide_is_due_for_review() -> None:
    form = read_form(Path("forms/identify_child.json").read_bytes(), "forms/identify_child.json")
    hide = next(part.hide for part, _ in everything(form.components) if part.id == "Text_guide_review")
    assert hide is not None
    due = date.fromisoformat(PATHWAY["next_review_on"])
    days = [
        due - timedelta(days=PATHWAY["warn_before_days"] + 1),
        due - timedelta(days=PATHWAY["warn_before_days"]),
        due,
    ]
    told = [
        hide.evaluate({"settings": SETTINGS}, datetime(day.year, day.month, day.day, 12, tzinfo=UTC)) for day in days
    ]
    assert told == [True, False, False]
