"""How messages speak of a question: GOV.UK error messages made from its label."""


def subject(label: str) -> str:
    """The label as the start of a sentence; a question stands in quotation marks."""
    name = label.strip().rstrip(":").strip() or "This answer"
    return f"‘{name}’" if _is_sentence(name) else name[0].upper() + name[1:]


def object_of(label: str) -> str:
    """The label after a verb: "date of visit", "CO discharge date", "an answer to ‘Was the child seen?’"."""
    name = label.strip().rstrip(":").strip() or "an answer"
    if _is_sentence(name):
        return f"an answer to ‘{name}’"
    first = name.split()[0]
    is_acronym = any(letter.isupper() or letter.isdigit() for letter in first[1:])
    return name if is_acronym or first in {"I", "I’m"} else name[0].lower() + name[1:]


def listed(words: list[str], joint: str = "and") -> str:
    """ "day", "day and month", "day, month and year"."""
    return f" {joint} ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def count(number: int, one: str, many: str = "") -> str:
    """ "1 row", "2 rows", "10,000 characters"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _is_sentence(name: str) -> bool:
    return name.endswith(("?", "!", ".")) or len(name) > 80
