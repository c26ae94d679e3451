"""The README draws the way of an entrusted affair as the table has it."""

from pathlib import Path

from workstations.workflows import ENTRUST


def test_the_readme_draws_the_table():
    readme = Path(__file__).parents[2] / "workstations" / "README.md"
    assert ENTRUST.mermaid() in readme.read_text(encoding="utf-8")
