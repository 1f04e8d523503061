"""What the web application is told from outside, read once when it starts."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from engine.errors import HomewardError

LEAST_SECRET = 32
MEGABYTE = 1024 * 1024


class ConfigError(HomewardError):
    """The environment does not let the application start safely. The message names the variable to set."""


@dataclass(frozen=True, slots=True)
class WebConfig:
    """Settings of one running application.

    `demonstration` lists made-up people to sign in as and lets the clock be moved; it never goes together with `https`,
    which is what a council runs behind. `longest_post` is in bytes: a form with its files.
    """

    database_url: str
    secret_key: str
    demonstration: bool = False
    https: bool = True
    organisation: str = "Children’s services"
    longest_post: int = 12 * MEGABYTE

    def __post_init__(self) -> None:
        if len(self.secret_key) < LEAST_SECRET:
            raise ConfigError(
                f"HOMEWARD_SECRET_KEY has {len(self.secret_key)} characters; it needs {LEAST_SECRET} random ones."
            )
        if self.demonstration and self.https:
            raise ConfigError(
                "HOMEWARD_DEMONSTRATION and HOMEWARD_HTTPS are both on. The demonstration lets anybody sign in as"
                " anybody and moves the clock, so it must not run where real people sign in: switch one of them off."
            )


def from_environment(environ: Mapping[str, str]) -> WebConfig:
    """Read `HOMEWARD_*`. A demonstration without a secret gets a new one, so its sign-ins end when it restarts."""
    demonstration = _switch(environ, "HOMEWARD_DEMONSTRATION", default=False)
    secret = environ.get("HOMEWARD_SECRET_KEY", "")
    return WebConfig(
        database_url=environ.get("HOMEWARD_DATABASE_URL", "sqlite:///var/homeward.db"),
        secret_key=secret or (secrets.token_hex(LEAST_SECRET) if demonstration else ""),
        demonstration=demonstration,
        https=_switch(environ, "HOMEWARD_HTTPS", default=not demonstration),
        organisation=environ.get("HOMEWARD_ORGANISATION", "Children’s services"),
    )


def _switch(environ: Mapping[str, str], name: str, *, default: bool) -> bool:
    value = environ.get(name, "").strip().lower()
    if value in {"", "on", "off"}:
        return default if value == "" else value == "on"
    raise ConfigError(f"{name} is “{value}”; set it to on or off.")
