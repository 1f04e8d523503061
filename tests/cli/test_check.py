"""`homeward check` finds what is wrong whatever path a person gives it, and only that."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import cli.check
from cli.main import main
from tests.builders.bpmn import diagram, element, end, flow, gateway, path, process, start, user
from tests.sample.library import FOLDER, at


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample's own files, and a folder of handlers, for a lead to change; it is the project of the command too."""
    import tests.sample.handlers  # noqa: F401 - they register

    folder = tmp_path / "lead"
    for name in ("processes", "forms"):
        shutil.copytree(FOLDER / name, folder / name)
    (folder / "handlers").mkdir()
    (folder / "handlers" / "books.py").write_text("")
    monkeypatch.setattr(cli.check, "ROOT", folder)
    monkeypatch.chdir(folder)
    monkeypatch.delenv("HOMEWARD_DATABASE_URL", raising=False)
    return folder


def check(*words: str | Path, on: str = "2026-03-02 09:00") -> Result:
    with at(on):
        return CliRunner().invoke(main, ["check", *map(str, words)])


def test_the_sample_is_sound() -> None:
    result = check()
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "No problems found.\n"


@pytest.mark.parametrize(
    "given",
    [
        ".", "processes", "forms", "handlers", "processes/", "handlers/books.py", "processes/calendar.json",
        "processes/settings.yaml", "processes/lost_book.bpmn", "forms/payment.json",
    ],
)  # fmt: skip
def test_every_part_of_a_sound_project_is_sound(given: str, project: Path) -> None:
    assert check(given).output == "No problems found.\n"
    assert check(project / given).output == "No problems found.\n"


def test_a_project_may_stand_in_a_folder_that_is_called_as_one_of_its_parts(project: Path) -> None:
    other = project.rename(project.parent / "forms")
    assert check(other).output == check(other / "processes").output == "No problems found.\n"


@pytest.mark.parametrize("given", [".", "processes", "forms", "handlers", "processes/settings.yaml"])
def test_a_role_that_is_gone_is_found_from_everywhere(given: str, project: Path) -> None:
    settings = project / "processes" / "settings.yaml"
    settings.write_text(settings.read_text().replace("start_roles:", "start_roles:\n  nothing: [nobody]", 1))
    result = check(given)
    assert result.exit_code == 1
    assert "settings.yaml start_roles.nothing: names the role nobody" in result.stdout


def test_settings_and_calendar_that_cannot_be_read_are_judged_as_what_they_are(project: Path) -> None:
    (project / "processes" / "settings.yaml").write_text("roles: [")
    (project / "processes" / "calendar.json").write_text("{}")
    assert check("processes/settings.yaml").stdout.startswith("processes/settings.yaml: cannot be read")
    assert check("processes/calendar.json").stdout.startswith("processes/calendar.json")


BROKEN = diagram(
    process(
        "other",
        start(),
        element("scriptTask", "work"),
        user("ask", "nobody", "nowhere"),
        gateway("exclusive", "which", default="done"),
        end(),
        end("late"),
        path("begin", "work", "ask", "which"),
        flow("which", "done"),
        flow("which", "late", "=foo("),
    )
)


@pytest.mark.parametrize("place", ["processes/other.bpmn", "elsewhere/other.bpmn"])
def test_a_diagram_lists_every_problem_at_once_under_the_path_that_was_given(place: str, project: Path) -> None:
    (project / place).parent.mkdir(exist_ok=True)
    (project / place).write_bytes(BROKEN)
    lines = check(place).stdout.splitlines()
    assert all(line.startswith(f"{place} ") for line in lines)
    for what in ("work: runs code", "ask: refers to the form nowhere", "ask: is for the role nobody", "which__late"):
        assert any(what in line for line in lines), what


def test_a_form_that_stands_in_no_project_need_not_be_used_by_a_diagram_of_ours(project: Path) -> None:
    drafts = project / "drafts"
    drafts.mkdir()
    text = (project / "forms" / "payment.json").read_text().replace('"id": "payment"', '"id": "fine"')
    (drafts / "fine.json").write_text(text)
    (project / "forms" / "fine.json").write_text(text)
    assert check("drafts/fine.json").exit_code == 0
    assert "forms/fine.json: is used by no element" in check("forms/fine.json").stdout


@pytest.mark.parametrize("given", ["missing", "processes/missing.bpmn", "notes.txt", "empty"])
def test_what_is_no_part_of_a_project_is_said_to_be_none(given: str, project: Path) -> None:
    (project / "notes.txt").write_text("Buy milk.")
    (project / "empty").mkdir()
    result = check(given)
    assert (result.exit_code, result.stdout.count("\n")) == (1, 1)
    assert result.stdout.startswith(f"{given}: is ")


def test_a_calendar_that_is_over_is_a_problem_and_one_that_ends_soon_a_warning(project: Path) -> None:
    years = json.loads((project / "processes" / "calendar.json").read_text())["years"]
    last = max(year["year"] for year in years)
    soon, over = check(on=f"{last}-12-01 09:00"), check(on=f"{last + 1}-01-02 09:00")
    assert (soon.exit_code, over.exit_code) == (0, 1)
    assert "less than six months away" in soon.stderr
    assert f"processes/calendar.json: The working-day calendar ended on {last}-12-31" in over.stdout


def test_a_folder_without_diagrams_is_a_problem(project: Path) -> None:
    for file in (project / "processes").glob("*.bpmn"):
        file.unlink()
    assert "processes: holds no diagram" in check().stdout


def test_diagrams_that_start_nothing_are_a_problem(project: Path) -> None:
    for file in (project / "processes").glob("*.bpmn"):
        file.write_bytes(file.read_bytes().replace(b'isExecutable="true"', b'isExecutable="false"'))
    assert "processes: hold no process that can be started" in check().stdout


@pytest.mark.parametrize(
    "name",
    ["processes/Concern.BPMN", "processes/sub/more.bpmn", "processes/other.json", "forms/x.form", "forms/sub/y.json"],
)
def test_a_file_that_is_not_read_is_named(name: str, project: Path) -> None:
    (project / name).parent.mkdir(exist_ok=True)
    (project / name).write_text("{}")
    result = check()
    assert (result.exit_code, result.stdout.count("\n")) == (1, 1)
    assert result.stdout.startswith(f"{name}: is not looked at.")


def test_problems_can_be_read_by_a_program(project: Path) -> None:
    (project / "processes" / "other.json").write_text("{}")
    [line] = check("--json").stdout.splitlines()
    assert json.loads(line)["file"] == "processes/other.json"
