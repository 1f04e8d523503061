"""homeward simulate: walk a scenario in frozen time and print each step."""

import json
from pathlib import Path

import click

import handlers
from cli.parts import ROOT
from cli.simulation.news import Line
from cli.simulation.play import prepare
from cli.simulation.scenario import read_scenario
from engine.clock import LONDON
from engine.deadline_words import by_words
from engine.release.bundle import read_folder


@click.command()
@click.argument("scenario", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def simulate(scenario: Path, as_json: bool) -> None:
    """Walk SCENARIO (a YAML file) through the real pathway with a frozen clock and a store in memory."""
    handlers.load_all()
    player = prepare(read_scenario(scenario), read_folder(ROOT))
    for line in player.lines():
        click.echo(json.dumps(_shown(line), ensure_ascii=False) if as_json else _words(line))


def _shown(line: Line) -> dict[str, str | list[str]]:
    """Only what applies."""
    every: dict[str, str | list[str]] = {
        "at": line.at.astimezone(LONDON).isoformat(),
        "kind": line.kind,
        "element": line.element,
        "name": line.name,
        "due": line.due.astimezone(LONDON).isoformat() if line.due else "",
        "outcome": line.outcome,
        "mark": line.mark,
        "who": list(line.who),
    }
    return {key: value for key, value in every.items() if value}


def _words(line: Line) -> str:
    at = f"{line.at.astimezone(LONDON):%a %d %b %Y %H:%M}"
    due = f", due {by_words(line.due)}" if line.due and line.due != line.at else ""
    outcome = f" -> {line.outcome}" if line.outcome else ""
    mark = f", {line.mark}" if line.mark not in ("", "due") else ""
    who = f" [{', '.join(line.who)}]" if line.who else ""
    return f"{at}  {line.kind.replace('_', ' '):<14}  {line.name}{mark}{due}{outcome}{who}"
