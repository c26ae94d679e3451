"""Pages of the public board: the board of a place, one entry, writing, asking, answering."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from committees.models.disclosures import DisclosureClass
from committees.selectors import disclosures as read
from committees.selectors.places import community_of
from committees.services import disclosures as write
from committees.views.disclosure_parts import (
    board_context,
    desk_context,
    entry_context,
    entry_form,
    home_of,
)
from portal.access.mixins import PermissionView, PublicView
from portal.forms.base import form_run
from portal.views.steps import before_of, int_of, service_for

DETAIL, FORM = "committees:disclosure", "committees/disclosures/form.html"
WRITE = write.WRITE
STEPS = {
    "publish": write.disclosure_publish,
    "take_down": write.disclosure_take_down,
    "discard": write.disclosure_discard,
}


class BoardView(PublicView):
    """The public board of one community."""

    def get(self, request, pk):
        """By class and words; 20 at a time; what is owed stands on top."""
        community = community_of(pk)
        kind = request.GET.get("class", "")
        kind = kind if kind in DisclosureClass.values else ""
        text = request.GET.get("q", "").replace("\x00", "").strip()[:40]
        rows = read.entries_shown(pk, kind=kind, text=text, before=before_of(request))
        context = board_context(self.access, community, kind, text, rows)
        return render(request, "committees/disclosures/board.html", context)


class EntryView(PublicView):
    """One entry with its questions."""

    def get(self, request, pk):
        """Everything beside it."""
        page = read.entry_page(self.access, pk)
        context = entry_context(self.access, page)
        return render(request, "committees/disclosures/detail.html", context)


class DisclosureDeskView(PermissionView):
    """What waits: drafts, questions, what is owed, complaints to look into."""

    permission = read.DESK

    def get(self, request):
        """The lists."""
        return render(request, "committees/disclosures/desk.html", desk_context(self.access))


class EntryCreateView(PermissionView):
    """A new entry, or the correction of one (``?corrects=``)."""

    permission = WRITE

    def get(self, request):
        """The form, filled from what it corrects."""
        self._load(request.GET)
        return self._page(entry_form(self.community, corrects=self.old, given=request.GET))

    def post(self, request):
        """Keep the draft."""
        self._load(request.GET)
        form = entry_form(self.community, request.POST, corrects=self.old)
        entry = form_run(form, lambda data: self._write(form, data))
        if entry is None:
            return self._page(form, 400)
        messages.success(request, _("草稿已保存，由另一位主任或副主任公布。"))
        return redirect(DETAIL, pk=entry.pk)

    def _load(self, given):
        pk = int_of(given.get("corrects"))
        self.old = read.entry_for(self.access, pk) if pk else None
        self.community = self.old.community if self.old else home_of(self.access, WRITE)

    def _write(self, form, data):
        return write.disclosure_draft(
            actor=self.request.user,
            community=self.community,
            draft=form.draft(),
            submit_key=data["submit_key"],
            replaces=self.old,
            correction_reason=data.get("correction_reason", ""),
        )

    def _page(self, form, status=200):
        title = _("写更正") if self.old else _("起草公示")
        context = {"form": form, "community": self.community, "old": self.old, "title": title}
        return render(self.request, FORM, context, status=status)


class EntryEditView(PermissionView):
    """Change a draft."""

    permission = WRITE

    def get(self, request, pk):
        """The form with its words."""
        self.entry = read.entry_for(self.access, pk)
        return self._page(entry_form(self.entry.community, edits=self.entry))

    def post(self, request, pk):
        """Keep it."""
        self.entry = read.entry_for(self.access, pk)
        form = entry_form(self.entry.community, request.POST, edits=self.entry)
        if form_run(form, lambda _data: self._edit(form)) is None:
            return self._page(form, 400)
        return redirect(DETAIL, pk=pk)

    def _edit(self, form):
        return write.disclosure_edit(actor=self.request.user, entry=self.entry, draft=form.draft())

    def _page(self, form, status=200):
        title, place = _("修改草稿"), self.entry.community
        context = {"form": form, "community": place, "old": self.entry, "title": title}
        return render(self.request, FORM, context, status=status)


class EntryStepView(PermissionView):
    """Publish, take down, discard."""

    permission = read.DESK

    def post(self, request, pk, name):
        """Do it."""
        service = service_for(STEPS, name)
        service(actor=request.user, entry=read.entry_for(self.access, pk))
        return redirect(DETAIL, pk=pk)
