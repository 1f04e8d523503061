"""Text components as HTML: markdown without raw HTML, and values put in afterwards, so that they are only ever text."""

from collections.abc import Callable, Iterable
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

from forms.inserts import CLOSE, MARKER, OPEN
from forms.shown import shown

CLASSES = {
    "p": "govuk-body",
    "ul": "govuk-list govuk-list--bullet",
    "ol": "govuk-list govuk-list--number",
    "a": "govuk-link",
    "h2": "govuk-heading-m",
    "h3": "govuk-heading-s",
    "h4": "govuk-heading-s",
    "hr": "govuk-section-break govuk-section-break--visible govuk-section-break--m",
    "blockquote": "govuk-inset-text",
    "table": "govuk-table",
    "th": "govuk-table__header",
    "td": "govuk-table__cell",
}
HEADINGS = {"h1": "h2", "h5": "h4", "h6": "h4"}


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table").disable(["image", "html_block", "html_inline"])


def to_html(markdown: str, values: Callable[[int], object]) -> Markup:
    """The HTML of a text component; `values(n)` is the value of its insert number n. The page owns the only h1."""
    tokens = _markdown().parse(markdown)
    _dress(tokens)
    html = str(_markdown().renderer.render(tokens, _markdown().options, {}))
    # A list on a line of its own becomes bullets; HTML allows no list inside a paragraph.
    for number in {int(found) for found in MARKER.findall(html)}:
        alone = f'<p class="govuk-body">{_marker(number)}</p>'
        value = values(number)
        if isinstance(value, list):
            html = html.replace(alone, str(bullets(value)))
    # Safe: markdown-it escaped everything but its own tags, and each value is escaped here.
    return Markup(MARKER.sub(lambda match: str(as_text(values(int(match[1])))), html))  # noqa: S704


def bullets(items: Iterable[object]) -> Markup:
    """A bulleted list of values; a sentence when there are none."""
    lines = [Markup("<li>{}</li>").format(as_text(item)) for item in items]
    if not lines:
        return Markup('<p class="govuk-body">None</p>')
    return Markup('<ul class="govuk-list govuk-list--bullet">{}</ul>').format(Markup("").join(lines))


def as_text(value: object) -> Markup:
    """A value in words, escaped, with its line ends kept."""
    words = shown(value).replace(OPEN, "").replace(CLOSE, "")
    return Markup("<br>").join(escape(words).split("\n"))


def _marker(number: int) -> str:
    return f"{OPEN}{number}{CLOSE}"


def _dress(tokens: Iterable[Token]) -> None:
    """Give tags their GOV.UK classes, and headings their place under the page's own."""
    for token in tokens:
        token.tag = HEADINGS.get(token.tag, token.tag)
        if token.tag in CLASSES and token.nesting >= 0:
            token.attrSet("class", CLASSES[token.tag])
        _dress(token.children or [])
