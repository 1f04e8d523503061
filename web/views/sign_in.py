"""Sign-in. The demonstration lists its made-up people; a council's own sign-in takes this page's place later."""

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.errors import NotAllowed
from web.config import WebConfig
from web.security import safe_next
from web.signed_in import office, sign_in, sign_out

blueprint = Blueprint("sign_in", __name__)


@blueprint.get("/sign-in")
def page() -> ResponseReturnValue:
    groups = office().people() if _demonstration() else ()
    return render_template("sign_in.html", groups=groups, next=request.args.get("next", ""))


@blueprint.post("/sign-in")
def enter() -> ResponseReturnValue:
    wanted = request.form.get("person", "")
    person = office().person(wanted) if _demonstration() and wanted.isprintable() else None
    if person is None:
        raise NotAllowed("There is nobody of that name to sign in as.")
    sign_in(person)
    return redirect(safe_next(request.form.get("next", "")), 303)


@blueprint.post("/sign-out")
def leave() -> ResponseReturnValue:
    sign_out()
    response = redirect(url_for("sign_in.page"), 303)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def _demonstration() -> bool:
    config: WebConfig = current_app.config["HOMEWARD"]
    return config.demonstration
