"""A page's form as a shape of the API: the same fields, limits, choices and words."""

from functools import singledispatch

from django import forms
from rest_framework import serializers

from portal.api.fields import CleanTextField, KeyField, MomentField, YesNoField

KEPT = {"submit_key", "version"}
MOST_ROWS = 100


class VersionInput(serializers.Serializer):
    """Every step may carry the version that it was drawn from."""

    version = serializers.IntegerField(
        required=False, min_value=0, max_value=2**31 - 1, default=None
    )


class ReasonInput(VersionInput):
    """A step that has to be explained."""

    remark = CleanTextField(max_length=500)


class RemarkInput(VersionInput):
    """A step that may be explained."""

    remark = CleanTextField(max_length=500, required=False, default="", allow_blank=True)


class NothingInput(serializers.Serializer):
    """What is done without a word."""


class WhyInput(serializers.Serializer):
    """The reason alone, where a second sending finds it done anyway."""

    remark = CleanTextField(max_length=500)


class SubmitInput(serializers.Serializer):
    """What makes something new carries a key: the same key is the same thing, made once."""

    submit_key = serializers.UUIDField()


@singledispatch
def field_of(field: forms.Field, usual: dict) -> serializers.Field:
    """The serializer field that takes what ``field`` takes; ``usual``: required, label, help_text.
    Raises TypeError for a kind of field that nobody has declared."""
    raise TypeError(f"no shape for {type(field).__name__}")


@field_of.register
def _text(field: forms.CharField, usual):
    words = {"max_length": field.max_length, "allow_blank": not field.required}
    return CleanTextField(**words, **usual)


@field_of.register
def _number(field: forms.IntegerField, usual):
    return serializers.IntegerField(min_value=field.min_value, max_value=field.max_value, **usual)


@field_of.register
def _day(field: forms.DateField, usual):
    return serializers.DateField(**usual)


@field_of.register
def _moment(field: forms.DateTimeField, usual):
    return MomentField(**usual)


@field_of.register
def _yes(field: forms.BooleanField, usual):
    return serializers.BooleanField(**(usual | {"required": False}))


@field_of.register
def _place(field: forms.ModelChoiceField, usual):
    return KeyField(**usual)


@field_of.register
def _choice(field: forms.ChoiceField, usual):
    choices = [(value, label) for value, label in field.choices if value != ""]
    if {value for value, _label in choices} == {"yes", "no"}:
        return YesNoField(**usual)
    if choices:
        return serializers.ChoiceField(choices=choices, **usual)
    if isinstance(field, forms.TypedChoiceField):
        return KeyField(**usual)
    raise TypeError("choices that are text and known only later want a field of their own")


@field_of.register
def _choices(field: forms.MultipleChoiceField, usual):
    if field.choices:
        child = serializers.ChoiceField(choices=field.choices)
    else:
        child = KeyField()
    words = {"allow_empty": not field.required, "max_length": MOST_ROWS}
    return serializers.ListField(child=child, **words, **usual)


def shape_of(
    name: str,
    form: type[forms.Form],
    *,
    renamed: dict[str, str] | None = None,
    replaced: dict[str, serializers.Field] | None = None,
    left_out: tuple[str, ...] = (),
    bases: tuple[type, ...] = (serializers.Serializer,),
) -> type[serializers.Serializer]:
    """The input of ``form``, called ``name``.

    renamed   the form's name of a field → the API's
    replaced  the API's name → a field of its own, in place of the form's or beside it
    left_out  the form's fields that a program has no use for
    """
    renamed, replaced, fields, told = renamed or {}, replaced or {}, {}, {}
    for key, field in form.base_fields.items():
        if key in KEPT or key in left_out:
            continue
        api = renamed.get(key, key)
        told[api] = key
        fields[api] = replaced.get(api) or field_of(field, _usual(field))
    words = {"__doc__": form.__doc__, "__module__": __name__, "told": told}
    return type(name, bases, words | replaced | fields)


def _usual(field: forms.Field) -> dict:
    found = {"required": field.required, "label": field.label}
    return found | {"help_text": field.help_text} if field.help_text else found


def posted(sent: serializers.Serializer) -> dict:
    """What was sent, as the page's form takes it from a browser."""
    found = {}
    for api, key in sent.told.items():
        if api in sent.validated_data:
            value, field = sent.validated_data[api], sent.fields[api]
            to_form = getattr(field, "to_form", None)
            found[key] = value if to_form is None else to_form(value)
    return found | {name: sent.validated_data.get(name) for name in KEPT}
