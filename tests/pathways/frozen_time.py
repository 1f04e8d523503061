"""freezegun drives the engine's clock: the machine's own time stands still, and moves only when a scenario says so."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime

from freezegun.api import FrozenDateTimeFactory


@dataclass(slots=True)
class FrozenTime:
    """A `Time` for walks, inside one `freeze_time` for the whole test. What `clock.now()` reads is freezegun's."""

    factory: FrozenDateTimeFactory

    def now(self) -> datetime:
        return datetime.now(UTC)

    def move_to(self, instant: datetime) -> None:
        self.factory.move_to(instant.astimezone(UTC).replace(tzinfo=None))

    def frozen(self) -> AbstractContextManager[None]:
        return nullcontext()
