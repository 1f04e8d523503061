"""homeward simulate: no scenario passes without testing. A name that leads nowhere is refused before anything is
played, with the file, the step and what there is instead.
"""

import json
from pathlib import Path

import pytest

from tests.cli.test_simulate import HEAD, PATHWAYS, REQUEST, simulate, simulated

STARTED = "  - start: reunification\n"


@pytest.mark.parametrize(
    ("expected", "said"),
    [
        ("not_open: decide_requst", "the diagrams have no task decide_requst; did you mean decide_request"),
        ("open: [decide_request, pathway]", "the diagrams have no task pathway;"),
        ("not_told: {sochal_worker: Overdue}", "there is no role sochal_worker; did you mean social_worker"),
        ("told: {desk: Overdue}", "there is no role desk; there are"),
        ("no_other_case: re_entri", "there is no process re_entri that can be started; did you mean re_entry?"),
        ("fact: {legal_statuss: null}", "no diagram sets a fact legal_statuss; did you mean legal_status"),
    ],
)
def test_an_expectation_names_only_what_there_is(tmp_path: Path, expected: str, said: str) -> None:
    result = simulated(tmp_path, f"{REQUEST}  - expect: {{{expected}}}\n")
    assert (result.exit_code, f"tried.yaml step 2 (expect): {said}" in result.output) == (1, True), result.output


@pytest.mark.parametrize(
    ("expected", "said"),
    [
        ("{}", "`expect` must hold names with values"),
        ("{not_open: []}", "`not_open` says nothing"),
        ("{no_other_case: null}", "`no_other_case` says nothing"),
        ("{fact: {}}", "`fact` must hold names with values"),
        ("{not_told: {social_worker: []}}", "a message to social_worker needs part of its subject"),
        ("{not_told: {social_worker: null}}", "a message to social_worker needs part of its subject"),
        ("{not_told: {social_worker: {at: 2026-03-06}}}", "a message to social_worker needs part of its subject"),
        (
            "{told: {social_worker: {about: Identify, att: 2020-01-01}}}",
            "`att` means nothing in a message to social_worker; there are about, at.",
        ),
        ("{told: {social_worker: {about: Identify, at: then}}}", "'then' is not a date or time"),
    ],
)
def test_an_expectation_expects_something(tmp_path: Path, expected: str, said: str) -> None:
    result = simulated(tmp_path, f"{REQUEST}  - expect: {expected}\n")
    assert (result.exit_code, f"tried.yaml step 2 (expect): {said}" in result.output) == (1, True), result.output


@pytest.mark.parametrize(
    ("tried", "said"),
    [
        ("complete: decide_requst, says: is not open", "the diagrams have no task decide_requst; did you mean"),
        ("report: concern_rased, says: no", "the diagrams have no event concern_rased that somebody could report;"),
        ("complete: decide_request, by: jane, says: jane", "nobody here is called jane or holds that role; there are"),
        ("complete: decide_request, by: social_worker", "`refused` must have `says`, words of the refusal"),
        ('complete: decide_request, by: social_worker, says: ""', "`refused` must have `says`, words of the refusal"),
        ("complete: decide_request, say: nonsense", "`say` means nothing in `refused`; there are complete, report,"),
        ("by: social_worker, says: is for", "`refused` must have one of complete and report"),
        ("complete: decide_request, report: concern_raised, says: is for", "`refused` must have one of complete and"),
    ],
)
def test_a_refusal_is_of_something_there_is_and_for_the_reason_that_is_meant(
    tmp_path: Path, tried: str, said: str
) -> None:
    result = simulated(tmp_path, f"{REQUEST}  - expect: {{refused: {{{tried}}}}}\n")
    assert (result.exit_code, f"tried.yaml step 2 (expect): {said}" in result.output) == (1, True), result.output


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (
            "complete: decide_requst",
            "step 2 (complete decide_requst): the diagrams have no task decide_requst; did you",
        ),
        ("report: decide_request", "step 2 (report decide_request): the diagrams have no event decide_request"),
        ("turn_to: re_entri", "step 2 (turn_to re_entri): there is no process re_entri that can be started; did you"),
        ("{complete: assess_need, by: jane}", "nobody here is called jane or holds that role; there are "),
        ("{wait: 1 day, by: ann}", "step 2: `by` means nothing beside wait; it stands alone."),
        ("{until: 2026-03-09, answers: {a: b}}", "step 2: `answers` means nothing beside until; it stands alone."),
        ("{report: concern_raised, place: 2}", "step 2: `place` means nothing beside report; there are answers, by."),
        ("{expect: {open: assess_need}, by: ann}", "step 2: `by` means nothing beside expect; it stands alone."),
        (
            "{complete: assess_need, answers: {suports_reunification: null}}",
            "step 2 (complete assess_need): assess_need does not ask suports_reunification; did you mean supports_",
        ),
        ("{report: concern_raised, answers: {waht: null}}", "step 2 (report concern_raised): concern_raised does not"),
        ("{start: reunification, answers: {nmae: null}}", "step 2 (start reunification): identify_child does not ask"),
        (
            "{expect: {refused: {complete: decide_request, answers: {desicion: null}, says: no}}}",
            "step 2 (expect): decide_request does not ask desicion; did you mean decision?",
        ),
        (
            "{complete: assess_need, place: 5}",
            "step 2 (complete assess_need): there is no place 5: 1 of assess_need is open at 2026-03-06T16:00",
        ),
    ],
)
def test_a_step_names_only_what_there_is_and_every_word_of_it_is_read(tmp_path: Path, step: str, said: str) -> None:
    result = simulated(tmp_path, f"{STARTED}  - {step}\n")
    assert (result.exit_code, said in result.output) == (1, True), result.output


