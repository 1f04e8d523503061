"""Page numbers and links for long lists."""

from flask import request, url_for


def page_number(name: str = "page") -> int:
    """The page asked for, from 1; anything unreadable is the first."""
    number = request.args.get(name, "1")
    return max(1, int(number)) if number.isascii() and number.isdigit() and len(number) < 7 else 1


def page_links(number: int, pages: int, name: str = "page", anchor: str = "") -> dict[str, object]:
    """Parameters for the Design System's pagination: previous, next, pages around this one; empty for one page."""
    if pages <= 1:
        return {}
    links: dict[str, object] = {"items": _items(number, pages, name, anchor)}
    if number > 1:
        links["previous"] = {"href": _address(number - 1, name, anchor)}
    if number < pages:
        links["next"] = {"href": _address(number + 1, name, anchor)}
    return links


def step_links(number: int, more: bool, name: str, anchor: str) -> dict[str, object]:
    """Parameters for the Design System's pagination where nobody knows how many pages there are; newest first."""
    links: dict[str, object] = {}
    if number > 1:
        links["previous"] = {"href": _address(number - 1, name, anchor), "text": "Later ones"}
    if more:
        links["next"] = {"href": _address(number + 1, name, anchor), "text": "Earlier ones"}
    return links | {"landmarkLabel": f"Pages of {name}"} if links else {}


def _items(number: int, pages: int, name: str, anchor: str) -> list[dict[str, object]]:
    shown = sorted({1, number - 1, number, number + 1, pages} & set(range(1, pages + 1)))
    items: list[dict[str, object]] = []
    for before, page in zip([0, *shown], shown, strict=False):
        if page - before > 1:
            items.append({"ellipsis": True})
        items.append({"number": page, "current": page == number, "href": _address(page, name, anchor)})
    return items


def _address(page: int, name: str, anchor: str) -> str:
    values: dict[str, str | int] = {**(request.view_args or {}), **request.args.to_dict(), name: page}
    return url_for(request.endpoint or "work.show", _anchor=anchor or None, **values)  # type: ignore[arg-type]
