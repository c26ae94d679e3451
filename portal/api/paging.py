"""Cursor paging by descending id: a page at any depth costs the same."""

from drf_spectacular.utils import inline_serializer
from rest_framework import serializers
from rest_framework.pagination import CursorPagination


class NewestFirst(CursorPagination):
    """Newest first, 20 rows, at most 100."""

    ordering = "-id"
    page_size_query_param = "page_size"
    max_page_size = 100

    def position_below(self, request) -> int | None:
        """The id that the page asked for lies below; None for the first page."""
        cursor = self.decode_cursor(request)
        position = (cursor.position or "") if cursor and not cursor.reverse else ""
        return int(position) if position.isdecimal() and len(position) < 19 else None

    def is_backward(self, request) -> bool:
        """Whether the page before is asked for."""
        cursor = self.decode_cursor(request)
        return cursor is not None and cursor.reverse


def page_of(row: type[serializers.Serializer]) -> serializers.Serializer:
    """The shape of one page of ``row``, for the schema."""
    fields = {
        "next": serializers.URLField(allow_null=True),
        "previous": serializers.URLField(allow_null=True),
        "results": row(many=True),
    }
    return inline_serializer(f"{row.__name__.removesuffix('Output')}Page", fields)
