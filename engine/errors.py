"""Everything that Homeward refuses, as one small tree. A message says what is wrong, where, and what to do."""

from dataclasses import dataclass


class HomewardError(Exception):
    """The root: catch this to show a message to a person."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with what a practice lead or developer wrote: where, what it is, and what to do about it."""

    file: str
    element: str
    message: str
    field: str = ""

    def __str__(self) -> str:
        place = " ".join(part for part in (self.file, self.element, self.field) if part)
        return f"{place}: {self.message}"


class DefinitionError(HomewardError):
    """A diagram, form, handler, calendar or settings file cannot be used. Carries every problem found, not only the
    first.
    """

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class ExpressionError(HomewardError):
    """A FEEL expression cannot be read, or cannot be worked out."""


class CalendarError(HomewardError):
    """A date lies beyond the working-day calendar, or the calendar's data is wrong."""


@dataclass(frozen=True, slots=True)
class AnswerProblem:
    """One answer that a form does not accept. `path` names the field: `goals.0.measure` is `measure` in the first row
    of `goals`.
    """

    path: str
    message: str


class InvalidAnswers(HomewardError):
    """A form's answers are not accepted. Nothing was recorded and nothing that was typed is lost."""

    def __init__(self, problems: list[AnswerProblem]) -> None:
        self.problems = problems
        super().__init__("; ".join(f"{problem.path}: {problem.message}" for problem in problems))


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case that is open already: its reference, and what it is for in words."""

    reference: str
    name: str


class AnotherIsOpen(InvalidAnswers):
    """Cases are open for the same child, of the same kind or another; `others` says which. One can be started all the
    same by whoever says so.
    """

    def __init__(self, path: str, others: list[OpenCase]) -> None:
        self.others = others
        words = "Tick this to start another case for this child, or go to the case that is open"
        super().__init__([AnswerProblem(path, words)])


class CommandRefused(HomewardError):
    """What was asked cannot be done to this case now; the case is as it was."""


class NotAllowed(CommandRefused):
    """This person may not do this."""


class NotFound(CommandRefused):
    """There is no such case, task, person or release, or this person may not know of it."""


class TaskNotOpen(CommandRefused):
    """The task was completed or withdrawn before this submit arrived."""


class StaleCase(CommandRefused):
    """Somebody else changed the case at the same moment; trying again is safe."""


class BusinessError(HomewardError):
    """A handler's refusal that the diagram may catch with an error boundary event. `code` is the BPMN error code."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


INSIDE = "homeward"
"""Stands for the handler where no step on a diagram failed but Homeward itself; handlers' names have a dot."""


class HandlerFailed(HomewardError):
    """A service task's handler raised. The case is left as it was and an incident is kept for a person to see and
    retry.
    """

    def __init__(self, element: str, handler: str, message: str) -> None:
        self.element = element
        self.handler = handler
        step = f"The automatic step {element} ({handler})" if element else f"An automatic step ({handler})"
        super().__init__(f"{step} failed: {message}")


class Unforeseen(HandlerFailed):
    """A command failed in a way that nobody foresaw. The case is left as it was, and an incident is kept where there is
    a case. `reference` finds it in the server's log.
    """

    def __init__(self, reference: str, error: Exception) -> None:
        self.element, self.handler, self.reference = "", INSIDE, reference
        said = f"reference {reference}: {type(error).__name__}: {error}"
        super(HandlerFailed, self).__init__(f"Something went wrong in Homeward itself, {said}")


class NothingSaved(HomewardError):
    """The database could not be written (full disk, lost server). Nothing was recorded, and trying again is safe."""


class DatabaseAway(NothingSaved):
    """The database could not even be read: its server is down or restarts. Trying again is safe."""
