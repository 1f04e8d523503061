"""What is bundled for the browser comes with its licences, and is ours to give away."""

import json

import pytest

from tests.contracts.repository import ROOT, files, name

LICENCES = ROOT / "web/static/licences"
FREE = ("MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "0BSD", "bpmn.io (MIT with watermark clause)")
BUNDLED: list[dict[str, str]] = json.loads((LICENCES / "index.json").read_text(encoding="utf-8"))


def test_our_own_licence_is_mit() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("MIT License")
    assert "The Homeward contributors" in text


@pytest.mark.parametrize("package", BUNDLED, ids=lambda package: package["name"])
def test_each_bundled_package_is_free_and_ships_its_licence_text(package: dict[str, str]) -> None:
    assert package["licence"] in FREE
    text = (LICENCES / package["file"]).read_text(encoding="utf-8").lower()
    assert "copyright" in text
    assert "permission" in text or "apache license" in text


def test_each_licence_is_of_the_version_that_was_built() -> None:
    lock = json.loads((ROOT / "web/bundles/package-lock.json").read_text(encoding="utf-8"))["packages"]
    installed = {path.rpartition("node_modules/")[2]: about.get("version") for path, about in lock.items()}
    assert {package["name"]: installed.get(package["name"]) for package in BUNDLED} == {
        package["name"]: package["version"] for package in BUNDLED
    }


def test_no_licence_text_belongs_to_nothing() -> None:
    named = {package["file"] for package in BUNDLED} | {"index.json"}
    assert {path.name for path in files() if path.parent == LICENCES} == named


def test_scripts_that_only_the_tests_use_have_theirs_beside_them() -> None:
    scripts = [path for path in files() if name(path).startswith("tests/assets/") and path.suffix == ".js"]
    assert scripts
    assert [path.name for path in scripts if not list(path.parent.glob(f"{path.name.split('.')[0]}*LICENSE*"))] == []
