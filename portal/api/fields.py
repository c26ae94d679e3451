"""Fields of serializers that are stricter than the framework's."""

from rest_framework import serializers


class MomentField(serializers.DateTimeField):
    """A moment; one so far off that no time zone can hold it is refused at the field."""

    def enforce_timezone(self, value):
        """The framework looks after this only for moments that name their zone."""
        try:
            return super().enforce_timezone(value)
        except OverflowError:
            self.fail("overflow")
