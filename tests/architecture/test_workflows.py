"""Every table of states is drawn in its app's README and walked, role by state, by a test."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from portal.kernel.workflow import Workflow
from tests.architecture.house import ROOT, sources

DECLARED = re.compile(r"^([A-Z_]+) = Workflow\(", re.MULTILINE)
WALKS = re.compile(r"test_(\w+_tables?|matrix|workflows|tasks|entrusted|plans)\.py$")


def tables() -> list[tuple[str, str, Workflow]]:
    """(app, name of the constant, table) of every workflow of the house."""
    found = []
    for path, text in sources():
        for name in DECLARED.findall(text):
            module = import_module(path.removesuffix(".py").replace("/", "."))
            found.append((path.split("/")[0], name, getattr(module, name)))
    return found


TABLES = tables()
each_table = pytest.mark.parametrize(
    ("app", "name", "table"), TABLES, ids=[table.noun for _app, _name, table in TABLES]
)


def walks() -> dict[str, str]:
    """The tests that walk tables: path → text."""
    paths = (ROOT / "tests").rglob("test_*.py")
    return {str(path): path.read_text("utf-8") for path in paths if WALKS.search(path.name)}


def test_they_are_all_found():
    assert len(TABLES) >= 35
    assert len({table.noun for _app, _name, table in TABLES}) == len(TABLES)


@each_table
def test_the_readme_draws_it(app, name, table):
    assert table.mermaid() in Path(ROOT / app / "README.md").read_text("utf-8")


@each_table
def test_a_test_walks_it_role_by_state(app, name, table):
    word = re.compile(rf"\b{name}\b")
    assert any(word.search(text) and "state" in text for text in walks().values())
