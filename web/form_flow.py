"""A form's way through a command: read what was posted, try, and on a refusal show it again with every answer kept."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.clock import now
from engine.errors import AnswerProblem, CommandRefused, HandlerFailed, InvalidAnswers, TaskNotOpen
from forms.components import everything
from forms.render import error_summary, render_form
from forms.uploads import PostedFiles
from web.errors import page_for
from web.office import NothingSaved
from web.pages import Answers, Done, FormPage
from web.signed_in import announce, office, the_person


@dataclass(frozen=True, slots=True)
class FormFrame:
    """How a form's page differs: the words on its button, whether it keeps drafts, and where its back link leads."""

    button: str
    back: str
    back_words: str
    keeps_drafts: bool = False


def show(
    page: FormPage,
    frame: FormFrame,
    answers: Answers | None = None,
    problems: Sequence[AnswerProblem] = (),
    notice: str = "",
    status: int = 200,
) -> Response:
    """The form's page. `answers` wins over what the page came with: it is what the person has just typed."""
    typed = page.answers if answers is None else answers
    shown = page.form.starting_answers(page.case_file, now()) if typed is None else typed
    html = render_template(
        "form.html",
        page=page,
        frame=frame,
        form=render_form(page.form, shown, page.case_file, problems, now()),
        summary=error_summary(problems, page.form) if problems else "",
        notice=notice,
        facts=_for_conditions(page),
        multipart=bool(page.form.file_keys),
    )
    response = make_response(html, status)
    # The browser may keep this one page for its back button, so that nothing typed is lost; it asks again otherwise.
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _for_conditions(page: FormPage) -> dict[str, object]:
    """What the browser needs of the case file to hide and show fields: what their conditions read, no more."""
    conditions = [part.hide for part, _ in everything(page.form.components) if part.hide]
    names = {name for condition in conditions for name in condition.names} - page.form.keys
    return {name: page.case_file[name] for name in sorted(names) if name in page.case_file}


def posted(page: FormPage) -> dict[str, object]:
    """The answers as typed. Uploads are kept first, so that a page that is shown again need not ask for them twice."""
    who = the_person()
    for upload in request.files.values():
        if upload.filename:
            office().keep_file(who, upload.filename, upload.stream.read())
            upload.stream.seek(0)
    return page.form.from_post(request.form, cast(PostedFiles, request.files), _kept(page))


def _kept(page: FormPage) -> Mapping[str, Mapping[str, object]]:
    return office().kept_files(the_person()) if page.form.file_keys else {}


def submit(page: FormPage, frame: FormFrame, command: Callable[[Answers], Done]) -> ResponseReturnValue:
    """Carry out `command` with what was posted, then lead to the case. TaskNotOpen is the view's: it keeps a draft."""
    answers = posted(page)
    if page.form.row_action(request.form):
        return show(page, frame, answers)
    try:
        done = command(answers)
    except InvalidAnswers as refusal:
        return show(page, frame, answers, refusal.problems, status=422)
    except TaskNotOpen:
        raise
    except (CommandRefused, HandlerFailed, NothingSaved) as refusal:
        return _kept_on_page(page, frame, answers, refusal)
    return finished(done)


def finished(done: Done) -> ResponseReturnValue:
    """To the case, with a sentence that says what was done."""
    announce(done.sentence, done.next_task_id, done.next_task_name)
    return redirect(url_for("cases.show", reference=done.reference), 303)


def _kept_on_page(page: FormPage, frame: FormFrame, answers: Answers, refusal: Exception) -> Response:
    row = page_for(refusal)
    if row is None:
        raise refusal
    why = f" {refusal}" if row.say_why and str(refusal) else ""
    notice = f"{row.title}.{why} Nothing was saved, and your answers are still on this page."
    return show(page, frame, answers, notice=notice, status=row.status)
