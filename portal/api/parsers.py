"""JSON as it comes in: whatever cannot be read is a 400, never a 500."""

import json

from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class SafeJSONParser(JSONParser):
    """Refuses what no one can answer: nested too deeply, half characters, no value at all."""

    def parse(self, stream, media_type=None, parser_context=None):
        """The value, or ParseError."""
        try:
            value = super().parse(stream, media_type, parser_context)
            json.dumps(value, ensure_ascii=False).encode()
        except RecursionError as error:
            raise ParseError(_("嵌套得太深")) from error
        except UnicodeEncodeError as error:
            raise ParseError(_("含有半个字符")) from error
        except LookupError as error:
            raise ParseError(_("不认识的字符编码")) from error
        if value is None:
            raise ParseError(_("没有内容"))
        return value
