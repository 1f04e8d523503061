"""Where on the page an answer stands: field names are paths, ids have hyphens."""

from forms.check import key_of
from forms.components import Component, Rows, TimeQuestion, everything
from forms.form import Form


def element_id(path: str) -> str:
    """The id of the element for a path: `goals-0-measure`."""
    return path.replace(".", "-")


def anchor(form: Form, path: str) -> str:
    """The id that an error links to; "" when there is no such field. A date's is its day."""
    component = _component(form, path)
    if component is None:
        return ""
    has_boxes = isinstance(component, TimeQuestion) and component.kind != "time" and not component.readonly
    return f"{element_id(path)}-day" if has_boxes else element_id(path)


def rows_at(form: Form, path: str) -> tuple[Rows, int] | None:
    """The list and the row's index that a path lies in."""
    parts = path.split(".")
    rows = _find(form, parts[0], None)
    is_inside = len(parts) == 3 and parts[1].isdecimal() and isinstance(rows, Rows)
    return (rows, int(parts[1])) if is_inside and isinstance(rows, Rows) else None


def _component(form: Form, path: str) -> Component | None:
    inside = rows_at(form, path)
    if inside:
        return _find(form, path.split(".")[2], inside[0])
    return None if "." in path else _find(form, path, None)


def _find(form: Form, key: str, rows: Rows | None) -> Component | None:
    return next((part for part, place in everything(form.components) if place is rows and key_of(part) == key), None)
