"""Divisions for anybody: list by parent, search, detail by scheme and code."""

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.response import Response
from rest_framework.views import APIView

from portal.kernel.errors import NotFound
from portal.selectors import divisions as select


class DivisionSerializer(serializers.Serializer):
    """One division."""

    id = serializers.IntegerField()
    scheme = serializers.CharField()
    code = serializers.CharField()
    name = serializers.CharField()
    level = serializers.IntegerField()
    kind = serializers.CharField()
    parent = serializers.IntegerField(source="parent_id", allow_null=True)
    valid_from = serializers.DateField()
    valid_to = serializers.DateField(allow_null=True)


class DivisionListApi(ListAPIView):
    """The open divisions below ``parent`` (none: the topmost), newest id first."""

    is_public = True
    serializer_class = DivisionSerializer
    filter_backends = ()

    @extend_schema(parameters=[OpenApiParameter("parent", int)])
    def get(self, request):
        """Cursor-paged."""
        return super().get(request)

    def get_queryset(self) -> QuerySet:
        """By parent."""
        parent = self.request.query_params.get("parent", "")
        if not parent:
            return select.divisions_children(None)
        if not parent.isdecimal() or len(parent) > 15:
            raise NotFound()
        return select.divisions_children(select.division_named(int(parent)))


class DivisionSearchApi(APIView):
    """Up to 50 open divisions whose name holds ``q``."""

    is_public = True

    @extend_schema(parameters=[OpenApiParameter("q", str)], responses=DivisionSerializer(many=True))
    def get(self, request):
        """Two Chinese characters are enough."""
        found = select.divisions_search(request.query_params.get("q", "").replace("\x00", "")[:40])
        return Response(DivisionSerializer(found, many=True).data)


class DivisionByCodeApi(APIView):
    """One division by scheme and code; aliases are followed."""

    is_public = True

    @extend_schema(responses=DivisionSerializer)
    def get(self, request, scheme, code):
        """404 when the scheme does not know the code."""
        division = select.division_by_code(scheme, code)
        if division is None:
            raise NotFound()
        return Response(DivisionSerializer(division).data)
