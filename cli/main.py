"""The `homeward` command: finds the subcommands beside this file and prints what Homeward refuses as plain text."""

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import click

import cli
from engine.errors import HomewardError

HERE = __name__.rpartition(".")[2]


class Refused(click.ClickException):
    """Something that Homeward refuses, for a person to read: one line for each problem, and exit code 1."""

    def format_message(self) -> str:
        return self.message or "refused, without a reason given"


class Subcommands(click.Group):
    """A subcommand is a file `cli/<name>.py` with a click command called `<name>`, imported only when asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name in _module_names() if self.get_command(ctx, name)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _module_names():
            return None
        command = getattr(import_module(f"cli.{cmd_name}"), cmd_name, None)
        return command if isinstance(command, click.Command) else None

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except HomewardError as error:
            raise Refused(str(error)) from error


def _module_names() -> list[str]:
    return sorted(module.name for module in iter_modules(cli.__path__) if module.name != HERE)


@click.group(name="homeward", cls=Subcommands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="homeward", prog_name="homeward")
def main() -> None:
    """Carry children's cases through the reunification pathway."""


if __name__ == "__main__":
    main()
