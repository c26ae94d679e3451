"""Papers of an election: the announcement for the wall, the certificates of the elected."""

from django.utils import translation

from committees.selectors import election_pages as read
from committees.selectors.election_papers import announcement_data, certificates_data
from committees.selectors.elections import election_for
from committees.views.papers import pdf_response
from committees.workflows.elections import RUN
from portal.access.mixins import PermissionView, PublicView
from portal.kernel.errors import NotFound
from portal.services.documents import document_render


class AnnouncementPdfView(PublicView):
    """The announcement, for everybody once it is made."""

    def get(self, request, pk):
        """The PDF; its language is Chinese whoever asks."""
        page = read.public_page(read.election_public(pk))
        if not page.shows_result:
            raise NotFound()
        with translation.override("zh-hans"):
            content = document_render("announcement", announcement_data(page))
        return pdf_response(content, f"{page.election.reference}-announcement")


class CertificatesPdfView(PermissionView):
    """One page for each of the elected."""

    permission = RUN

    def get(self, request, pk):
        """The PDF."""
        election = election_for(self.access, pk)
        self.access.require(RUN, election)
        with translation.override("zh-hans"):
            data = certificates_data(election)
            if not data["elected"]:
                raise NotFound()
            content = document_render("certificates", data)
        return pdf_response(content, f"{election.reference}-certificates")
