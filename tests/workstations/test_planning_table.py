"""The README draws the ways of tasks and plans as the tables have them."""

from pathlib import Path

import pytest

from workstations.workflows import PLAN, TASK


@pytest.mark.parametrize("table", [TASK, PLAN], ids=["task", "plan"])
def test_the_readme_draws_the_table(table):
    readme = Path(__file__).parents[2] / "workstations" / "README.md"
    assert table.mermaid() in readme.read_text(encoding="utf-8")
