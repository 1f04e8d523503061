"""Which of several: what one run of an event sub-process, of a called process or of a repeated step is about, so that
two lines of the same name can be told apart (property `about`).
"""

from engine.deadline_words import dates_in_words
from engine.definitions.model import Definitions
from engine.errors import HandlerFailed
from engine.runtime.case_file import chain
from engine.runtime.run import Run

LONGEST = 120


def about(definitions: Definitions, run: Run, scope: str) -> str:
    """In words, what the run that a scope belongs to is about: the innermost around it that says so, else "".

    What only helps to tell lines apart may never stand in the way of the work: what cannot be worked out is left out.
    """
    for inner in chain(scope):
        node = definitions.nodes.get(inner.rpartition("/")[2].rpartition(".")[0])
        value = node.property_value("about") if node is not None else None
        if value is None:
            continue
        try:
            found = run.evaluate(inner, value)
        except HandlerFailed:
            continue
        if isinstance(found, str) and found.strip():
            return dates_in_words(found.strip())[:LONGEST]
    return ""


def with_about(label: str, which: str) -> str:
    """“Say what it is (stay from 3 March 2026)”."""
    if not which:
        return label
    return f"{label[:-1]}, {which})" if label.endswith(")") else f"{label} ({which})"
