"""The roster over the API, for administrators: see, grant and end roles."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from portal.access.checker import access_of
from portal.kernel.errors import NotFound, RuleViolated
from portal.models import Division, Role, User
from portal.selectors.divisions import division_named
from portal.selectors.roles import assignment_in_scope, assignments_in_scope
from portal.services.roles import role_end_by, role_grant_by

PAGE = 50


class RoleOutput(serializers.Serializer):
    """One term of one person."""

    id = serializers.IntegerField()
    user = serializers.IntegerField(source="user_id")
    name = serializers.CharField(source="user.name")
    role = serializers.CharField()
    role_name = serializers.CharField(source="get_role_display")
    division = serializers.IntegerField(source="division_id")
    division_name = serializers.CharField(source="division.short_name")
    valid_from = serializers.DateField()
    valid_to = serializers.DateField(allow_null=True)
    in_place_of = serializers.IntegerField(source="in_place_of_id", allow_null=True)


class RolePageOutput(serializers.Serializer):
    """A page of the roster; ``before`` asks for the next one, null when there is none."""

    results = RoleOutput(many=True)
    before = serializers.IntegerField(allow_null=True)


class RosterInput(serializers.Serializer):
    """Whom one looks for, and where the page begins."""

    q = serializers.CharField(max_length=40, required=False, allow_blank=True)
    before = serializers.IntegerField(min_value=1, max_value=2**62, required=False)


class RoleGrantInput(serializers.Serializer):
    """Who (user name or phone), what, where and for how long."""

    login = serializers.CharField(max_length=40)
    role = serializers.ChoiceField(Role.choices)
    division = serializers.IntegerField(min_value=1, max_value=2**62)
    valid_from = serializers.DateField(required=False)
    valid_to = serializers.DateField(required=False, allow_null=True)


class RoleEndInput(serializers.Serializer):
    """From which day on the role is no longer held (default: today)."""

    on = serializers.DateField(required=False)


def checked(serializer_class, data) -> dict:
    """The input, or a 400 that says what is wrong at which field."""
    form = serializer_class(data=data)
    form.is_valid(raise_exception=True)
    return dict(form.validated_data)


class RoleListApi(APIView):
    """Everybody in office in the divisions one administers."""

    permission = {"GET": "portal.view_people", "POST": "portal.manage_roles"}

    @extend_schema(parameters=[RosterInput], responses=RolePageOutput)
    def get(self, request):
        """Newest first, fifty at a time, keyset by id."""
        asked = checked(RosterInput, request.query_params)
        rows = assignments_in_scope(
            access_of(request.user), text=asked.get("q", ""), before=asked.get("before")
        )
        before = rows[PAGE - 1].pk if len(rows) > PAGE else None
        return Response(RolePageOutput({"results": rows[:PAGE], "before": before}).data)

    @extend_schema(request=RoleGrantInput, responses={201: RoleOutput})
    def post(self, request):
        """Grant; an incompatible role is refused at ``role`` with the reason."""
        data = checked(RoleGrantInput, request.data)
        user = User.objects.by_login(data.pop("login"))
        if user is None:
            raise RuleViolated(str(NotFound().message), field="login", code="missing")
        data["division"] = _division(data["division"])
        granted = role_grant_by(actor=request.user, user=user, **data)
        return Response(RoleOutput(granted).data, status=201)


def _division(pk: int) -> Division:
    """The division, or the same refusal as for one that is not there."""
    try:
        return division_named(pk)
    except NotFound as error:
        raise RuleViolated(error.message, field="division", code="missing") from error


class RoleEndApi(APIView):
    """The end of a term."""

    permission = "portal.manage_roles"

    @extend_schema(request=RoleEndInput, responses=RoleOutput)
    def post(self, request, pk):
        """Takes effect on the next request of that person."""
        data = checked(RoleEndInput, request.data)
        assignment = assignment_in_scope(access_of(request.user), pk)
        if assignment is None:
            raise NotFound()
        ended = role_end_by(actor=request.user, assignment=assignment, on=data.get("on"))
        return Response(RoleOutput(ended).data)
