"""The joined style sheet: complete, in order, in layers, with nothing left to import."""

from pathlib import Path

import pytest

from portal.config.bundle import ENTRY, BundledStorage


@pytest.fixture
def storage(tmp_path, settings):
    """A small house: an entry, a sheet of ours, a vendor's sheet."""
    (tmp_path / "css").mkdir()
    (tmp_path / "vendor").mkdir()
    (tmp_path / ENTRY).write_text(
        '@import url("../vendor/big.css") layer(vendor);\n@import url("ours.css");\n'
    )
    (tmp_path / "css/ours.css").write_text("a { color: red }")
    (tmp_path / "vendor/big.css").write_text(
        '@charset "UTF-8";\na { color: blue }\n/*# sourceMappingURL=big.css.map */'
    )
    settings.DEBUG = False
    return BundledStorage(location=str(tmp_path), base_url="/static/")


def collect(storage, *names) -> list:
    return list(storage.post_process({name: (storage, name) for name in names}))


def test_the_entry_carries_its_imports_in_order(storage):
    text = storage.joined()
    assert "@import" not in text
    assert text.index("blue") < text.index("red")
    assert "@layer vendor {" in text
    assert "@charset" not in text


def test_a_missing_map_does_not_stop_the_collection(storage):
    results = collect(storage, ENTRY, "css/ours.css", "vendor/big.css")
    assert not [result for result in results if isinstance(result[2], Exception)]


def test_a_missing_sheet_does_stop_it(storage):
    Path(storage.path("css/ours.css")).unlink()
    with pytest.raises(FileNotFoundError):
        collect(storage, ENTRY)


def test_ours_come_without_remarks_and_indents(storage):
    ours = '/* why\n   so */\n.a {\n  color: red; /* blood */\n  content: "x  y";\n}\n'
    Path(storage.path("css/ours.css")).write_text(ours)
    text = storage.joined()
    assert '.a {\ncolor: red;\ncontent: "x  y";\n}' in text.replace(" \n", "\n")
    assert "why" not in text and "blood" not in text


def test_a_licence_and_a_vendors_sheet_stay_as_they_came(storage):
    theirs = "/*! MIT */\n/* as it came */\n  .b{color:blue}"
    Path(storage.path("vendor/big.css")).write_text(theirs)
    Path(storage.path("css/ours.css")).write_text("/*! ours */\na{}")
    text = storage.joined()
    assert theirs in text and "/*! ours */" in text
