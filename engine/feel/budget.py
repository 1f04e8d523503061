"""How much work one evaluation may do, so that no expression can hold up a command."""

from engine.errors import ExpressionError

STEPS = 100_000
LONGEST_TEXT = 1_000_000
_CHARACTERS_A_STEP = 64


class Budget:
    """Counts down 100,000 steps: one for each item looked at or made, one for every 64 characters of text made."""

    __slots__ = ("left",)

    def __init__(self, steps: int = STEPS) -> None:
        self.left = steps

    def spend(self, steps: int) -> None:
        """Raises ExpressionError once the steps are used up."""
        self.left -= steps
        if self.left < 0:
            raise ExpressionError(
                f"This expression takes more than {STEPS} steps to work out. "
                "Use shorter lists, or fewer lists inside lists."
            )

    def spend_text(self, characters: int) -> None:
        """Raises ExpressionError when a text gets longer than 1,000,000 characters, or the steps are used up."""
        if characters > LONGEST_TEXT:
            raise ExpressionError(
                f"This expression makes a text of more than {LONGEST_TEXT} characters. Join fewer texts."
            )
        self.spend(characters // _CHARACTERS_A_STEP)
