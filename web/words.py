"""Plain words for what the pages print: instants as people in England and Wales read them, and guidance."""

from collections.abc import Sequence
from datetime import datetime

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from engine.clock import LONDON
from engine.deadline_words import clock_words

CLASSES = {
    "paragraph_open": "govuk-body",
    "bullet_list_open": "govuk-list govuk-list--bullet",
    "ordered_list_open": "govuk-list govuk-list--number",
    "link_open": "govuk-link",
    "heading_open": "govuk-heading-s",
}

_markdown = MarkdownIt("commonmark", {"html": False}).disable("image")


def date_words(instant: datetime) -> str:
    """`22 November 2026`, in London."""
    local = instant.astimezone(LONDON)
    return f"{local.day} {local:%B %Y}"


def when(instant: datetime) -> str:
    """`Sunday 22 November 2026 at 2:02pm`, in London."""
    return f"{instant.astimezone(LONDON):%A} {date_words(instant)} at {clock_words(instant)}"


def guidance(text: str) -> Markup:
    """A practice lead's Markdown as safe mark-up: no HTML of theirs passes, headings start below the page's own."""
    tokens = _markdown.parse(text)
    _dress(tokens)
    return Markup(_markdown.renderer.render(tokens, _markdown.options, {}))  # noqa: S704 (markdown-it escapes the text)


def _dress(tokens: Sequence[Token]) -> None:
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = "h3"
        if token.type in CLASSES:
            token.attrSet("class", CLASSES[token.type])
        _dress(token.children or [])
