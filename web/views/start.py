"""Start a case."""

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from web.form_flow import FormFrame, show, submit
from web.signed_in import office, the_person

blueprint = Blueprint("start", __name__, url_prefix="/start")


@blueprint.get("/")
def choose() -> ResponseReturnValue:
    return render_template("start.html", starts=office().starts(the_person()))


@blueprint.get("/<start>")
def ask(start: str) -> ResponseReturnValue:
    return show(office().start_form(the_person(), start), _frame())


@blueprint.post("/<start>")
def begin(start: str) -> ResponseReturnValue:
    page = office().start_form(the_person(), start)
    return submit(page, _frame(), lambda answers: office().start_case(the_person(), start, answers))


def _frame() -> FormFrame:
    return FormFrame("Start the case", url_for("start.choose"), "Back")
