"""The quick select says just what Django's does."""

import re

import pytest
from django import forms

from portal.forms.widgets import QuickSelect

CHOICES = [("", "全部"), ("水", [(1, "积水 <排水>"), (2, "漏水")]), (3, "其他")]


def squeezed(html: str) -> str:
    html = re.sub(r">\s+<", "><", html.strip())
    return html.replace('<select name="kind" id="id_kind">', '<select id="id_kind" name="kind">')


@pytest.mark.parametrize("value", ["", None, 1, "2", 3, "nothing", '"><script>'])
def test_it_draws_what_django_draws(value):
    quick = QuickSelect(choices=CHOICES).render("kind", value, {"id": "id_kind"})
    django = forms.Select(choices=CHOICES).render("kind", value, {"id": "id_kind"})
    assert squeezed(quick) == squeezed(django)
