"""Something has happened: the form of an event that a case can receive now."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from engine.errors import TaskNotOpen
from web.form_flow import FormFrame, already_done, posted, show, submit
from web.signed_in import office, the_person

blueprint = Blueprint("events", __name__, url_prefix="/cases/<reference>/events")


@blueprint.get("/<event>")
def ask(reference: str, event: str) -> ResponseReturnValue:
    page = office().event(the_person(), reference, event)
    if page.done:
        return already_done(page, _frame(reference), page.answers or {}, page.done)
    return show(page, _frame(reference))


@blueprint.post("/<event>")
def report(reference: str, event: str) -> ResponseReturnValue:
    page = office().event(the_person(), reference, event)
    try:
        return submit(
            page, _frame(reference), lambda answers: office().report_event(the_person(), reference, event, answers)
        )
    except TaskNotOpen as refusal:
        return already_done(page, _frame(reference), posted(page), str(refusal))


def _frame(reference: str) -> FormFrame:
    back = url_for("cases.show", reference=reference)
    return FormFrame("Record this", back, "Back to the case", gone="This cannot be recorded now")
