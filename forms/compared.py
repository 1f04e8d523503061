"""What a form's expressions hold values against, so that a check can name what nobody can ever have answered."""

from collections.abc import Iterator, Sequence

from engine.feel.nodes import Part, Path
from engine.release.form import Asked
from forms.components import Component, Rows, everything
from forms.references import expressions, place_of


def compared_in(components: Sequence[Component]) -> Iterator[Asked]:
    """In the form's order. `this` and `parent` are put as paths of the form; what may be a key of a filtered item is
    left out.
    """
    for component, rows in everything(components):
        for attribute, expression in expressions(component):
            for values, text in sorted(expression.compared, key=lambda pair: (sorted(map(str, pair[0])), pair[1])):
                paths = [part for part in values if isinstance(part, tuple)]
                if not any(path[0] in expression.item_names for path in paths):
                    placed = frozenset(_placed(part, rows) for part in values)
                    yield Asked(place_of(component), attribute, placed, text)


def _placed(part: Part, rows: Rows | None) -> Part:
    if isinstance(part, str) or rows is None:
        return part
    own: dict[str, Path] = {"this": (rows.key,), "parent": ()}
    return (*own[part[0]], *part[1:]) if part[0] in own and len(part) > 1 else part
