"""Two runs of the same steps at once: whoever picks a task or reports an event can tell which of them it belongs to."""

import pytest

from engine import clock
from engine.commands.report_event import possible_events, report_event
from engine.deadline_words import dates_in_words
from engine.runtime.about import with_about
from engine.store.loading import load_case
from engine.store.tables import DEADLINES, HISTORY
from tests.builders.bpmn import boundary, call, diagram, end, event_sub, flow, path, process, service, start, user
from tests.sample.library import ANN, Library, at, bundle_of

SHELF = process("shelf", start("shelf_begins"), user("look", "desk", "look_at_shelves"), end("looked"),
                path("shelf_begins", "look", "looked"))  # fmt: skip
DUE = {"start": "=now()", "length": "=5", "unit": "days"}


def pathway(about: str, inner: str = "") -> bytes:
    """A case during which complaints come in; each is looked into on the shelf until it is taken back."""
    complaint = event_sub(
        "complaint",
        start("complaint_made", message="complaint", form="complaint", candidateGroups="desk"),
        service("promise", "deadlines.start", DUE, deadline="K", escalation="none", owner="desk"),
        call("search", "shelf", None, None, **({"about": inner} if inner else {})),
        boundary("taken_back", "search", "message:back", form="acknowledge", candidateGroups="desk", ask="Taken back"),
        end("searched"),
        end("dropped"),
        path("complaint_made", "promise", "search", "searched") + flow("taken_back", "dropped"),
        **({"about": about} if about else {}),
    )
    main = process(
        "main", start(), user("wait", "desk", "acknowledge"), end(), complaint, path("begin", "wait", "done")
    )
    return diagram(main, SHELF)


def two_complaints(library: Library, about: str, inner: str = "") -> str:
    """Of Sunday 1 and Tuesday 3 March 2026."""
    library.publish(bundle_of(main=pathway(about, inner)))
    with at("2026-03-04 09:00"):
        case = library.start("main")
        for day in ("2026-03-01", "2026-03-03"):
            library.send(ANN, case, "complaint_made", {"made_on": day, "words": "slow"})
    return case


def names_of(library: Library, element: str) -> list[str]:
    return [row.name for row in library.open(element_id=element)]


def waiting(library: Library, case: str) -> list[str]:
    with at("2026-03-04 09:00"), library.database.reading() as connection:
        loaded = load_case(connection, library.services.releases, library.case(case).id, clock.now())
        return [event.asked for event in possible_events(loaded) if event.scope]


OF = '="complaint of " + complaint_made.made_on'


def test_tasks_of_the_same_name_are_told_apart_on_lists(library: Library) -> None:
    two_complaints(library, OF)
    assert names_of(library, "look") == ["Look (complaint of 1 March 2026)", "Look (complaint of 3 March 2026)"]
    assert names_of(library, "wait") == ["Wait"]  # the case itself is one


def test_so_are_events_that_wait_and_promises(library: Library) -> None:
    case = two_complaints(library, OF)
    assert waiting(library, case) == [
        "Taken back (complaint of 1 March 2026)",
        "Taken back (complaint of 3 March 2026)",
    ]
    labels = [row.label for row in library.rows(DEADLINES)]
    assert labels == ["Promise (complaint of 1 March 2026)", "Promise (complaint of 3 March 2026)"]


def test_history_tells_which_was_meant(library: Library) -> None:
    case = two_complaints(library, OF)
    with at("2026-03-04 10:00"):
        done = library.complete(ANN, "look", {"seen": "no", "looked_on": "2026-03-04"}, place=1)
        library.send(ANN, case, "taken_back", {})
    assert done.task_name == "Look (complaint of 3 March 2026)"
    told = [row.payload for row in library.rows(HISTORY)][-2:]
    assert '"about":"complaint of 3 March 2026"' in told[0]
    assert '"about":"complaint of 1 March 2026"' in told[1]


def keys(library: Library, case: str) -> list[str]:
    """Of the events that wait on each of several, as a page names them."""
    with library.database.reading() as connection:
        loaded = load_case(connection, library.services.releases, library.case(case).id, clock.now())
        return [event.key for event in possible_events(loaded) if event.scope]


def test_the_same_words_on_another_one_are_no_double_click(library: Library) -> None:
    """Both complaints are taken back within a minute; the second click on the first button changes nothing."""
    case = two_complaints(library, OF)
    with at("2026-03-04 10:00"):
        first, second = keys(library, case)
        for key in (first, first, second, second):
            report_event(library.services, ANN, case, key, {}, once=True)
    reported = [row.element_id for row in library.rows(HISTORY, kind="event_reported")]
    assert reported == ["complaint_made", "complaint_made", "taken_back", "taken_back"]
    assert names_of(library, "look") == []


def test_the_innermost_that_says_something_counts(library: Library) -> None:
    two_complaints(library, OF, inner="on the upper floor")
    assert names_of(library, "look") == ["Look (on the upper floor)"] * 2


@pytest.mark.parametrize("about", ['="complaint of " + null', "=complaint_made", '=" "', ""])
def test_what_says_nothing_leaves_the_plain_name(library: Library, about: str) -> None:
    two_complaints(library, about)
    assert names_of(library, "look") == ["Look"] * 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("stay from 2026-03-03", "stay from 3 March 2026"),
        ("from 2026-03-03 to 2026-03-05", "from 3 March 2026 to 5 March 2026"),
        ("concern of 2026-07-01T15:30:00+00:00", "concern of 1 July 2026 at 4:30pm"),  # London is an hour ahead
        ("order 2026-13-45", "order 2026-13-45"),
        ("every 42 days", "every 42 days"),
    ],
)
def test_dates_are_written_in_words(text: str, said: str) -> None:
    assert dates_in_words(text) == said


def test_a_name_that_ends_in_brackets_gets_no_second_pair() -> None:
    assert (
        with_about("Agree (team manager)", "stay from 3 March 2026") == "Agree (team manager, stay from 3 March 2026)"
    )
    assert with_about("Agree", "") == "Agree"
