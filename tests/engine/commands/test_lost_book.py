"""The sample process from end to end: the engine runs what has nothing to do with children."""

from decimal import Decimal

from engine.store.tables import HISTORY, OUTBOX, TASKS
from tests.sample.library import ANN, BOB, MEG, Library, at

LOOKED = {"seen": "no", "looked_on": "2026-03-04"}


def opened(library: Library) -> list[str]:
    return [row.element_id for row in library.open()]


def searched(library: Library, *branches: str) -> str:
    """A case in which nobody found the book."""
    with at("2026-03-02 09:00"):
        case = library.report_loss(branches=list(branches))
    with at("2026-03-04 10:00"):
        library.complete(ANN, "look_at_shelves", LOOKED)
        for _ in branches:
            library.complete(BOB, "ask_branch", {"answer": "no"})
    return case


def test_a_book_that_nobody_finds_is_replaced_and_paid_for(library: Library) -> None:
    case = searched(library, "east", "west")
    with at("2026-03-04 11:00"):
        library.complete(MEG, "decide_loss", {"decision": "replace", "price": 28})
        library.complete(BOB, "choose_copy", {"copy": "Atlas, third edition", "days_late": 60})
    # 28 + 60 days at 0.10 would be 34, but what is late costs at most 5: 33, which is more than 30 and so costly
    assert Decimal(str(library.case(case).facts["fee"])) == 33
    assert opened(library) == ["hear_of_cost"]
    with at("2026-03-17 10:00"):
        library.send(BOB, case, "paid", {"amount": 33})
    assert library.case(case).status == "open"  # the manager has not heard of the cost yet
    with at("2026-03-17 11:00"):
        assert library.complete(MEG, "hear_of_cost", {"read": True}).case_closed
    assert (library.case(case).status, library.case(case).outcome) == ("closed", "replaced")


def test_a_found_book_ends_the_search_with_all_its_tasks(library: Library) -> None:
    with at("2026-03-02 09:00"):
        case = library.report_loss(branches=["east", "west", "north"])
        assert opened(library) == ["look_at_shelves"] + ["ask_branch"] * 3
        library.send(BOB, case, "book_found", {"where": "home"})
    assert (library.case(case).outcome, library.open()) == ("found", [])
    withdrawn = library.rows(TASKS, state="withdrawn")
    assert len(withdrawn) == 4
    assert {row.closed_by for row in withdrawn} == {"bob"}


def test_a_copy_that_is_out_of_print_is_written_off(library: Library) -> None:
    case = searched(library)
    with at("2026-03-04 11:00"):
        library.complete(MEG, "decide_loss", {"decision": "replace", "price": 28})
        library.complete(BOB, "choose_copy", {"copy": "none", "days_late": 0, "refusal": "out_of_print"})
    assert (library.case(case).status, library.case(case).outcome) == ("closed", "written_off")


def test_a_member_who_does_not_pay_is_chased_every_fortnight(library: Library) -> None:
    case = searched(library)
    with at("2026-03-04 11:00"):
        library.complete(MEG, "decide_loss", {"decision": "replace", "price": 10})
        library.complete(BOB, "choose_copy", {"copy": "Atlas", "days_late": 0})
    for day in ("18", "01"):  # 4 March + 14 days = 18 March; chased on that day, + 14 days = 1 April
        month = "03" if day == "18" else "04"
        with at(f"2026-{month}-{day} 10:59"):
            library.tick()
            assert opened(library) == []
        with at(f"2026-{month}-{day} 11:00"):
            library.tick()
            assert opened(library) == ["chase"]
            library.complete(BOB, "chase", {})
    with at("2026-04-02 11:00"):
        library.send(BOB, case, "paid", {"amount": 10})
    assert library.case(case).outcome == "replaced"


def test_two_complaints_at_once_have_their_own_answers_and_deadlines(library: Library) -> None:
    case = searched(library)
    with at("2026-03-05 09:00"):
        library.send(ANN, case, "complaint_made", {"made_on": "2026-03-01", "words": "slow"})
        library.send(BOB, case, "complaint_made", {"made_on": "2026-03-04", "words": "rude"})
    answering = library.open(element_id="answer_complaint")
    # two weeks from Sunday 1 March end with 15 March, from 4 March with 18 March: due at the next midnight
    assert [row.due_at.isoformat()[:16] for row in answering] == ["2026-03-16T00:00", "2026-03-19T00:00"]
    with at("2026-03-06 09:00"):
        library.complete(MEG, "answer_complaint", {"words": "sorry"}, place=1)
    assert library.case(case).facts["last_answer"] == "sorry"
    assert opened(library) == ["decide_loss", "answer_complaint"]


def test_a_member_who_leaves_closes_everything(library: Library) -> None:
    case = searched(library)
    with at("2026-03-05 09:00"):
        library.send(ANN, case, "complaint_made", {"made_on": "2026-03-04", "words": "slow"})
        library.send(ANN, case, "complaint_made", {"made_on": "2026-03-04", "words": "rude"})
        library.complete(MEG, "answer_complaint", {"words": "sorry", "leaves": True})
        assert opened(library) == ["answer_complaint", "tidy_up"]
        library.complete(ANN, "tidy_up", {})
    assert (library.case(case).status, library.case(case).outcome, library.open()) == ("closed", "account_closed", [])
    assert library.case(case).next_due is None


def test_what_happened_stands_in_the_history_in_order(library: Library) -> None:
    case = searched(library)
    with at("2026-03-05 09:00"):
        library.complete(MEG, "decide_loss", {"decision": "write_off"})
    kinds = [(row.kind, row.element_id, row.actor_id) for row in library.rows(HISTORY)]
    assert kinds == [
        ("case_started", "lost_book", "ann"),
        ("task_completed", "report_loss", "ann"),
        ("task_completed", "look_at_shelves", "ann"),
        ("task_completed", "decide_loss", "meg"),
    ]
    assert library.case(case).outcome == "written_off"
    assert library.rows(OUTBOX) == []
