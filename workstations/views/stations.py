"""The station's public page, and its assessment for committee and station."""

from django.shortcuts import render

from portal.access.mixins import PermissionView, PublicView
from workstations.selectors.assessments import ENOUGH, assessment_page
from workstations.selectors.stations import station_public


class StationPublicView(PublicView):
    """Where the station is, who works there, how residents rated its work."""

    def get(self, request, pk):
        """``pk`` is the community's."""
        context = {**station_public(pk), "enough": ENOUGH}
        return render(request, "workstations/stations/detail.html", context)


class AssessmentView(PermissionView):
    """The quarters with the newest ratings, for committee, station and officials."""

    permission = "workstations.view_assessment"

    def get(self, request):
        """The page."""
        return render(request, "workstations/assessments/list.html", assessment_page(self.access))
