"""What the tables of acts share: shapes from the pages' forms, and finding things."""

from collections.abc import Callable

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.api.fields import FenField
from portal.api.shapes import SubmitInput, VersionInput, field_of, shape_of
from workstations.forms.entrusted import YuanField

USE = "portal.use_portal"  # the thing itself says who may, as on its page


@field_of.register
def _yuan(field: YuanField, usual):
    """The label of the form names yuan, which would mislead."""
    return FenField(required=usual["required"], help_text=_("以分为单位的整数。"))


def changing(name: str, form: type[forms.Form], **more):
    """The shape of a step on what is there: may carry the version it was drawn from."""
    return shape_of(f"{name}Input", form, bases=(VersionInput,), **more)


def making(name: str, form: type[forms.Form], **more):
    """The shape of something new: carries the key under which it is made once."""
    return shape_of(f"{name}Input", form, bases=(SubmitInput,), **more)


def plainly(name: str, form: type[forms.Form], **more):
    """The shape of what can be done once anyway: neither key nor version."""
    return shape_of(f"{name}Input", form, **more)


def with_reason(service: Callable, name: str = "reason") -> dict:
    """A service that calls its reason ``name``, taken as ``remark`` like everywhere else."""

    def run(*, remark, **words):
        return service(**{name: remark}, **words)

    return {"service": run, "told": {name: "remark"}}