def test_a_slip_is_found_before_anything_is_played(tmp_path: Path) -> None:
    result = simulated(tmp_path, f"{STARTED}  - expect: {{open: decide_request}}\n  - complete: decide_requst\n")
    assert "step 3 (complete decide_requst): the diagrams have no task" in result.output
    assert result.stdout == ""


def test_a_wrong_process_is_answered_with_those_that_there_are(tmp_path: Path) -> None:
    result = simulated(tmp_path, "  - start: wombat\n")
    assert "step 1 (start wombat): there is no process wombat that can be started; there are " in result.output
    assert "re_entry, reunification" in result.output


def test_a_wrong_person_is_answered_with_those_who_take_part(tmp_path: Path) -> None:
    result = simulated(tmp_path, "  - {start: reunification, by: zz}\n", f"{HEAD}people: {{amal: social_worker}}\n")
    assert "nobody here is called zz or holds that role; there are " in result.output
    assert "amal, " in result.output


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("answers: {decide_requst: {decision: accept}}\n", "there is no step or form decide_requst; did you mean"),
        (
            "answers: {decide_request: {guidence: null}}\n",
            "decide_request does not ask guidence; did you mean guidance?",
        ),
        ("requirements: [S1-08, K99]\n", "requirements: docs/requirements.md has no row K99; its rows are S1-01, "),
    ],
)
def test_the_head_of_a_scenario_names_only_what_there_is(tmp_path: Path, head: str, said: str) -> None:
    result = simulated(tmp_path, STARTED, HEAD + head)
    assert (result.exit_code, f"tried.yaml: {said}" in result.output) == (1, True), result.output


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("stps: [wait: 1 day]\n", "part.yaml: `stps` means nothing in a file that is played; there are name, steps."),
        ("name: Nothing\n", "part.yaml: `steps` must be a list of lines"),
        ("steps: []\n", "part.yaml: `steps` must be a list of lines"),
        (
            "answers: {decide_request: {}}\nsteps: [wait: 1 day]\n",
            "All else belongs in the scenario that plays it, tried.yaml.",
        ),
        ("settings: {}\nsteps: [wait: 1 day]\n", "part.yaml: `settings` means nothing in a file that is played"),
        ("steps: [wait: 1 day, whait: 1 day]\n", "part.yaml step 2: must have exactly one of"),
    ],
)
def test_a_part_that_is_played_is_looked_at_like_a_scenario(tmp_path: Path, part: str, said: str) -> None:
    (tmp_path / "part.yaml").write_text(part, encoding="utf-8")
    result = simulated(tmp_path, f"{STARTED}  - play: part.yaml\n")
    assert (result.exit_code, said in result.output) == (1, True), result.output


def test_a_name_that_stands_twice_is_refused_as_only_one_of_the_two_would_count(tmp_path: Path) -> None:
    result = simulated(tmp_path, f"{STARTED}  - expect:\n      open: close_case\n      open: assess_need\n")
    # The head has two lines and `steps:` is the third, so the second `open` is on line 7.
    assert (result.exit_code, "tried.yaml: line 7: `open` stands here twice; write it once." in result.output) == (
        1,
        True,
    )


@pytest.mark.parametrize("steps", ["", "steps:\n", "steps: []\n"])
def test_a_scenario_in_which_nothing_happens_is_refused(tmp_path: Path, steps: str) -> None:
    scenario = tmp_path / "tried.yaml"
    scenario.write_text(f"start: 2026-03-02\n{steps}", encoding="utf-8")
    result = simulate(scenario)
    assert (result.exit_code, "tried.yaml: `steps` must be a list of lines" in result.output) == (1, True)


def test_each_escalation_says_which_it_is_and_who_was_told() -> None:
    # Asked on Friday 6 March 16:00: due on Sunday 8 March 16:00. One working day after Sunday is Monday, which ends on
    # Tuesday 10 March 00:00; five (9, 10, 11, 12, 13 March) end on Saturday 14 March 00:00.
    lines = [json.loads(line) for line in simulate(PATHWAYS / "request_unanswered.yaml", "--json").output.splitlines()]
    assert [
        (line["at"][:16], line["kind"], line["mark"], line["who"])
        for line in lines
        if line.get("element") == "start_k1" and line["kind"] != "deadline"
    ] == [
        ("2026-03-07T16:00", "reminder", "+24 hours from start", ["reunification_manager"]),
        ("2026-03-08T16:00", "overdue", "due", ["reunification_manager", "service_manager"]),
        ("2026-03-10T00:00", "still_overdue", "+1 working day", ["reunification_manager", "service_manager"]),
        ("2026-03-14T00:00", "still_overdue", "+5 working days", ["assistant_director"]),
    ]
    words = simulate(PATHWAYS / "request_unanswered.yaml").output
    assert "still overdue   First response to the request, +5 working days [assistant_director]\n" in words
