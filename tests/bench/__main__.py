"""`python -m tests.bench [--rounds N] [--reviews N] [--only sqlite|postgres]`: prints ratios, fails nothing."""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.growth import compare_growth, long_case
from tests.bench.turns import compare
from tests.setup.postgres import PostgresUnavailable, private_postgres


def main() -> None:
    """Print the report, one database after the other."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--rounds", type=int, default=7, help="times the script is walked on each database")
    parser.add_argument("--reviews", type=int, default=3_000, help="reviews of the long case")
    parser.add_argument("--only", choices=["sqlite", "postgres"])
    chosen = parser.parse_args()
    if chosen.only != "postgres":
        with _folder() as folder:
            print("SQLite, one file, WAL, synchronous=FULL", flush=True)
            _print(compare(f"sqlite:///{folder / 'turns.db'}", chosen.rounds))
            _print(compare_growth(f"sqlite:///{folder / 'growth.db'}"))
            _print(long_case(f"sqlite:///{folder / 'long.db'}", chosen.reviews))
    if chosen.only != "sqlite":
        _postgres(chosen.rounds)


def _postgres(rounds: int) -> None:
    try:
        with private_postgres() as server:
            print("PostgreSQL, a private server on loopback, fsync on", flush=True)
            _print(compare(server.url(server.create_database()), rounds))
            _print(compare_growth(server.url(server.create_database())))
    except PostgresUnavailable as reason:
        print(f"PostgreSQL left out: {reason}")


def _print(lines: list[str]) -> None:
    print("\n".join(lines), flush=True)


@contextmanager
def _folder() -> Iterator[Path]:
    """On the disk, not in memory: `var/` of the project, because /tmp may be memory."""
    base = Path("var")
    base.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=base) as folder:
        yield Path(folder)


if __name__ == "__main__":
    main()
