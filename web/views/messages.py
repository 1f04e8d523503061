"""Messages: what Homeward has to tell this person, by reference and subject only."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from web.signed_in import office, the_person
from web.views.paging import page_links, page_number

blueprint = Blueprint("messages", __name__, url_prefix="/messages")
LONGEST = 15


@blueprint.get("/")
def listing() -> ResponseReturnValue:
    found = office().messages(the_person(), page_number())
    links = page_links(found.messages.number, found.messages.pages)
    return render_template("messages.html", messages=found.messages, newest=found.newest, links=links)


@blueprint.post("/read")
def read() -> ResponseReturnValue:
    newest = request.form.get("newest", "")
    if newest.isascii() and newest.isdigit() and len(newest) <= LONGEST:
        office().read_messages(the_person(), int(newest))
    return redirect(url_for("messages.listing"), 303)
