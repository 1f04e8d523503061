"""What can be read in a form and cannot be meant: lengths that no text has, choices that nobody can tell apart, inserts
that are not closed. A release that was published with one still runs, so this is no part of reading the form.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from forms.components import ChoiceQuestion, Component, Prose, TextQuestion, everything
from forms.references import place_of

OPENS, CLOSES = "{{", "}}"


def slips_of(components: Sequence[Component]) -> Iterator[tuple[str, str, str]]:
    """(component, attribute, what is wrong), in the form's order."""
    for component, _ in everything(components):
        for attribute, message in _of_one(component):
            yield place_of(component), attribute, message


def _of_one(component: Component) -> Iterator[tuple[str, str]]:
    if isinstance(component, TextQuestion) and component.min_length > component.max_length:
        least, most = component.min_length, component.max_length
        yield "validate.minLength", f"is {least}, more than the {most} characters that a text may have. Change one."
    if isinstance(component, ChoiceQuestion):
        labels = Counter(" ".join(option.label.split()).lower() for option in component.options)
        for option in component.options:
            if labels.pop(" ".join(option.label.split()).lower(), 0) > 1:
                yield "values", f"has several choices that read {option.label}. Give each words of its own."
    texts = [("text", component.markdown)] if isinstance(component, Prose) else []
    texts += [("properties.ruleMessage", rule.message) for rule in component.rules]
    for attribute, text in texts:  # whole inserts have become marks by now
        for half, other in ((OPENS, CLOSES), (CLOSES, OPENS)):
            if half in text:
                yield attribute, f"holds {half} without {other}. Write an insert as {{{{ … }}}}."
                break
