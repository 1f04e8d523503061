"""How care ends is recorded only with the court's order and its reference, and with codes that fit (S5-08, B10)."""

from datetime import datetime

import pytest

from tests.forms.pathway_second import CARE_ORDER, GOOD, LATER, PAST
from tests.forms.pathway_tables import problems_of, refused

STATUS = "legal_status_recorded"
ENDED: dict[str, object] = {"legal_status": "none", "at_home_now": None}
AT_HOME = {**CARE_ORDER, "returned_home_on": PAST}
TARGET = {**CARE_ORDER, "discharge_target_on": LATER}
CHILD_ARRANGEMENTS = {"court_order": "child_arrangements_order"}
NOT_FITTING = {"valid": False, "problem": "P1 with V2", "end_code": "E4A"}

REFUSED = [
    refused("S2-11", "after_court_refusal", {"new_target_on": None}, "new_target_on", "Enter the new target date"),
    refused("S2-11", "after_court_refusal", {}, "new_target_on", "the target that was not met", case=TARGET),
    refused("S5-08", STATUS, {"court_reference": None}, "court_reference", "Enter the court reference"),
    refused("A0-20", STATUS, {**ENDED, "court_order": "no_order"}, "court_order", "plan the end of accommodation"),
    # The child is under section 20: there is no care order to discharge.
    refused("A21", STATUS, {**ENDED, "court_order": "discharged"}, "court_order", "choose from the list"),
    refused("S5-08", STATUS, ENDED, "court_order", "Select which order of the court ended care"),
    refused("B10", STATUS, {"legal_status": "s20"}, "legal_status", "cannot be accommodated", case=AT_HOME),
    refused("S2-12b", STATUS, {"at_home_now": None}, "at_home_now", "staying at home with parents"),
    refused("B10", "close_after_court", {"end_reason": "E13"}, "end_reason", "order was made", case=CHILD_ARRANGEMENTS),
    refused(
        "B10", "close_case", {"end_reason": "E4A"}, "end_reason", "do not fit",
        case={"care_ended_on": PAST}, episode=NOT_FITTING,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("form_id", "change", "path", "says", "facts"), REFUSED)
def test_an_end_of_care_that_does_not_fit_is_refused(
    form_id: str, change: dict[str, object], path: str, says: str, facts: dict[str, object], now: datetime
) -> None:
    problems = problems_of(form_id, {**GOOD[form_id].answers, **change}, facts, now)
    assert list(problems) == [path]
    assert says in problems[path]
