"""The work list: mine and my team's, due soonest first."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from web.pages import Tab
from web.signed_in import office, the_person
from web.views.paging import page_links, page_number

blueprint = Blueprint("work", __name__)


@blueprint.get("/")
def home() -> ResponseReturnValue:
    return redirect(url_for("work.show"))


@blueprint.get("/work")
def show() -> ResponseReturnValue:
    tab: Tab = "team" if request.args.get("tab") == "team" else "mine"
    find = request.args.get("find", "").strip()
    work = office().work_list(the_person(), tab, find, page_number())
    links = page_links(work.rows.number, work.rows.pages)
    return render_template("work.html", work=work, tab=tab, find=find, links=links)
