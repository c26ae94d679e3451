"""Pages of the yearly reports."""

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from committees.forms.appraisals import ReportForm
from committees.selectors import appraisals as read
from committees.selectors.bodies import committee_for
from committees.services.reports import LEAD, PUBLISH, report_publish
from portal.access.mixins import PermissionView, PublicView
from portal.forms.base import form_run
from portal.views.steps import before_of, int_of


class ReportListView(PublicView):
    """Yearly reports; ``?community=`` for one place."""

    def get(self, request):
        """20 at a time."""
        community = int_of(request.GET.get("community"))
        rows = read.reports_listed(community, before_of(request))
        context = {"rows": rows[: read.PAGE], "reports": self.access.is_granted(PUBLISH, None)}
        if len(rows) > read.PAGE:
            place = f"community={community}&" if community else ""
            context["next_url"] = f"?{place}before={rows[read.PAGE - 1].pk}"
        return render(request, "committees/reports/list.html", context)


class ReportDetailView(PublicView):
    """One report."""

    def get(self, request, pk):
        """Its text."""
        return render(request, "committees/reports/detail.html", {"row": read.report_for(pk)})


class ReportCreateView(PermissionView):
    """Publishing the committee's report, or one's own."""

    permission = PUBLISH

    def get(self, request):
        """The form."""
        return self._page(self._form())

    def post(self, request):
        """Publish it for good."""
        form = self._form(request.POST)
        row = form_run(form, self._publish)
        if row is None:
            return self._page(form, 400)
        return redirect("committees:report_detail", pk=row.pk)

    def _committee(self):
        return committee_for(self.access, PUBLISH, int_of(self.request.GET.get("committee")))

    def _form(self, data=None):
        committee = self._committee()
        choices = [("committee", committee.name)] if self.access.can(LEAD, committee) else []
        if read.seat_of(self.access, committee):
            choices.append(("mine", _("我本人的述职报告")))
        return ReportForm(data, choices=choices)

    def _publish(self, data):
        committee = self._committee()
        seat = read.seat_of(self.access, committee) if data["whose"] == "mine" else None
        words = {name: data[name] for name in ("year", "text", "submit_key")}
        return report_publish(
            actor=self.request.user, committee=committee, membership=seat, **words
        )

    def _page(self, form, status=200):
        context = {"form": form, "kicker": self._committee().name}
        return render(self.request, "committees/reports/form.html", context, status=status)
