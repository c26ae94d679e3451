"""The affair from end to end: one page, five actors."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.access.mixins import PermissionView, PublicView
from workstations.selectors.affair_chain import affair_chain
from workstations.views.parts import entries_shown


def _steps(chain) -> list[dict]:
    """The stepper: residents, deliberation, execution, verification, rating."""
    status = chain.issue.status
    done = [
        status != "submitted",
        chain.resolution is not None,
        bool(chain.tasks) and all(not row.task.is_open for row in chain.tasks),
        status in {"settled", "answered", "closed"},
        chain.rating is not None,
    ]
    labels = [_("居民反映"), _("居委会议"), _("社工站行"), _("验收办结"), _("居民评价")]
    if not chain.motions:
        del done[1], labels[1]
    current = next((n for n, is_done in enumerate(done) if not is_done), len(done))
    return [
        {
            "label": label,
            "state": "done" if done[n] else "current" if n == current else "todo",
        }
        for n, label in enumerate(labels)
    ]


def _context(chain) -> dict:
    links = [("workstations:affair_public", _("公开版"))] if chain.issue.is_public_now else []
    return {
        "chain": chain,
        "issue": chain.issue,
        "steps": _steps(chain),
        "entries": entries_shown(chain.entries),
        "public_url": reverse(links[0][0], args=[chain.issue.pk]) if links else "",
    }


class AffairView(PermissionView):
    """For those who handle it and those who watch; its reporter sees it without names."""

    permission = "resident_affairs.view_issue"

    def get(self, request, pk):
        """The whole way."""
        chain = affair_chain(self.access, pk)
        return render(request, "workstations/affairs/detail.html", _context(chain))


class AffairPublicView(PublicView):
    """The same way without names, for anybody, once the issue is public."""

    def get(self, request, pk):
        """The whole way."""
        chain = affair_chain(self.access, pk, public=True)
        return render(request, "workstations/affairs/detail.html", _context(chain))
