"""Public pages of resolutions, and the two steps that the committee's leaders take on them."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from committees.selectors import resolutions as read
from committees.selectors.papers import resolution_data
from committees.services.resolutions import resolution_publish, resolution_publish_result
from committees.views.facts import corrections_beside, resolution_facts
from committees.views.papers import pdf_response
from portal.access.mixins import PermissionView, PublicView
from portal.services.documents import document_render
from portal.views.steps import before_of, buttons_for, int_of, service_for, split

STEPS = {
    "publish": resolution_publish,
    "publish_late": resolution_publish,
    "publish_result": resolution_publish_result,
}


class ResolutionListView(PublicView):
    """What hangs on the board, of one community (``?community=``) or of all."""

    def get(self, request):
        """20 at a time, newest first."""
        pk = int_of(request.GET.get("community"))
        rows = read.resolutions_listed(pk, before_of(request))
        context = {
            "community": read.community_named(pk) if pk else None,
            "resolutions": rows[: read.PAGE],
        }
        if len(rows) > read.PAGE:
            place = f"community={pk}&" if pk else ""
            context["next_url"] = f"?{place}before={rows[read.PAGE - 1].pk}"
        return render(request, "committees/resolutions/list.html", context)


class ResolutionDetailView(PublicView):
    """One resolution, word for word, with what became of it."""

    def get(self, request, pk):
        """For everybody once published."""
        page = read.resolution_page(self.access, pk)
        buttons = []
        if request.user.is_authenticated:
            resolution = page.resolution
            buttons = buttons_for(resolution, request.user, "committees:resolution_step")
        context = {
            "page": page,
            "resolution": page.resolution,
            **split(buttons),
            "facts": resolution_facts(page.resolution),
            **corrections_beside(self.access, page.resolution),
        }
        return render(request, "committees/resolutions/detail.html", context)


class ResolutionPdfView(PublicView):
    """The resolution as PDF."""

    def get(self, request, pk):
        """Made on demand from the frozen words."""
        resolution = read.resolution_for(self.access, pk)
        content = document_render("resolution", resolution_data(resolution))
        return pdf_response(content, resolution.reference)


class ResolutionStepView(PermissionView):
    """Hang it on the board; later, its result."""

    permission = "committees.publish_resolution"

    def post(self, request, pk, name):
        """Do it."""
        service = service_for(STEPS, name)
        service(actor=request.user, resolution=read.resolution_for(self.access, pk))
        messages.success(request, _("已公布到公示栏。"))
        return redirect("committees:resolution_detail", pk=pk)
