"""docs/feel.md tells practice leads of every function, and the grammar knows every function that has spaces in its
name.
"""

from pathlib import Path

from engine.feel.functions import registered

ROOT = Path(__file__).parents[3]


def test_every_function_is_in_the_table_for_practice_leads() -> None:
    page = (ROOT / "docs" / "feel.md").read_text(encoding="utf-8")
    assert [name for name in registered() if f"`{name}(" not in page] == []


def test_the_grammar_reads_every_name_with_spaces_as_one() -> None:
    grammar = (ROOT / "engine" / "feel" / "grammar.lark").read_text(encoding="utf-8")
    spaced = [name for name in registered() if " " in name]
    assert len(spaced) == 14  # 3 on dates, 2 on missing values, 6 on text, 3 on lists
    assert [name for name in spaced if name.replace(" ", r"\s+") not in grammar] == []
