"""Widgets drawn in Python say letter by letter what Django's templates say."""

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from portal.forms.drawing import DRAWN, FOLDER, QuickRenderer

CHOICES = [("", gettext_lazy("全部")), ("水", [(1, "积水 <排水>"), (2, "漏水")]), (3, "其他 & 杂")]
ODD = ["", None, 0, 7, "一", "<b>&\"'", mark_safe("<i>safe</i>"), gettext_lazy("全部"), True, False]
ATTRS = [
    {},
    {"id": "id_one", "required": True, "hidden": False},
    {"class": 'a "b" <c>', "maxlength": 40, "placeholder": gettext_lazy("词、地点或楼栋")},
    {"data-x": mark_safe("&amp;"), "data-y": None},
]
WIDGETS = [
    *(forms.TextInput, forms.NumberInput, forms.EmailInput, forms.URLInput, forms.PasswordInput),
    *(forms.HiddenInput, forms.DateInput, forms.DateTimeInput, forms.TimeInput, forms.Textarea),
    *(forms.CheckboxInput, forms.FileInput),
]


@pytest.mark.parametrize("widget", WIDGETS, ids=lambda one: one.__name__)
@pytest.mark.parametrize("attrs", ATTRS, ids=range(len(ATTRS)))
@pytest.mark.parametrize("value", ODD, ids=range(len(ODD)))
def test_it_draws_what_django_draws(widget, attrs, value):
    one = widget()
    assert one.template_name in DRAWN
    quick = one.render('na"me', value, attrs, QuickRenderer())
    assert quick == one.render('na"me', value, attrs, TemplatesSetting())


@pytest.mark.parametrize("widget", [forms.Select, forms.SelectMultiple])
@pytest.mark.parametrize("value", ["", None, 1, "2", [1, 3], "nothing", '"><script>'])
def test_selects_too(widget, value):
    one = widget(choices=CHOICES)
    quick = one.render("kind", value, {"id": "id_kind"}, QuickRenderer())
    assert quick == one.render("kind", value, {"id": "id_kind"}, TemplatesSetting())


def test_what_a_person_typed_is_escaped():
    drawn = forms.TextInput().render("q", '"><script>alert(1)</script>', {}, QuickRenderer())
    assert "<script>" not in drawn and "&lt;script&gt;" in drawn


@pytest.mark.parametrize("name", ["radio", "checkbox_select", "clearable_file_input"])
def test_the_rest_is_left_to_the_templates(name):
    assert f"{FOLDER}{name}.html" not in DRAWN


def test_an_option_with_a_template_of_its_own_is_drawn_by_it():
    class Own(forms.Select):
        option_template_name = "django/forms/widgets/input_option.html"

    drawn = Own(choices=[(1, "x")]).render("kind", 1, {}, QuickRenderer())
    assert drawn == Own(choices=[(1, "x")]).render("kind", 1, {}, TemplatesSetting())


def test_the_house_draws_its_forms_with_it():
    assert isinstance(forms.Form().renderer, QuickRenderer)
