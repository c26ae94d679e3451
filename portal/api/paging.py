"""Cursor paging by descending id: a page at any depth costs the same."""

from rest_framework.pagination import CursorPagination


class NewestFirst(CursorPagination):
    """Newest first, 20 rows, at most 100."""

    ordering = "-id"
    page_size_query_param = "page_size"
    max_page_size = 100
