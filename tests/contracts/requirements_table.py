"""Writes the tests into docs/requirements.md: `python -m tests.contracts.requirements_table`; with ids, names them."""

import click

from tests.contracts.requirement_marks import marked_tests
from tests.contracts.requirements import CATALOGUE, DOCUMENT, with_tests


@click.command()
@click.argument("ids", nargs=-1)
def table(ids: tuple[str, ...]) -> None:
    """Write the last column of docs/requirements.md anew, or name the tests that show IDS."""
    marks = marked_tests()
    if ids:
        click.echo("\n".join(f"{one} {test}" for one in ids for test in marks.get(one, ["is shown by no test yet"])))
        return
    text = DOCUMENT.read_text(encoding="utf-8")
    DOCUMENT.write_text(with_tests(text, marks), encoding="utf-8")
    click.echo(f"Without a test: {' '.join(one for one in CATALOGUE if one not in marks) or 'none'}")


if __name__ == "__main__":
    table()
