"""homeward simulate: each step in words or as JSON, and every mistake in a scenario named with its place."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli.main import main
from cli.parts import ROOT

PATHWAYS = ROOT / "tests" / "pathways"
HEAD = f"start: 2026-03-06T16:00\nanswers_from: {PATHWAYS / 'answers.yaml'}\n"
REQUEST = f"  - play: {PATHWAYS / 'parts' / 'to_request.yaml'}\n"


def simulate(path: Path | str, *options: str) -> Result:
    return CliRunner().invoke(main, ["simulate", str(path), *options])


def simulated(folder: Path, steps: str, head: str = HEAD) -> Result:
    scenario = folder / "tried.yaml"
    scenario.write_text(f"{head}steps:\n{steps}", encoding="utf-8")
    return simulate(scenario)


@pytest.mark.parametrize(
    ("head", "steps", "said"),
    [
        ("start: 2026-03-29T01:30\n", "[wait: 1 day]", "There was no 01:30 on that day: the clocks go forward then."),
        ("start: 0202-03-02T09:00\n", "[wait: 1 day]", "the year must be between 1990 and 2100"),
        ("start: 2026-W10-1\n", "[wait: 1 day]", "is not a date or time"),
        ("start: 2026-03-02\n", "[until: 9999-12-31T23:59]", "the year must be between 1990 and 2100"),
        ("start: 2026-03-02\n", "[wait: 9999 months]", "tried.yaml step 1 (wait 9999 months)"),
        ("start: 2026-03-02\n", "[wait: 9999 weeks]", "the year must be between 1990 and 2100"),
        (
            "start: 2026-03-02\npeople: {ann: [wizard]}\n",
            "[wait: 1 day]",
            "tried.yaml: people: ann has the role wizard; there are ",
        ),
        (
            "start: 2026-03-02\nsettings: {request: {decision_clok: restart}, deadlines: {K99: 1}}\n",
            "[wait: 1 day]",
            "tried.yaml: settings: there is no request.decision_clok, deadlines.K99 in processes/settings.yaml.",
        ),
    ],
)
def test_what_would_silently_do_nothing_or_makes_no_sense_is_said(
    tmp_path: Path, head: str, steps: str, said: str
) -> None:
    scenario = tmp_path / "tried.yaml"
    scenario.write_text(f"{head}steps: {steps}\n", encoding="utf-8")
    result = simulate(scenario)
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert said in result.stderr


def test_a_scenario_prints_each_step_with_its_instant_its_deadlines_and_the_outcome() -> None:
    result = simulate(PATHWAYS / "decline_for_capacity.yaml")
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[0].startswith("Mon 02 Mar 2026 09:00  case started")
    # Monday 2 March 09:00 + 48 hours; and half of them before, the reminder.
    assert any(
        line.endswith("K1 First response to the request, due by 9am on Wednesday 4 March 2026") for line in lines
    )
    assert any(
        line.startswith("Tue 03 Mar 2026 09:00  reminder        First response to the request") for line in lines
    )
    # Three working days after Tuesday 3 March 09:00 is Friday 6 March 09:00.
    assert lines[-1] == "Fri 06 Mar 2026 09:00  closed          HW-00001 -> declined"


def test_json_is_one_object_a_line_with_only_what_applies() -> None:
    result = simulate(PATHWAYS / "accept_at_49_hours.yaml", "--json")
    lines = [json.loads(line) for line in result.output.splitlines()]
    assert result.exit_code == 0
    assert {name for line in lines for name in line} <= {
        "at",
        "kind",
        "element",
        "name",
        "due",
        "outcome",
        "mark",
        "who",
    }
    k1 = next(line for line in lines if line["element"] == "start_k1" and line["kind"] == "deadline")
    # Friday 6 March 16:00 + 48 hours = Sunday 8 March 16:00 GMT.
    assert k1 == {
        "at": "2026-03-06T16:00:00+00:00",
        "kind": "deadline",
        "element": "start_k1",
        "name": "K1 First response to the request",
        "due": "2026-03-08T16:00:00+00:00",
    }
    overdue = [line for line in lines if line["kind"] == "overdue"]
    assert [(line["at"], line["element"]) for line in overdue] == [("2026-03-08T16:00:00+00:00", "start_k1")]
    assert lines[-1] == {"at": "2026-03-08T17:00:00+00:00", "kind": "open", "name": "HW-00001"}


def test_json_of_a_closed_case_ends_with_its_outcome_in_summer_time() -> None:
    last = json.loads(simulate(PATHWAYS / "section_20_journey.yaml", "--json").output.splitlines()[-1])
    # Day 83 of support from Tuesday 10 March is Monday 1 June; recorded at 11:00, two hours later than it began.
    assert last == {
        "at": "2026-06-01T11:00:00+01:00",
        "kind": "closed",
        "name": "HW-00001",
        "outcome": "reunified_s20_ended",
    }


def test_an_expectation_that_is_not_met_names_the_step_and_what_was_found(tmp_path: Path) -> None:
    result = simulated(tmp_path, f"{REQUEST}  - expect: {{due: {{K1: 2026-03-09T16:00}}, open: close_case}}\n")
    assert result.exit_code == 1
    assert "tried.yaml step 2 (expect): K1 is due at 2026-03-08T16:00:00+00:00, not 2026-03-09T16:00" in result.output
    assert "close_case is not open; open: decide_request" in result.output


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        ("{not_open: decide_request}", "decide_request is open"),
        ("{deadline: {K1: met}}", "K1 is running, not met"),
        ("{fact: {legal_route: s20}}", "legal_route is 'pwp', not 's20'"),
        ("{outcome: declined}", "the outcome is '', not 'declined'"),
        ("{status: closed}", "the case is open, not closed"),
        ("{told: {team_manager: Overdue}}", "no message about 'Overdue' went to team_manager"),
        ("{due: {K5: 2026-03-09}}", "no deadline K5 was started"),
        ("{refused: {complete: decide_request, says: no}}", "decide_request was accepted"),
        ("{due: K1}", "`due` must hold names with values"),
        ("{weather: fine}", "`weather` cannot be expected; there are open"),
        ("fine", "`expect` must hold names with values"),
    ],
)
def test_each_kind_of_expectation_says_what_is_instead(tmp_path: Path, expected: str, found: str) -> None:
    result = simulated(tmp_path, f"{REQUEST}  - expect: {expected}\n")
    assert (result.exit_code, "tried.yaml step 2 (expect)" in result.output) == (1, True)
    assert found in result.output


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ("  - compleat: assess_need\n", "tried.yaml step 1: must have exactly one of start, complete, report"),
        ("  - {start: reunification, wait: 1 day}\n", "tried.yaml step 1: must have exactly one of"),
        (
            "  - {start: reunification, with: 1}\n",
            "tried.yaml step 1: `with` means nothing beside start; there are answers, by.",
        ),
        ("  - start: nothing_such\n", "step 1 (start nothing_such): there is no process nothing_such"),
        (
            "  - start: reunification\n  - complete: close_case\n",
            "step 2 (complete close_case): close_case is not open",
        ),
        ("  - start: reunification\n  - report: snow\n", "step 2 (report snow): the diagrams have no event snow"),
        ("  - {start: reunification, by: nobody}\n", "nobody here is called nobody"),
        ("  - wait: a while\n", "step 1 (wait a while): 'a while' is not a time to wait; write it like `48 hours`"),
        ("  - until: tomorrow\n", "step 1 (until tomorrow): 'tomorrow' is not a date or time. Write it like"),
        ("  - until: 2026-03-06T15:59\n", "step 1 (until 2026-03-06T15:59): time cannot go back"),
        ("  - play: nowhere.yaml\n", "nowhere.yaml: cannot be read: No such file"),
        ("  - play: tried.yaml\n", "tried.yaml step 1: tried.yaml plays itself"),
        ("  - start: reunification\n  - {complete: assess_need, place: last}\n", "`place: last` must be a number"),
        ("  - start: reunification\n  - {complete: assess_need, place: 0}\n", "`place: 0` must be a number from 1 on"),
        ("  - {start: reunification, answers: {child_initials: 17}}\n", "step 1 (start reunification): child_initials"),
        ("  - {start: reunification, answers: {born_on: =toady()}}\n", "step 1 (start reunification)"),
        ("  - {start: reunification, answers: late}\n", "`answers` must hold field names with values"),
        ("  start\n", "`steps` must be a list of lines"),
    ],
)
def test_a_step_that_cannot_be_done_is_named_with_what_to_write(tmp_path: Path, steps: str, words: str) -> None:
    result = simulated(tmp_path, steps)
    assert result.exit_code == 1
    assert words in result.output
    assert isinstance(result.exception, SystemExit), "refused, not broken"


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("", "has no `start`; write one such as `start: 2026-03-02T09:00`"),
        ("start: 31 March\n", "'31 March' is not a date or time. Write it like"),
        ("start: yesterday\n", "tried.yaml: `start`: 'yesterday' is not a date or time. Write it like"),
        ("start: 2026-02-30T09:00\n", "'2026-02-30T09:00' is not a date or time"),
        ("start: 2026-03-02\nbegin: now\n", "`begin` means nothing here; there are name, start"),
        ("start: 2026-03-02\nanswers: [1]\n", "`answers` must hold names with values"),
        ("start: 2026-03-02\nanswers: {identify_child: yes}\n", "the answers of identify_child must hold field names"),
        ("start: 2026-03-02\nanswers_from: none.yaml\n", "none.yaml: cannot be read: No such file"),
        ("start: 2026-03-02\nsettings: {roles: 4}\n", "processes/settings.yaml roles: must hold names with values"),
        (
            "start: 2026-03-02\nsettings: {deadlines: null}\n",
            "settings.deadlines.K1.length, which settings.yaml does not",
        ),
        ("start: [\n", "tried.yaml: cannot be read"),
        ("- start\n", "tried.yaml: cannot be read"),
    ],
)
def test_a_scenario_that_cannot_be_read_is_named_with_what_to_write(tmp_path: Path, head: str, words: str) -> None:
    result = simulated(tmp_path, "  - wait: 1 day\n", head)
    assert result.exit_code == 1
    assert words in result.output
    assert isinstance(result.exception, SystemExit), "refused, not broken"


def test_a_scenario_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    result = simulate(tmp_path / "gone.yaml")
    assert result.exit_code == 1
    assert "gone.yaml: cannot be read: No such file or directory" in result.output


def test_steps_that_were_done_are_printed_before_the_one_that_failed(tmp_path: Path) -> None:
    result = simulated(tmp_path, "  - start: reunification\n  - wait: forever\n")
    assert result.exit_code == 1
    assert "Identify the child" in result.output


def test_yes_no_and_dates_need_no_quotes_and_people_may_be_named(tmp_path: Path) -> None:
    named = "people: {jo: social_worker, ann: [team_manager]}\n"
    chosen = "answers: {identify_child: {social_worker: jo, team_manager: ann}}\n"
    result = simulated(
        tmp_path,
        "  - {start: reunification, answers: {looked_after_since: 2025-01-31}}\n"
        "  - {complete: assess_need, answers: {supports_reunification: no}}\n"
        "  - expect: {fact: {social_worker: jo, looked_after_since: 2025-01-31}, open: approve_assessment_tm}\n",
        HEAD + named + chosen,
    )
    assert result.exit_code == 0, result.output
    assert "Assess need, risk and capacity to change [jo]" in result.output


def test_days_keep_the_time_of_day_when_the_clocks_change_and_hours_do_not(tmp_path: Path) -> None:
    start = HEAD.replace("2026-03-06T16:00", "2026-03-27T16:00")
    begun = "  - {start: reunification, answers: none}\n"
    # From Friday 27 March 16:00 GMT: two days later it is 16:00 by the clock; 48 hours later it is 17:00 (BST).
    assert "Sun 29 Mar 2026 16:00" in simulated(tmp_path, f"{begun}  - wait: 2 days\n", start).output
    assert "Sun 29 Mar 2026 17:00" in simulated(tmp_path, f"{begun}  - wait: 48 hours\n", start).output
    # One working day later is Monday; a month later is 27 April.
    assert "Mon 30 Mar 2026 16:00" in simulated(tmp_path, f"{begun}  - wait: 1 working day\n", start).output
    assert "Mon 27 Apr 2026 16:00" in simulated(tmp_path, f"{begun}  - wait: 1 month\n", start).output
