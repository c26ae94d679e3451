"""The agreement as PDF, and the bank's statement of receipts."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _

from portal.access.mixins import PermissionView, PublicView
from portal.forms.base import form_run
from portal.services.documents import document_render
from workstations.forms.receipts import ReceiptsForm
from workstations.selectors.entrusted_paper import agreement_data, agreement_for
from workstations.services.receipts import receipts_import
from workstations.workflows.entrusted import KEEP


class AgreementPdfView(PublicView):
    """The agreement, in Chinese whoever asks; 404 for whoever takes no part."""

    def get(self, request, pk):
        """The PDF."""
        affair = agreement_for(self.access, pk)
        with translation.override("zh-hans"):
            content = document_render("agreement", agreement_data(affair))
        response = HttpResponse(content, content_type="application/pdf")
        name = f"{affair.reference}-agreement.pdf"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


class ReceiptsView(PermissionView):
    """What the bank says came in, line by line."""

    permission = KEEP

    def get(self, request):
        """The form."""
        return self._page(ReceiptsForm())

    def post(self, request):
        """Every line that fits is written down; the others are told, by their number."""
        form = ReceiptsForm(request.POST, request.FILES)
        done = form_run(form, lambda data: receipts_import(actor=request.user, text=data["text"]))
        return self._page(form, done, 200 if done else 400)

    def _page(self, form, done=None, status=200):
        context = {"form": form, "done": done, "title": _("导入银行收款")}
        return render(self.request, "workstations/entrusted/receipts.html", context, status=status)
