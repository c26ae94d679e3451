"""docs/permissions.md says what the table says."""

from pathlib import Path

from portal.access.table import table_markdown

PAGE = Path(__file__).resolve().parents[3] / "docs" / "permissions.md"


def test_the_page_is_up_to_date():
    hint = "run ./run manage permissions_table"
    assert PAGE.read_text(encoding="utf-8") == table_markdown(), hint


def test_every_role_has_its_column():
    assert "社工站站长" in table_markdown()
