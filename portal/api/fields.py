"""Fields of serializers that are stricter than the framework's, or speak plainer than a form's."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from rest_framework import serializers

from portal.forms.base import text_clean

MOST_FEN = 10**12 - 1


class MomentField(serializers.DateTimeField):
    """A moment; one so far off that no time zone can hold it is refused at the field."""

    def enforce_timezone(self, value):
        """The framework looks after this only for moments that name their zone."""
        try:
            return super().enforce_timezone(value)
        except OverflowError:
            self.fail("overflow")


class CleanTextField(serializers.CharField):
    """Text in NFC without invisible characters; 400 for harmful ones."""

    def to_internal_value(self, data):
        """Clean before any length is measured."""
        try:
            return text_clean(super().to_internal_value(data))
        except ValidationError as error:
            raise serializers.ValidationError(error.messages[0], code="characters") from error


class KeyField(serializers.IntegerField):
    """The id of a row."""

    def __init__(self, **kwargs):
        super().__init__(min_value=1, max_value=2**63 - 1, **kwargs)


class FenField(serializers.IntegerField):
    """Whole fen, where the page's form takes yuan."""

    def __init__(self, **kwargs):
        super().__init__(min_value=0, max_value=MOST_FEN, **kwargs)

    def to_form(self, value: int) -> Decimal:
        """As the form takes it, exactly."""
        return Decimal(value) / 100


class YesNoField(serializers.BooleanField):
    """True or false, where the page's form offers the words yes and no."""

    def to_form(self, value: bool) -> str:
        """As the form takes it."""
        return "yes" if value else "no"


class LinesField(serializers.ListField):
    """A list of texts, where the page's form takes one a line."""

    child = CleanTextField(max_length=120)

    def to_form(self, value: list[str]) -> str:
        """As the form takes it."""
        return "\n".join(value)
