"""A form's way through a command: read what was posted, try, and on a refusal show it again with every answer kept."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.clock import now
from engine.commands.answering import LATE_REASON, LONGEST_REASON
from engine.commands.start_case import A_SECOND
from engine.errors import AnotherIsOpen, AnswerProblem, CommandRefused, HandlerFailed, InvalidAnswers, TaskNotOpen
from forms.components import TextQuestion, TickQuestion
from forms.describe import describe_answers
from forms.posted import RowAction
from forms.render import error_summary, render_form
from forms.uploads import PostedFiles
from web.errors import page_for, why
from web.office import NothingSaved
from web.pages import Answers, Done, Fact, FormPage
from web.security import is_unproven
from web.signed_in import announce, office, the_person

WHY_LATE = TextQuestion(
    id=LATE_REASON,
    key=LATE_REASON,
    label="Why is this late?",
    hint="Late work can always be done. The reason is kept with it.",
    required=True,
    long=True,
    max_length=LONGEST_REASON,
)

SECOND_CASE = TickQuestion(
    id=A_SECOND, key=A_SECOND, label="Start another case for this child all the same", required=True
)


@dataclass(frozen=True, slots=True)
class FormFrame:
    """How a form's page differs: the words on its button, where its back link leads, and whether it is a task's.

    A task keeps drafts, and asks why when it is late. `gone` heads the page for answers that came too late.
    """

    button: str
    back: str
    back_words: str
    keeps_drafts: bool = False
    gone: str = "This is already done"


def show(
    page: FormPage,
    frame: FormFrame,
    answers: Answers | None = None,
    problems: Sequence[AnswerProblem] = (),
    notice: str = "",
    status: int = 200,
    rows: RowAction | None = None,
) -> Response:
    """The form's page. `answers` wins over what the page came with: it is what the person has just typed.

    `rows` is the “add another” or “remove” that was pressed, for the focus to follow.
    """
    typed = page.answers if answers is None else answers
    shown = page.form.starting_answers(page.case_file, now()) if typed is None else typed
    if frame.keeps_drafts:
        page = _asking_late_reason(page, shown, problems)
    if page.open_cases or A_SECOND in shown:
        page = replace(page, form=replace(page.form, components=(*page.form.components, SECOND_CASE)))
    html = render_template(
        "form.html",
        page=page,
        frame=frame,
        form=render_form(page.form, shown, page.case_file, problems, now()),
        summary=error_summary(problems, page.form) if problems else "",
        notice=notice,
        rows=rows,
        facts=page.form.condition_facts(page.case_file),
        multipart=bool(page.form.file_keys),
    )
    response = make_response(html, status)
    # The browser may keep this one page for its back button, so that nothing typed is lost; it asks again otherwise.
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def posted(page: FormPage) -> dict[str, object]:
    """The answers as typed, and why the work is late where that was asked."""
    answers = page.form.from_post(request.form, cast(PostedFiles, request.files), _kept(page))
    if A_SECOND in request.form:
        answers[A_SECOND] = request.form[A_SECOND] == "true"
    return answers | {LATE_REASON: request.form[LATE_REASON]} if LATE_REASON in request.form else answers


def keep_uploads(page: FormPage) -> None:
    """Keep posted files before anything else, so that a page that is shown again need not ask for them twice: those
    that the form asks for and would accept, from somebody who may send it.
    """
    if page.refusal:
        return
    for upload in page.form.acceptable(cast(PostedFiles, request.files)):
        office().keep_file(the_person(), upload.filename or "", upload.stream.read())
        upload.stream.seek(0)


def _kept(page: FormPage) -> Mapping[str, Mapping[str, object]]:
    digests = page.form.kept_before(request.form)
    return office().kept_files(the_person(), digests) if digests else {}


def submit(page: FormPage, frame: FormFrame, command: Callable[[Answers], Done]) -> ResponseReturnValue:
    """Carry out `command` with what was posted, then lead to the case. TaskNotOpen is the view's: it keeps a draft."""
    if is_unproven():
        return show_again(page, frame)
    rows = page.form.row_action(request.form)
    if rows:
        return attempt(page, frame, lambda answers: show(page, frame, answers, rows=rows))
    return attempt(page, frame, lambda answers: finished(command(answers)))


def attempt(page: FormPage, frame: FormFrame, act: Callable[[Answers], ResponseReturnValue]) -> ResponseReturnValue:
    """Do something with what was posted; on a refusal show the page again with every answer on it."""
    answers = posted(page)
    try:
        keep_uploads(page)
        return act(answers)
    except AnotherIsOpen as refusal:
        open_cases = tuple((other.reference, other.name) for other in refusal.others)
        return show(replace(page, open_cases=open_cases), frame, answers, refusal.problems, status=422)
    except InvalidAnswers as refusal:
        return show(page, frame, answers, refusal.problems, status=422)
    except TaskNotOpen:
        raise
    except (CommandRefused, HandlerFailed, NothingSaved) as refusal:
        return _kept_on_page(page, frame, answers, refusal)


def is_same(page: FormPage, answers: Answers) -> bool:
    """Whether these answers are what this person has recorded already: the second half of a double click."""
    given = {key: value for key, value in answers.items() if key != LATE_REASON}
    try:
        return page.recorded is not None and page.form.check(given, page.case_file, now()) == page.recorded
    except InvalidAnswers:
        return False


def already_done(page: FormPage, frame: FormFrame, answers: Answers, reason: str) -> Response:
    """The plain page for answers that came too late, with the answers on it."""
    facts = [Fact(*pair) for pair in describe_answers(page.form, answers, page.case_file, now())]
    return make_response(render_template("already_done.html", page=page, why=reason, facts=facts, frame=frame), 409)


def show_again(page: FormPage, frame: FormFrame) -> Response:
    """The page with its answers and a fresh key, after somebody was signed out while they filled it in."""
    notice = (
        "You have signed in again since you opened this page. Nothing is sent yet: check your answers and send them."
    )
    return show(page, frame, posted(page), notice=notice, status=400)


def _asking_late_reason(page: FormPage, answers: Answers, problems: Sequence[AnswerProblem]) -> FormPage:
    """Late work stays doable but says why: the question joins the form once it is known to be late."""
    known = page.due.status == "overdue" or LATE_REASON in answers or any(p.path == LATE_REASON for p in problems)
    components = (*page.form.components, WHY_LATE) if known else page.form.components
    return replace(page, form=replace(page.form, components=components))


def finished(done: Done) -> ResponseReturnValue:
    """To the case, with a sentence that says what was done."""
    announce(done)
    return redirect(url_for("cases.show", reference=done.reference), 303)


def _kept_on_page(page: FormPage, frame: FormFrame, answers: Answers, refusal: Exception) -> Response:
    row = page_for(refusal)
    if row is None:
        raise refusal
    said = f"{row.title}. {why(refusal, row)}".strip()
    notice = f"{said} Nothing was saved, and your answers are still on this page."
    return show(page, frame, answers, notice=notice, status=row.status)
