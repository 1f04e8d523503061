"""The peer: SpiffWorkflow 3.2.0 as it comes, over the same script.

Stock parser, stock engine and stock `BpmnWorkflowSerializer`, whose JSON holds the diagram with every case. Kept in one
row a case through SQLAlchemy Core on the same database; each action loads the case, completes the task with the same
answers, runs on, saves the case and appends the answers to a table, in one transaction.

It runs in a process of its own (`python -m tests.bench.stock`, asked one line of JSON at a time), because our engine
changes SpiffWorkflow's classes where it is imported; nothing here imports it.
"""

import io
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from lxml import etree
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine, TaskDataEnvironment
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState
from sqlalchemy import Column, Integer, MetaData, Table, Text, bindparam, insert, select, update

from engine.store.database import Database

PROCESS = "reunification"
TABLES = MetaData()
CASES = Table("stock_cases", TABLES, Column("id", Integer, primary_key=True), Column("state", Text))
RECORD = Table("stock_record", TABLES, Column("id", Integer, primary_key=True), Column("answers", Text))
LOAD = select(CASES.c.state).where(CASES.c.id == bindparam("case"))
SAVE = update(CASES).where(CASES.c.id == bindparam("case"))
ADD = insert(CASES)
APPEND = insert(RECORD).inline()


@dataclass(frozen=True, slots=True)
class Tape:
    """What conditions and handlers gave when our engine ran the script: flow id to yes or no, element id to result."""

    choices: Mapping[str, bool]
    results: Mapping[str, Any]

    def engine(self) -> Any:
        """The stock script engine, with the two look-ups as names."""
        found = {"chosen": self.choices.__getitem__, "handled": self.results.__getitem__}
        return PythonScriptEngine(environment=TaskDataEnvironment(found))


@dataclass(slots=True)
class StockPathway:
    """One case of the stock engine. Each action gives the seconds that it took."""

    database: Database
    diagram: bytes
    tape: Tape
    case: int = 0
    serializer: Any = field(default_factory=BpmnWorkflowSerializer)

    def __post_init__(self) -> None:
        TABLES.create_all(self.database.engine)

    def start(self) -> float:
        """Parse, as the stock way has it, run to the first task, and keep."""
        begun = perf_counter()
        parser = BpmnParser()
        parser.add_bpmn_xml(etree.parse(io.BytesIO(self.diagram)), filename="stock.bpmn")
        specs = parser.get_subprocess_specs(PROCESS)
        workflow = BpmnWorkflow(parser.get_spec(PROCESS), specs, script_engine=self.tape.engine())
        workflow.do_engine_steps()
        with self.database.transaction() as connection:
            made = connection.execute(ADD, {"state": self.serializer.serialize_json(workflow)})
            assert made.inserted_primary_key is not None
            self.case = made.inserted_primary_key[0]
        return perf_counter() - begun

    def complete(self, element: str, answers: Mapping[str, Any]) -> float:
        """Complete the open task of an element."""
        begun = perf_counter()
        with self.database.transaction() as connection:
            workflow = self.serializer.deserialize_json(connection.execute(LOAD, {"case": self.case}).scalar_one())
            workflow.script_engine = self.tape.engine()
            task = workflow.get_tasks(spec_name=element, state=TaskState.READY)[0]
            task.data[element] = dict(answers)
            task.run()
            workflow.do_engine_steps()
            workflow.refresh_waiting_tasks()
            workflow.do_engine_steps()
            connection.execute(SAVE, {"case": self.case, "state": self.serializer.serialize_json(workflow)})
            connection.execute(APPEND, {"answers": json.dumps({element: dict(answers)})})
        return perf_counter() - begun

    def state_bytes(self) -> int:
        with self.database.reading() as connection:
            return len(str(connection.execute(LOAD, {"case": self.case}).scalar_one()).encode())


def serve() -> None:
    """Answer questions from standard input: first what to run on, then one action a line."""
    setting = json.loads(sys.stdin.readline())
    tape = Tape(setting["choices"], setting["results"])
    database = Database(setting["url"])
    pathway = StockPathway(database, setting["diagram"].encode(), tape)
    assert "engine.runtime" not in sys.modules, "this process must run SpiffWorkflow as it comes"
    for line in sys.stdin:
        asked = json.loads(line)
        match asked["do"]:
            case "start":
                answer: float = pathway.start()
            case "complete":
                answer = pathway.complete(asked["element"], asked["answers"])
            case _:
                answer = pathway.state_bytes()
        print(json.dumps(answer), flush=True)
    database.close()


if __name__ == "__main__":
    serve()
