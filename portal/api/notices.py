"""One's own notices over the API."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.response import Response
from rest_framework.views import APIView

from portal.access.checker import access_of
from portal.selectors.notices import notices_of
from portal.services.notices import notices_seen

PERMISSION = "portal.use_portal"


class NoticeSerializer(serializers.Serializer):
    """One notice in words."""

    id = serializers.IntegerField()
    when = serializers.DateTimeField()
    kind = serializers.CharField(source="label")
    title = serializers.CharField()
    text = serializers.CharField(source="plain")
    url = serializers.CharField()
    why = serializers.CharField()
    needs_you = serializers.BooleanField()
    is_new = serializers.BooleanField()


class NoticePageSerializer(serializers.Serializer):
    """A page; ``before`` asks for the next one, null when there is none."""

    results = NoticeSerializer(many=True, source="lines")
    before = serializers.IntegerField(allow_null=True)


class BeforeSerializer(serializers.Serializer):
    """Where the page begins."""

    before = serializers.IntegerField(min_value=1, max_value=2**62, required=False)


class SeenSerializer(serializers.Serializer):
    """The newest notice that was looked at."""

    newest_id = serializers.IntegerField(min_value=0, max_value=2**62)


class NoticeListApi(APIView):
    """One's own notices, newest first, thirty at a time."""

    permission = PERMISSION

    @extend_schema(parameters=[OpenApiParameter("before", int)], responses=NoticePageSerializer)
    def get(self, request):
        """Keyset by ``before``; reading over the API does not mark anything as seen."""
        asked = BeforeSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        page = notices_of(access_of(request.user), asked.validated_data.get("before"))
        return Response(NoticePageSerializer(page).data)


class NoticeSeenApi(APIView):
    """Marks notices as seen."""

    permission = PERMISSION

    @extend_schema(request=SeenSerializer, responses={204: None})
    def post(self, request):
        """Everything up to ``newest_id``; never backwards."""
        sent = SeenSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        notices_seen(request.user, sent.validated_data["newest_id"])
        return Response(status=status.HTTP_204_NO_CONTENT)
