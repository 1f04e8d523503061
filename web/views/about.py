"""Pages about the service itself: accessibility, licences, and whether it is up. Open to all."""

import json
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, current_app, render_template
from flask.typing import ResponseReturnValue

from engine.errors import NotFound

blueprint = Blueprint("about", __name__)
WORKING = "homeward.working"
LICENCES = Path(__file__).parents[1] / "static" / "licences"


@blueprint.get("/accessibility")
def accessibility() -> ResponseReturnValue:
    return render_template("accessibility.html")


@blueprint.get("/health")
def health() -> ResponseReturnValue:
    """For whoever watches over the server; says no more than this without sign-in."""
    up = bool(current_app.extensions[WORKING]())
    return Response("up\n" if up else "down\n", 200 if up else 503, mimetype="text/plain")


@blueprint.get("/licences")
def licences() -> ResponseReturnValue:
    return render_template("licences.html", licences=_listed())


@blueprint.get("/licences/<file>")
def licence(file: str) -> ResponseReturnValue:
    if file not in {entry["file"] for entry in _listed()}:
        raise NotFound(f"There is no licence file {file}.")
    return Response((LICENCES / file).read_text(encoding="utf-8"), mimetype="text/plain")


@cache
def _listed() -> list[dict[str, str]]:
    entries: list[dict[str, str]] = json.loads((LICENCES / "index.json").read_text(encoding="utf-8"))
    return entries
