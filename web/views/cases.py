"""Cases: the list, one case's page, its diagram, and trying a failed automatic step again."""

from io import BytesIO

from flask import Blueprint, Response, render_template, request, send_file
from flask.typing import ResponseReturnValue

from web.case_pages import Diagram
from web.form_flow import finished
from web.signed_in import office, the_person
from web.views.paging import page_links, page_number, step_links

blueprint = Blueprint("cases", __name__, url_prefix="/cases")


@blueprint.get("/")
def listing() -> ResponseReturnValue:
    find = request.args.get("find", "").strip()
    cases = office().cases(the_person(), find, page_number())
    return render_template("cases.html", cases=cases, find=find, links=page_links(cases.number, cases.pages))


@blueprint.get("/<reference>")
def show(reference: str) -> ResponseReturnValue:
    diagram = request.args.get("diagram", "")
    case = office().case(the_person(), reference, diagram, page_number("history"), page_number("deadlines"))
    links = page_links(case.history.number, case.history.pages, "history", "history")
    ended = step_links(case.ended.number, case.ended.more, "deadlines", "ended-deadlines")
    shown = _for_viewer(case.diagram)
    return render_template("case.html", case=case, links=links, ended_links=ended, diagram_json=shown)


@blueprint.get("/<reference>/diagrams/<process_id>.bpmn")
def diagram(reference: str, process_id: str) -> ResponseReturnValue:
    xml = office().diagram_xml(the_person(), reference, process_id)
    return Response(xml, mimetype="application/xml", headers={"Cache-Control": "private, no-cache"})


@blueprint.get("/<reference>/files/<sha256>")
def file(reference: str, sha256: str) -> ResponseReturnValue:
    """Always as a download, of a type that a browser shows nowhere: what somebody uploaded never runs as a page."""
    found = office().file(the_person(), reference, sha256)
    response = send_file(
        BytesIO(found.content), "application/octet-stream", as_attachment=True, download_name=found.name, max_age=0
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


@blueprint.post("/<reference>/incidents/<incident_id>/retry")
def retry(reference: str, incident_id: str) -> ResponseReturnValue:
    return finished(office().retry(the_person(), reference, incident_id))


def _for_viewer(diagram: Diagram) -> dict[str, object]:
    marks = [{"id": mark.element_id, "status": mark.status, "word": mark.word} for mark in diagram.elements]
    return {"elements": marks}
