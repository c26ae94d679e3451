"""The judgement of a paper whose time is over: proposed by one, decided by another."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from committees.forms.archives import JudgementForm
from committees.selectors import archives as read
from committees.services.judgements import judgement_decide, judgement_propose
from portal.access.mixins import PermissionView
from portal.forms.base import form_run
from portal.kernel.errors import NotFound

KEEP = "committees.keep_archives"


class JudgementView(PermissionView):
    """Keep it longer, or destroy it."""

    permission = KEEP

    def get(self, request, pk):
        """The form, or the proposal that waits."""
        return self._page(read.archive_item_for(self.access, pk), JudgementForm())

    def post(self, request, pk):
        """Propose; ``said`` decides on what waits."""
        item = read.archive_item_for(self.access, pk)
        said = request.POST.get("said")
        if said is not None:
            return self._decide(item, said)
        form = JudgementForm(request.POST)
        if form_run(form, lambda data: self._propose(item, form, data)) is None:
            return self._page(item, form, 400)
        messages.success(request, _("已提出，等另一个人复核。"))
        return redirect("committees:archive_item", pk=item.pk)

    def _propose(self, item, form, data):
        words = {"until": form.until(), "reason": data["reason"]}
        return judgement_propose(actor=self.request.user, item=item, **words)

    def _decide(self, item, said):
        if said not in {"agree", "decline"}:
            raise NotFound()
        judgement_decide(actor=self.request.user, item=item, is_agreed=said == "agree")
        messages.success(self.request, _("已复核。"))
        return redirect("committees:archive_item", pk=item.pk)

    def _page(self, item, form, status=200):
        waiting = read.judgement_waiting(item)
        context = {"form": form, "item": item, "waiting": waiting}
        context["is_mine"] = waiting is not None and waiting.proposed_by_id == self.request.user.pk
        return render(self.request, "committees/archives/judge.html", context, status=status)
