"""One task: show its form, complete it, or keep a draft."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from engine.errors import TaskNotOpen
from web.form_flow import (
    FormFrame,
    already_done,
    attempt,
    finished,
    is_same,
    keep_uploads,
    posted,
    show,
    show_again,
    submit,
)
from web.pages import Answers, Done, FormPage
from web.security import is_unproven
from web.signed_in import announce, office, the_person

blueprint = Blueprint("tasks", __name__, url_prefix="/tasks")


@blueprint.get("/<task_id>")
def open_task(task_id: str) -> ResponseReturnValue:
    page = office().task(the_person(), task_id)
    if page.done:
        return already_done(page, _frame(page), page.answers or {}, page.done)
    return show(page, _frame(page))


@blueprint.post("/<task_id>")
def complete(task_id: str) -> ResponseReturnValue:
    page = office().task(the_person(), task_id)
    if is_unproven():
        return show_again(page, _frame(page))
    if page.done:
        return _keep_what_was_typed(task_id, page, page.done)
    if "draft" in request.form:
        return _keep_draft(task_id, page)
    try:
        return submit(page, _frame(page), lambda answers: office().complete_task(the_person(), task_id, answers))
    except TaskNotOpen as refusal:
        return _keep_what_was_typed(task_id, office().task(the_person(), task_id), str(refusal))


def _frame(page: FormPage) -> FormFrame:
    heading = page.heading
    back = url_for("cases.show", reference=heading.reference) if heading else url_for("work.show")
    return FormFrame("Complete this task", back, "Back to the case", keeps_drafts=True)


def _keep_draft(task_id: str, page: FormPage) -> ResponseReturnValue:
    return attempt(page, _frame(page), lambda answers: _saved_draft(task_id, page, answers))


def _saved_draft(task_id: str, page: FormPage, answers: Answers) -> ResponseReturnValue:
    office().save_draft(the_person(), task_id, answers)
    announce(Done("", f"Your draft of “{page.title}” is saved. Nobody else can see it."))
    return redirect(url_for("tasks.open_task", task_id=task_id), 303)


def _keep_what_was_typed(task_id: str, page: FormPage, why: str) -> ResponseReturnValue:
    answers = posted(page)
    keep_uploads(page)
    if page.heading is not None and is_same(page, answers):
        return finished(Done(page.heading.reference, f"You completed “{page.title}”."))
    office().save_draft(the_person(), task_id, answers)
    return already_done(page, _frame(page), answers, why)
