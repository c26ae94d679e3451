"""Papers: opened after the right is asked again; added and hidden beside their affair."""

from django.contrib import messages
from django.http import FileResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.access.mixins import PermissionView, PublicView
from portal.forms.base import form_run
from portal.forms.papers import PaperForm
from portal.selectors.papers import paper_file, papers_of
from portal.services.papers import paper_add, paper_hide


class PaperView(PublicView):
    """/papers/<pk>/"""

    def get(self, request, pk):
        """The cleaned PDF, to be kept; never shown inside the portal's own pages."""
        paper = paper_file(self.access, pk)
        answer = FileResponse(paper.file.open(), as_attachment=True, filename=f"{paper.name}.pdf")
        answer["Content-Type"] = "application/pdf"
        answer["X-Content-Type-Options"] = "nosniff"
        answer["Cache-Control"] = "private, max-age=3600"
        return answer


class PapersView(PermissionView):
    """The papers of one affair, for those who keep them. A subclass names ``permission``, the
    ``page`` they return to, and :meth:`subject`, which refuses when nothing may be changed now."""

    page: str
    lead = property(
        lambda self: _("能看这件事的人都能打开这里的材料。每份材料的指纹写进办事留痕。")
    )

    def subject(self, pk):
        """The affair; NotFound, Refused or TransitionRefused."""
        raise NotImplementedError

    def get(self, request, pk):
        """What there is, and the form for another."""
        return self._page(self.subject(pk), PaperForm())

    def post(self, request, pk):
        """Add one, or hide one when ``hide`` names it."""
        subject = self.subject(pk)
        hide = request.POST.get("hide", "")
        if hide.isascii() and hide.isdecimal() and len(hide) < 19:
            words = {"paper_id": int(hide), "reason": request.POST.get("reason", "")[:200]}
            paper_hide(actor=request.user, subject=subject, permission=self.permission, **words)
            return redirect(request.path)
        form = PaperForm(request.POST, request.FILES)
        if form_run(form, lambda data: self._add(subject, data)) is None:
            return self._page(subject, form, 400)
        messages.success(request, _("材料已附上。"))
        return redirect(request.path)

    def _add(self, subject, data):
        words = {"upload": data["file"], "name": data["name"], "permission": self.permission}
        return paper_add(actor=self.request.user, subject=subject, **words)

    def _page(self, subject, form, status=200):
        context = {"subject": subject, "form": form, "papers": papers_of(subject)}
        context |= {
            "lead": self.lead,
            "page": self.page,
            "title": getattr(subject, "title", str(subject)),
        }
        return render(self.request, "portal/papers.html", context, status=status)
