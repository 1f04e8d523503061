"""The reference by which a child's cases belong together, however somebody types it."""


def one_spelling(reference: str) -> str:
    """Letters and numbers in capitals: `ch-9002` and `CH9002` are the same child."""
    return "".join(sign for sign in reference if sign.isalnum()).upper()[:64]
