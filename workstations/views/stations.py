"""The station's public page, and its assessment for committee and station."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.access.mixins import PermissionView, PublicView
from portal.forms.base import form_run
from workstations.forms.stations import StationForm, StationOpenForm
from workstations.selectors.assessments import ENOUGH, assessment_page
from workstations.selectors.stations import community_to_post, station_public, stations_posted
from workstations.services.stations import station_change, station_open
from workstations.views.score_parts import score_tabs


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
        context = assessment_page(self.access)
        context["tabs"] = score_tabs(self.access, "assessment_list")
        return render(request, "workstations/assessments/list.html", context)


class StationListView(PermissionView):
    """The sub-district's communities and the stations it posted."""

    permission = "workstations.post_station"

    def get(self, request):
        """Those that still lack one first."""
        context = {"rows": stations_posted(self.access)}
        return render(request, "workstations/stations/list.html", context)


class StationPostView(PermissionView):
    """Post a station, or change the one that stands."""

    permission = "workstations.post_station"

    def get(self, request, pk):
        """``pk`` is the community's."""
        posted = community_to_post(self.access, pk)
        return self._page(posted, self._form(posted))

    def post(self, request, pk):
        """Do it."""
        posted = community_to_post(self.access, pk)
        form = self._form(posted, request.POST)
        if form_run(form, partial(self._save, posted)) is None:
            return self._page(posted, form, 400)
        messages.success(request, _("已登记。社工由管理员在任职名册里登记。"))
        return redirect("workstations:station_list")

    @staticmethod
    def _form(posted, data=None):
        if posted.station is None:
            words = {"name": _("%(place)s社工站") % {"place": posted.community.short_name}}
            return StationOpenForm(data, initial=words)
        names = ("name", "address", "phone")
        return StationForm(data, initial={name: getattr(posted.station, name) for name in names})

    def _save(self, posted, data):
        words = {name: data[name] for name in ("name", "address", "phone")}
        if posted.station is not None:
            return station_change(actor=self.request.user, station=posted.station, **words)
        words["opened_on"] = data["opened_on"]
        return station_open(actor=self.request.user, community=posted.community, **words)

    def _page(self, posted, form, status=200):
        context = {"posted": posted, "form": form}
        return render(self.request, "workstations/stations/post.html", context, status=status)
