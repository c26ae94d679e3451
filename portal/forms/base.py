"""What every form shares: cleaned text, one submit once, stale versions, errors at the field."""

import re
import unicodedata
import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.kernel.errors import DomainError

# Characters that are never meant: NUL, other controls, bidi overrides, zero-width, surrogates.
_HARMFUL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u2060\ufeff]")


def text_clean(value: str) -> str:
    """``value`` in NFC without invisible characters; ValidationError for harmful ones."""
    if _HARMFUL.search(value):
        raise ValidationError(_("文字里有无法显示的特殊字符，请删去后再提交。"), code="characters")
    value = _INVISIBLE.sub("", value).replace("\r\n", "\n")
    return unicodedata.normalize("NFC", value).strip()


class TextField(forms.CharField):
    """A CharField whose text is cleaned by :func:`text_clean`."""

    def to_python(self, value):
        """Clean before any length is measured."""
        return text_clean(super().to_python(value) or "")


class BaseForm(forms.Form):
    """A form that can be sent twice without harm.

    ``submit_key`` is the same for every send of one drawn form; ``version`` is the subject's
    version the form was drawn from. Both are hidden and optional for callers that lack them.
    """

    submit_key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args, subject=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["submit_key"].initial = uuid.uuid4
        if subject is not None:
            self.fields["version"].initial = subject.version

    def clean_submit_key(self):
        """A key of our own where the caller sent none."""
        return self.cleaned_data.get("submit_key") or uuid.uuid4()

    def rule_error(self, error: DomainError) -> None:
        """Put a service's objection on the field it belongs to (else on top of the form)."""
        field = error.field if error.field in self.fields else None
        self.add_error(field, ValidationError(error.message, code=error.code))


def form_run(form: BaseForm, run):
    """``run(cleaned_data)`` if ``form`` is valid; its result, or None with the errors on the form.

    Only objections of status 400 belong on the form; 403, 404 and 409 go on to their pages.
    """
    if not form.is_valid():
        return None
    try:
        return run(form.cleaned_data)
    except DomainError as error:
        if error.status != 400:
            raise
        form.rule_error(error)
        return None


class ReasonForm(BaseForm):
    """The form of a transition that asks for a reason only."""

    remark = TextField(
        label=_("说明"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
