"""Pages of the archives: the catalogue, where the paper lies, the year's volume."""

from django.contrib import messages
from django.http import FileResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from committees.forms.archives import ArchiveFilter, PaperPlaceForm
from committees.selectors import archives as read
from committees.selectors.places import Place
from committees.services.archives import archives_file, paper_place_set
from committees.services.binding import file_state
from committees.services.volumes import volume_request
from portal.access.mixins import PermissionView
from portal.forms.base import form_run
from portal.kernel.errors import NotFound
from portal.views.steps import before_of, int_of

KEEP = "committees.keep_archives"


class ArchiveHomeView(PermissionView):
    """The archives of one's own community; officials choose one on the map of communities."""

    permission = read.VIEW

    def get(self, request):
        """Go there."""
        home = read.archive_home(self.access)
        if home is None:
            return redirect("portal:division_list")
        return redirect("committees:archives", pk=home.pk)


class ArchiveView(PermissionView):
    """The catalogue of one community."""

    permission = read.VIEW

    def get(self, request, pk):
        """By class, year and words; 40 at a time."""
        place = read.archive_place(self.access, pk)
        years = read.archive_years(place)
        form = ArchiveFilter(request.GET, years=years)
        rows = read.archive_items(place, before=before_of(request), **form.wanted())
        context = {
            "community": place,
            "items": read.papers_linked(rows[: read.PAGE]),
            "form": form,
            "years": years,
            "may_keep": self.access.can(KEEP, Place(place)),
        }
        if len(rows) > read.PAGE:
            context["next_url"] = f"?{self._query()}before={rows[read.PAGE - 1].pk}"
        return render(request, "committees/archives/list.html", context)

    def _query(self) -> str:
        given = self.request.GET.copy()
        given.pop("before", None)
        return f"{given.urlencode()}&" if given else ""


class ArchiveItemView(PermissionView):
    """One paper on file: where it is, until when, whether the PDF is what was filed."""

    permission = read.VIEW

    def get(self, request, pk):
        """Compared with its fingerprint every time it is looked at."""
        item = read.archive_item_for(self.access, pk)
        read.papers_linked([item])
        context = {
            "item": item,
            "state": file_state(item),
            "judgements": read.judgements_of(item),
            "may_keep": self.access.can(KEEP, Place(item.community)),
        }
        return render(request, "committees/archives/detail.html", context)


class ArchivePaperView(PermissionView):
    """The filed PDF."""

    permission = read.VIEW

    def get(self, request, pk):
        """As it was filed; NotFound before it is bound and after its destruction."""
        item = read.archive_item_for(self.access, pk)
        if file_state(item) not in {"same", "changed"}:
            raise NotFound()
        name = f"{item.reference}.pdf"
        answer = FileResponse(item.file.open("rb"), as_attachment=True, filename=name)
        answer["Content-Type"] = "application/pdf"
        answer["X-Content-Type-Options"] = "nosniff"
        answer["Cache-Control"] = "private, max-age=3600"
        return answer


class ArchiveFileView(PermissionView):
    """File what is over."""

    permission = KEEP

    def post(self, request, pk):
        """Now, without waiting for the night."""
        place = read.archive_place(self.access, pk)
        count = archives_file(actor=request.user, community=place)
        messages.success(request, _("归档了 %(n)d 件。") % {"n": count})
        return redirect("committees:archives", pk=pk)


class ArchivePlaceView(PermissionView):
    """Where the signed paper lies."""

    permission = KEEP

    def get(self, request, pk):
        """The form."""
        item = read.archive_item_for(self.access, pk)
        return self._page(item, PaperPlaceForm(initial={"paper_place": item.paper_place}))

    def post(self, request, pk):
        """Keep it."""
        item = read.archive_item_for(self.access, pk)
        form = PaperPlaceForm(request.POST)
        if form_run(form, lambda data: self._keep(item, data)) is None:
            return self._page(item, form, 400)
        return redirect("committees:archive_item", pk=item.pk)

    def _keep(self, item, data):
        return paper_place_set(actor=self.request.user, item=item, place=data["paper_place"])

    def _page(self, item, form, status=200):
        context = {"form": form, "item": item}
        return render(self.request, "committees/archives/place.html", context, status=status)


class VolumeView(PermissionView):
    """Ask for a year's volume; it is made by a job and found among one's files."""

    permission = read.VIEW

    def post(self, request, pk):
        """Queue it."""
        year = int_of(request.POST.get("year", "")[:4])
        if year is None:
            raise NotFound()
        place = read.archive_place(self.access, pk)
        volume_request(actor=request.user, community=place, year=year)
        return redirect("portal:exports")
