"""English is complete: nothing untranslated, fuzzy or stale; and each gap is caught."""

from pathlib import Path

import pytest

from portal.services import translations

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"


def test_english_is_complete():
    gaps = translations.catalogue_gaps(ROOT, CATALOGUE)
    assert not gaps, f"{len(gaps)} gaps; ./run manage collect_strings\n" + "\n".join(gaps[:40])


@pytest.fixture
def tree(tmp_path):
    (tmp_path / "portal").mkdir()
    (tmp_path / "templates").mkdir()
    (tmp_path / "portal" / "a.py").write_text('x = _("收下 %(n)s 件")\n', encoding="utf-8")
    (tmp_path / "templates" / "a.html").write_text('{% translate "退出" %}', encoding="utf-8")
    return tmp_path


def catalogue(tree, *entries):
    path = tree / "django.po"
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    path.write_text(head + "\n".join(entries), encoding="utf-8")
    return translations.catalogue_gaps(tree, path)


IN = '#, python-format\nmsgid "收下 %(n)s 件"\nmsgstr "%(n)s taken"\n'
OUT = 'msgid "退出"\nmsgstr "Log out"\n'


def test_a_full_catalogue_has_no_gap(tree):
    assert catalogue(tree, IN, OUT) == []


@pytest.mark.parametrize(
    ("entries", "word"),
    [
        ((IN,), "untranslated"),
        ((IN, 'msgid "退出"\nmsgstr ""\n'), "untranslated"),
        ((IN, '#, fuzzy\nmsgid "退出"\nmsgstr "Log out"\n'), "untranslated"),
        ((IN, OUT, 'msgid "旧话"\nmsgstr "old"\n'), "no longer used"),
        ((IN.replace("%(n)s taken", "taken"), OUT), "placeholders"),
    ],
)
def test_a_gap_is_caught(tree, entries, word):
    assert any(word in gap for gap in catalogue(tree, *entries))


def test_plurals_and_blocks_are_found():
    found = set(
        translations.template_strings(
            "{% blocktranslate with n=x %}有 {{ n }} 件{% endblocktranslate %}"
            "{% blocktranslate count n=x %}一件{% plural %}{{ n }} 件{% endblocktranslate %}"
            '{% include "a.html" with label=_("标签") only %}'
        )
    )
    assert found == {(None, "有 %(n)s 件"), (None, ("一件", "%(n)s 件")), (None, "标签")}
