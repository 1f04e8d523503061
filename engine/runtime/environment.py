"""What the running diagram asks of the outside: values, handlers, scopes, and somewhere to note what moved."""

from typing import TYPE_CHECKING, Protocol

from engine.definitions.elements import Node, Value

if TYPE_CHECKING:
    from engine.runtime.workflow import CaseWorkflow


class Environment(Protocol):
    """Given to a `CaseWorkflow` for one command. Implemented by `engine.runtime.run.Run`, and by fakes in tests."""

    workflow: "CaseWorkflow"
    """The case that it was given to, which says so itself before anything runs."""

    def evaluate(self, scope: str, value: Value) -> object:
        """The value of a literal or FEEL expression as seen from `scope`."""

    def call(self, scope: str, node: Node) -> None:
        """Run the node's handler. Raises BusinessError for the diagram to catch, HandlerFailed for anything else."""

    def enter(self, scope: str, parent: str, node: Node) -> None:
        """A new scope has begun: evaluate the node's input mappings in `parent`."""

    def leave(self, scope: str, parent: str, node: Node) -> None:
        """A called process has finished: evaluate the node's output mappings in `scope`, write them in `parent`."""

    def item(self, scope: str, item: object, index: int) -> None:
        """A new scope for one item of a list has begun; `index` counts from 1."""

    def write(self, scope: str, name: str, value: object) -> None:
        """Write a value under a name of that scope."""

    def due(self, scope: str, node: Node) -> str:
        """When the timer of this event is due: an ISO instant in UTC."""

    def moved(self, what: str, node: Node, scope: str) -> None:
        """Note that an element was entered, completed or cancelled, or that a flow was taken."""
