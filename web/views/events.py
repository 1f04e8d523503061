"""Something has happened: the form of an event that a case can receive now."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from web.form_flow import FormFrame, show, submit
from web.signed_in import office, the_person

blueprint = Blueprint("events", __name__, url_prefix="/cases/<reference>/events")


@blueprint.get("/<event>")
def ask(reference: str, event: str) -> ResponseReturnValue:
    return show(office().event(the_person(), reference, event), _frame(reference))


@blueprint.post("/<event>")
def report(reference: str, event: str) -> ResponseReturnValue:
    page = office().event(the_person(), reference, event)
    return submit(
        page, _frame(reference), lambda answers: office().report_event(the_person(), reference, event, answers)
    )


def _frame(reference: str) -> FormFrame:
    return FormFrame("Record this", url_for("cases.show", reference=reference), "Back to the case")
