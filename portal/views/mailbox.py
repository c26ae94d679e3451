"""The letters this house would have sent: a page for development and the demo only."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import render

from portal.access.mixins import PublicView
from portal.selectors.mailbox import letters_newest


class MailboxView(PublicView):
    """What the file-based mail backend wrote, newest first."""

    def get(self, request):
        """404 wherever real people's letters could be read."""
        folder = getattr(settings, "EMAIL_FILE_PATH", None)
        if not folder or not (settings.DEBUG or settings.DEMO):
            raise Http404
        return render(request, "portal/mails/mailbox.html", {"letters": letters_newest(folder)})
