"""A form as the rest of Homeward sees it: what it asks and reads, how a post becomes answers, what it accepts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.release.form import Asked, Kind, Read, Taken
from forms.check import check_answers
from forms.compared import compared_in
from forms.components import ChoiceQuestion, Component, FileQuestion, Rows, everything, questions
from forms.conditions import condition_facts
from forms.kinds import kinds_of
from forms.posted import RowAction, acceptable_files, find_row_action, hashes_kept, read_post
from forms.prefill import starting_answers
from forms.references import reads_of
from forms.slips import slips_of
from forms.takes import takes_of
from forms.uploads import KeptFiles, PostedData, PostedFile, PostedFiles


@dataclass(frozen=True, slots=True)
class Form:
    """One form file. `names` are the case-file names that its expressions read; its own keys are not among them.

    `item_names` are those of them that stand only inside a filter, where they may be keys of the filtered items
    instead: a check of names must let them pass.
    """

    id: str
    file: str
    components: tuple[Component, ...]
    names: frozenset[str]
    item_names: frozenset[str] = frozenset()

    @property
    def keys(self) -> frozenset[str]:
        """The keys of its answers; a list of rows counts as one."""
        return frozenset(question.key for question in questions(self.components))

    @property
    def kinds(self) -> dict[str, Kind]:
        """What kind of value each answer is, by key, as `kinds_of` gives it."""
        return kinds_of(self.components)

    @property
    def choices(self) -> dict[str, frozenset[str]]:
        """The values of its choices that are fixed, by key; those in a list's rows as `list.key`."""
        return {
            f"{rows.key}.{question.key}" if rows else question.key: frozenset(each.value for each in question.options)
            for question, rows in everything(self.components)
            if isinstance(question, ChoiceQuestion) and question.options
        }

    @property
    def compared(self) -> tuple[Asked, ...]:
        """What its expressions hold values against, as `compared_in` gives it."""
        return tuple(compared_in(self.components))

    @property
    def reads(self) -> tuple[Read, ...]:
        """Where its expressions read which paths of the case file, as `reads_of` gives it."""
        return tuple(reads_of(self.components))

    @property
    def slips(self) -> tuple[tuple[str, str, str], ...]:
        """What cannot be meant, as `slips_of` gives it."""
        return tuple(slips_of(self.components))

    @property
    def takes(self) -> tuple[Taken, ...]:
        """What kind of value its expressions and questions look for, as `takes_of` gives it."""
        return tuple(takes_of(self.components))

    @property
    def people(self) -> tuple[tuple[str, str], ...]:
        """(question, role) of each choice among the people who hold a role."""
        found = [component for component, _ in everything(self.components) if isinstance(component, ChoiceQuestion)]
        return tuple((question.key, question.people) for question in found if question.people)

    @property
    def file_keys(self) -> frozenset[str]:
        """Where answers hold a file: `copy`, or `signatures.copy` inside rows. If any, the page must post multipart."""
        return frozenset(
            f"{rows.key}.{component.key}" if rows else component.key
            for component, rows in everything(self.components)
            if isinstance(component, FileQuestion)
        )

    @property
    def row_keys(self) -> frozenset[str]:
        """The keys of its lists of repeating rows."""
        return frozenset(question.key for question in questions(self.components) if isinstance(question, Rows))

    def condition_facts(self, facts: Mapping[str, object]) -> dict[str, object]:
        """What its conditions read from the case file, for the page's `data-facts`; nothing else of the case file."""
        return condition_facts(self.components, facts)

    def from_post(
        self,
        data: PostedData,
        files: PostedFiles | None = None,
        kept: KeptFiles | None = None,
    ) -> dict[str, object]:
        """Raw answers from a posted page, with an "add another" or "remove" button already carried out. Never raises.

        What cannot be read stays as it was typed. `kept` holds the files that this person gave before, by sha256,
        so that a page that is shown again need not ask for them twice.
        """
        return read_post(self.components, data, files, kept or {})

    def acceptable(self, files: PostedFiles) -> list[PostedFile]:
        """Those of the posted files that answer a question of this form and are of a kind and size that it accepts."""
        return acceptable_files(self.components, files)

    def kept_before(self, data: PostedData) -> frozenset[str]:
        """The hashes of the files given before that the page was posted with, for `kept`; none in a form without."""
        return hashes_kept(data) if self.file_keys else frozenset()

    def row_action(self, data: PostedData) -> RowAction | None:
        """The "add another" or "remove" button that was pressed, if one was: then show the form again unchecked."""
        return find_row_action(self.components, data)

    def starting_answers(self, facts: Mapping[str, object], now: datetime) -> dict[str, object]:
        """What a form that nobody has filled in yet shows: defaults, prefilled answers and blank rows."""
        return starting_answers(self.components, facts, now)

    def check(self, answers: Mapping[str, object], facts: Mapping[str, object], now: datetime) -> dict[str, object]:
        """Clean answers: hidden fields dropped, text stripped, ISO dates. Raises InvalidAnswers with every problem."""
        return check_answers(self.components, answers, facts, now)
