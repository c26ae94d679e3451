"""Shapes made from the pages' forms, and the acts that go through them."""

from decimal import Decimal

import pytest
from django import forms
from rest_framework import serializers

from portal.api.acts import Act
from portal.api.fields import FenField, LinesField, YesNoField
from portal.api.shapes import SubmitInput, VersionInput, posted, shape_of
from portal.forms.base import BaseForm, TextField


class Sample(BaseForm):
    """One field of each kind."""

    title = TextField(label="案由", max_length=5)
    note = TextField(label="备注", max_length=9, required=False)
    count = forms.IntegerField(min_value=2, max_value=4)
    on = forms.DateField(required=False)
    agrees = forms.ChoiceField(choices=[("yes", "同意"), ("no", "不同意")])
    colour = forms.ChoiceField(choices=[("", "请选择"), ("red", "红"), ("blue", "蓝")])
    unit = forms.TypedChoiceField(coerce=int)
    units = forms.TypedMultipleChoiceField(coerce=int, required=False)
    is_open = forms.BooleanField(required=False)


GOOD = {"title": "台账", "count": 3, "agrees": True, "colour": "red", "unit": 7}
SHAPE = shape_of("SampleInput", Sample)


def wrong(**words) -> dict:
    sent = SHAPE(data=GOOD | words)
    assert not sent.is_valid()
    return {key: errors[0].code for key, errors in sent.errors.items()}


def test_what_fits_the_form_fits_the_shape():
    sent = SHAPE(data=GOOD)
    assert sent.is_valid(), sent.errors
    assert posted(sent) == {**GOOD, "agrees": "yes", "submit_key": None, "version": None}
    assert SHAPE().fields["title"].label == "案由"


@pytest.mark.parametrize(
    ("words", "errors"),
    [
        ({"title": "六个字太多了"}, {"title": "max_length"}),
        ({"title": ""}, {"title": "blank"}),
        ({"title": "a\x1bb"}, {"title": "characters"}),
        ({"count": 5}, {"count": "max_value"}),
        ({"count": "x"}, {"count": "invalid"}),
        ({"agrees": "maybe"}, {"agrees": "invalid"}),
        ({"colour": "green"}, {"colour": "invalid_choice"}),
        ({"unit": 2**70}, {"unit": "max_value"}),
        ({"units": [0]}, {"units": "min_value"}),
        ({"on": "2026-02-30"}, {"on": "invalid"}),
    ],
)
def test_what_does_not_is_refused_at_its_field(words, errors):
    if "units" in words:
        sent = SHAPE(data=GOOD | words)
        assert not sent.is_valid() and sent.errors["units"][0][0].code == "min_value"
    else:
        assert wrong(**words) == errors


def test_the_form_may_be_spoken_of_in_other_words():
    shape = shape_of(
        "OtherInput",
        Sample,
        renamed={"count": "pieces"},
        replaced={"people": LinesField(required=False), "unit": serializers.CharField()},
        left_out=("colour",),
        bases=(SubmitInput, VersionInput),
    )
    names = set(shape().fields)
    assert {"pieces", "people", "submit_key", "version"} <= names
    assert "colour" not in names and shape.told["pieces"] == "count"
    assert "people" not in shape.told  # beside the form, not in it


def test_a_kind_of_field_that_nobody_declared_is_an_error_of_ours():
    class Strange(BaseForm):
        when = forms.DurationField()

    class Textual(BaseForm):
        source = forms.ChoiceField(choices=())

    for form in (Strange, Textual):
        with pytest.raises(TypeError):
            shape_of("StrangeInput", form)


@pytest.mark.parametrize("fen", [0, 1, 99, 100, 2_400_001, 10**12 - 1])
def test_fen_become_yuan_exactly(fen):
    assert FenField().to_form(fen) * 100 == Decimal(fen)


def test_yes_and_lines_as_the_form_takes_them():
    assert (YesNoField().to_form(True), YesNoField().to_form(False)) == ("yes", "no")
    assert LinesField().to_form(["staff", "head"]) == "staff\nhead"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("whistles", "whistles-create"),
        ("whistles/<key:pk>/finish", "whistles-finish"),
        ("tasks/<key:pk>/checklist/<key:line>", "tasks-checklist"),
        ("cases/complaints", "cases-complaints"),
    ],
)
def test_an_act_is_called_by_its_address(path, name):
    assert Act(path=path, permission="x", says="", service=print).name == name
