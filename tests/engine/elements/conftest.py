"""`play` runs a little diagram twice over: kept in memory throughout, and saved and loaded after every step."""

from typing import Any

import pytest

from tests.builders.bpmn import diagram, process
from tests.builders.running import Case, Play, compiled


@pytest.fixture(params=["kept in memory", "saved and loaded"])
def play(request: pytest.FixtureRequest) -> Play:
    """`play(*parts of the process main, others=[further processes])` starts a case."""

    def begin(*parts: str, others: tuple[str, ...] = (), **settings: Any) -> Case:
        release = compiled(diagram(process("main", *parts), *others))
        return Case(release, reloads=request.param == "saved and loaded", **settings)

    return begin
