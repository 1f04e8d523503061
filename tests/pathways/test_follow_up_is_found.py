"""The follow-up of a return is a case of its own, and is found with the child's other cases by one reference (K15)."""

import pytest

from engine.errors import InvalidAnswers
from engine.queries.case_list import list_cases
from tests.pathways.playing import Played


@pytest.mark.requirement("K15")
def test_the_follow_up_and_the_pathway_of_a_child_share_the_childs_reference(played: Played) -> None:
    walk = played("back_in_care")
    follow_up = walk.row()
    again = {
        "child_ref": follow_up.facts["child_ref"], "child_initials": "AB", "returned_home_on": "2026-08-20",
        "linked_case": follow_up.reference,
    }  # fmt: skip
    walk.start("re_entry", again, by="rss_admin")
    with walk.services.database.reading() as connection:
        found, _ = list_cases(connection, seen=None, find="CH-1001", limit=10, offset=0)
    assert {case.reference for case in found} == {follow_up.reference, walk.row().reference}
    assert {case.subject for case in (walk.row(), follow_up)} == {"CH1001"}
    assert walk.row().linked_case_id == follow_up.id
    again_ref = follow_up.reference
    # Without its reference the child's newest other case is meant; one that is not the child's never is.
    newest = walk.row().id
    walk.start("re_entry", again | {"linked_case": None}, by="rss_admin")
    assert walk.row().linked_case_id == newest
    # A slip of the pen joins no two children, and opens nothing.
    with pytest.raises(InvalidAnswers, match=f"linked_case: No case of this child has the reference {again_ref}"):
        walk.start("re_entry", again | {"child_ref": "CH-2002"}, by="rss_admin")
    assert walk.row().linked_case_id == newest  # still the case before
