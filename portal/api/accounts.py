"""Who I am, and a token to come back with."""

from django.contrib.auth import authenticate
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.throttling import AnonRateThrottle
from rest_framework.views import APIView

from portal.access.checker import access_of
from portal.kernel.errors import RuleViolated
from portal.services.accounts import token_of


class TokenThrottle(AnonRateThrottle):
    """Twenty tries a minute from one address."""

    scope = "track"


class TokenCreateApi(APIView):
    """POST a login and a password, get a token (``Authorization: Token …``)."""

    is_public = True
    throttle_classes = [TokenThrottle]

    class TokenInputSerializer(serializers.Serializer):
        """User name or phone, and the password."""

        login = serializers.CharField(max_length=40)
        password = serializers.CharField(max_length=128, trim_whitespace=False)

    class TokenOutputSerializer(serializers.Serializer):
        """The token."""

        token = serializers.CharField()

    @extend_schema(request=TokenInputSerializer, responses=TokenOutputSerializer)
    def post(self, request):
        """400 for a wrong pair, the same words whether or not the login exists."""
        form = self.TokenInputSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        user = authenticate(
            request._request,
            username=form.validated_data["login"],
            password=form.validated_data["password"],
        )
        if user is None:
            raise RuleViolated(_("用户名或密码不对。"), field="password", code="credentials")
        token = token_of(user)
        return Response({"token": token}, status=201)


class PostSerializer(serializers.Serializer):
    """One role held now."""

    role = serializers.CharField()
    role_name = serializers.CharField(source="get_role_display")
    division = serializers.IntegerField(source="division_id")
    division_name = serializers.CharField(source="division.short_name")
    valid_to = serializers.DateField(allow_null=True)
    in_place_of = serializers.IntegerField(source="in_place_of_id", allow_null=True)


class MeApi(APIView):
    """The person of this session or token, and their posts."""

    permission = "portal.use_portal"

    class MeOutputSerializer(serializers.Serializer):
        """Oneself."""

        id = serializers.IntegerField()
        username = serializers.CharField()
        name = serializers.CharField()
        phone = serializers.CharField(source="masked_phone")
        posts = PostSerializer(many=True)

    @extend_schema(responses=MeOutputSerializer)
    def get(self, request):
        """Name, masked phone and active posts."""
        user = request.user
        data = {
            "id": user.pk,
            "username": user.username,
            "name": user.name,
            "masked_phone": user.masked_phone,
            "posts": access_of(user).assignments,
        }
        return Response(self.MeOutputSerializer(data).data)
