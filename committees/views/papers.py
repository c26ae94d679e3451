"""Handing a paper out: as PDF, and the papers that go before a meeting."""

from django.http import HttpResponse
from django.utils import translation

from committees.selectors.following import FOLLOW, meeting_to_follow
from committees.selectors.papers import agenda_data, notice_data
from portal.access.mixins import PermissionView
from portal.services.documents import document_render


def pdf_response(content: bytes, name: str) -> HttpResponse:
    """A PDF to keep."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response


class _MeetingPaperView(PermissionView):
    """A paper of a meeting; its language is Chinese whoever asks."""

    permission = FOLLOW
    document = ""

    def get(self, request, pk):
        """The PDF."""
        meeting = meeting_to_follow(self.access, pk)
        with translation.override("zh-hans"):
            content = document_render(self.document, self.data(meeting))
        return pdf_response(content, f"{meeting.reference}-{self.document}")


class NoticePdfView(_MeetingPaperView):
    """The notice, to be hung up."""

    document = "notice"

    def data(self, meeting):
        """Who, when, where, about what."""
        return notice_data(meeting)


class AgendaPdfView(_MeetingPaperView):
    """All motions of the agenda in full."""

    document = "agenda"

    def data(self, meeting):
        """Every item."""
        return agenda_data(meeting)
