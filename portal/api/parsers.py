"""JSON as it comes in: whatever cannot be read is a 400, never a 500."""

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class SafeJSONParser(JSONParser):
    """Refuses bodies nested too deeply for the reader."""

    def parse(self, stream, media_type=None, parser_context=None):
        """The value, or ParseError."""
        try:
            return super().parse(stream, media_type, parser_context)
        except RecursionError as error:
            raise ParseError("The JSON is nested too deeply.") from error
