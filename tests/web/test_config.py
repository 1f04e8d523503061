"""What the environment may say, and what it may not."""

import pytest

from web.config import ConfigError, WebConfig, from_environment

SECRET = "s" * 32


def test_an_empty_environment_does_not_start_a_council_without_a_secret() -> None:
    with pytest.raises(ConfigError, match="HOMEWARD_SECRET_KEY has 0 characters"):
        from_environment({})


def test_a_demonstration_needs_nothing_but_its_switch() -> None:
    config = from_environment({"HOMEWARD_DEMONSTRATION": "on"})
    assert (config.demonstration, config.https) == (True, False)
    assert config.database_url == "sqlite:///var/homeward.db"


def test_a_council_needs_a_secret_and_runs_behind_https() -> None:
    config = from_environment({"HOMEWARD_SECRET_KEY": SECRET, "HOMEWARD_DATABASE_URL": "postgresql://db/homeward"})
    assert config == WebConfig("postgresql://db/homeward", SECRET, demonstration=False, https=True)


def test_the_demonstration_never_runs_where_real_people_sign_in() -> None:
    with pytest.raises(ConfigError, match="both on"):
        from_environment({"HOMEWARD_DEMONSTRATION": "on", "HOMEWARD_HTTPS": "on"})


def test_a_switch_that_is_neither_on_nor_off_is_named() -> None:
    with pytest.raises(ConfigError, match="HOMEWARD_HTTPS is “maybe”; set it to on or off"):
        from_environment({"HOMEWARD_SECRET_KEY": SECRET, "HOMEWARD_HTTPS": "maybe"})
