"""The seals of the record for anybody: note a head today, hold the house to it tomorrow."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from portal.selectors.record import batches_newest, record_heads

PAGE = 50


class HeadOutput(serializers.Serializer):
    """The last link of the chain on one day."""

    day = serializers.DateField()
    number = serializers.IntegerField()
    last_id = serializers.IntegerField()
    hash = serializers.CharField()
    sealed_at = serializers.DateTimeField()


class BatchOutput(serializers.Serializer):
    """A sealed run of rows; hash = SHA-256 over what stands here and the hash before."""

    number = serializers.IntegerField()
    first_id = serializers.IntegerField()
    last_id = serializers.IntegerField()
    count = serializers.IntegerField()
    merkle_root = serializers.CharField()
    previous_hash = serializers.CharField()
    hash = serializers.CharField()
    sealed_at = serializers.DateTimeField()


class BatchPageOutput(serializers.Serializer):
    """A page of batches; ``before`` asks for the next one, null when there is none."""

    results = BatchOutput(many=True)
    before = serializers.IntegerField(allow_null=True)


class BatchAsked(serializers.Serializer):
    """Where the page begins."""

    before = serializers.IntegerField(min_value=1, max_value=2**62, required=False)


class HeadListApi(APIView):
    """The heads of the last seven days that have one."""

    is_public = True

    @extend_schema(responses=HeadOutput(many=True))
    def get(self, request):
        """Newest first."""
        return Response(HeadOutput(record_heads(7), many=True).data)


class BatchListApi(APIView):
    """All batches; there is nothing personal in them."""

    is_public = True

    @extend_schema(parameters=[OpenApiParameter("before", int)], responses=BatchPageOutput)
    def get(self, request):
        """Newest first, fifty at a time, keyset by number."""
        asked = BatchAsked(data=request.query_params)
        asked.is_valid(raise_exception=True)
        found = batches_newest(asked.validated_data.get("before"))
        before = found[PAGE - 1].number if len(found) > PAGE else None
        return Response(BatchPageOutput({"results": found[:PAGE], "before": before}).data)
