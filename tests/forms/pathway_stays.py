"""Answers that the forms about stays at home accept, with the case file they read, written by hand.

Now is Sunday 22 November 2026, 9am in London. People have no names here, only roles.
"""

from tests.forms.pathway_second import CARE_ORDER, FRIDAY, MORNING, PAST, SECTION_20, SUNDAY, Good

GOOD = {
    "home_stay_reported": Good(
        "S2-13",
        {"case": CARE_ORDER},
        {"starts_at": FRIDAY, "ends_at": SUNDAY, "pattern": "Every weekend", "nights_in_period": 4},
    ),
    "classify_stay": Good("S2-13", {}, {"classification": "extended_family_time", "reason": "Back each Sunday"}),
    "confirm_stay": Good("S2-13", {}, {"decision": "agree", "classification": "returning_home"}),
    "section_20_stay": Good("S2-12c", {"case": SECTION_20}, {"route": "time_at_home", "plan": "Weekends with visits"}),
    "stay_is_over": Good(
        "S2-12b S2-13",
        {"home_stay_reported": {"starts_at": "2026-11-13T10:00:00+00:00"}},
        {"what": "child_back", "ended_at": MORNING, "why": "The mother fell ill. The child is well"},
    ),
    "is_child_back": Good(
        "S2-12b S2-13",
        {"home_stay_reported": {"starts_at": "2026-11-13T10:00:00+00:00"}},
        {"back": "yes", "back_at": MORNING, "child_is": "Seen by the carers this morning, and well"},
    ),
    "end_stay": Good(
        "S2-12b",
        {"home_stay_reported": {"starts_at": "2026-11-13T10:00:00+00:00"}},
        {"what": "child_back", "ended_on": PAST, "what_was_done": "Brought back to the carers"},
    ),
    "confirm_never_went": Good(
        "A0-5 S2-12b",
        {"home_stay_reported": {"starts_at": "2026-11-13T10:00:00+00:00"}, "stay_number": 3},
        {"confirmed": "yes", "reason": "The carers had the child all the time"},
    ),
    "answer_unauthorised_stay": Good(
        "A0-5 S2-12b",
        {"home_stay_reported": {"starts_at": MORNING}},
        {"safety_checked": "Seen today", "decision": "await_agreement", "reason": "The child is settled"},
    ),
}
