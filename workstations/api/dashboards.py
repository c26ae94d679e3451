"""The dashboard's figures in the API: the same as on the page, with their n."""

from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from portal.access.checker import access_of
from portal.dashboards.kpis import kpis_for
from portal.dashboards.periods import PeriodName, period_of
from portal.kernel import clock
from portal.selectors.exports import exports_of
from workstations.selectors.dashboards import dashboard_board, dashboard_division
from workstations.services.dashboard_exports import export_request


class DashboardInput(serializers.Serializer):
    """What is asked; the viewer's own division and this month by default."""

    division = serializers.IntegerField(min_value=1, max_value=2**62, required=False)
    period = serializers.ChoiceField(PeriodName.choices, default=PeriodName.THIS_MONTH)
    category = serializers.IntegerField(min_value=0, max_value=2**62, default=0)


class ValueOutput(serializers.Serializer):
    """One indicator; ``number`` is null when there is nothing to compute it from."""

    name = serializers.CharField()
    label = serializers.CharField()
    unit = serializers.CharField()
    number = serializers.FloatField(allow_null=True)
    n = serializers.IntegerField(allow_null=True)


class PlaceOutput(serializers.Serializer):
    """A division with its indicators and what is open there now."""

    division = serializers.IntegerField()
    name = serializers.CharField()
    open = serializers.IntegerField()
    overdue = serializers.IntegerField()
    values = ValueOutput(many=True)


class DashboardOutput(serializers.Serializer):
    """The division asked for and those below it, whole months, counted up to ``as_of``."""

    first = serializers.DateField()
    last = serializers.DateField()
    as_of = serializers.DateTimeField(allow_null=True)
    residents = serializers.IntegerField()
    here = PlaceOutput()
    below = PlaceOutput(many=True)


class DashboardApi(APIView):
    """Where things stand, for a sub-district or the district."""

    permission = "workstations.view_dashboard"

    @extend_schema(parameters=[DashboardInput], responses=DashboardOutput)
    def get(self, request):
        """From the roll-ups only."""
        asked = DashboardInput(data=request.query_params)
        asked.is_valid(raise_exception=True)
        wanted, today = asked.validated_data, clock.today()
        place = dashboard_division(access_of(request.user), wanted.get("division"))
        period = period_of(wanted["period"], today)
        board = dashboard_board(place, period, period, wanted["category"])
        kpis = kpis_for(access_of(request.user))
        found = {
            "first": period.first,
            "last": period.until,
            "as_of": board.as_of,
            "residents": board.figures.residents,
            "here": _place(board, board.division, kpis),
            "below": [_place(board, child, kpis) for child in board.children],
        }
        return Response(DashboardOutput(found).data)


class ExportOutput(serializers.Serializer):
    """A spreadsheet in the making or made; ``url`` is null until it can be fetched."""

    id = serializers.IntegerField()
    title = serializers.CharField()
    state = serializers.CharField(source="progress_state")
    percent = serializers.IntegerField()
    url = serializers.SerializerMethodField()

    def get_url(self, export) -> str | None:
        """Where the one who asked fetches it."""
        if not export.file:
            return None
        return reverse("portal:export_file", args=[export.pk])


class ExportListApi(APIView):
    """The spreadsheets one has asked for."""

    permission = "portal.export_figures"

    @extend_schema(responses=ExportOutput(many=True))
    def get(self, request):
        """The newest thirty."""
        return Response(ExportOutput(exports_of(request.user), many=True).data)

    @extend_schema(request=DashboardInput, responses={202: ExportOutput})
    def post(self, request):
        """Ask for one; a job makes it."""
        asked = DashboardInput(data=request.data)
        asked.is_valid(raise_exception=True)
        wanted = asked.validated_data
        place = dashboard_division(access_of(request.user), wanted.get("division"))
        made = export_request(
            actor=request.user,
            division=place.pk,
            period=wanted["period"],
            category=wanted["category"],
        )
        return Response(ExportOutput(made).data, status=202)


def _place(board, division, kpis) -> dict:
    gauges = board.figures.gauges[division.pk]
    values = [(kpi, kpi.value(board.figures.now[division.pk])) for kpi in kpis]
    return {
        "division": division.pk,
        "name": division.short_name,
        "open": gauges.get("issues_open", 0),
        "overdue": gauges.get("issues_overdue", 0),
        "values": [
            {
                "name": kpi.name,
                "label": str(kpi.label),
                "unit": str(kpi.unit),
                "number": value.number,
                "n": value.n,
            }
            for kpi, value in values
        ],
    }
