"""The affair from end to end: one page, five actors."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.access.mixins import PermissionView, PublicView
from workstations.selectors.affair_chain import affair_chain
from workstations.selectors.whistles import doors_of
from workstations.views.parts import entries_shown


def _steps(chain) -> list[dict]:
    """The stepper: residents, deliberation, execution, verification, rating."""
    steps = _way(chain)
    at = next((n for n, (_label, is_done) in enumerate(steps) if not is_done), len(steps))
    found = []
    for number, (label, is_done) in enumerate(steps):
        state = "done" if is_done else "current" if number == at else "todo"
        found.append({"label": label, "state": state})
    return found


def _way(chain) -> list[tuple]:
    """(label, is it done) for each hand that the affair passes through."""
    status = chain.issue.status
    worked = bool(chain.tasks) and not any(row.task.is_open for row in chain.tasks)
    way = [
        (_("居民反映"), status != "submitted"),
        (_("居委会议"), chain.resolution is not None),
        (_("社工站行"), worked),
        (_("验收办结"), status in {"settled", "answered", "closed"}),
        (_("居民评价"), chain.rating is not None),
    ]
    return way if chain.motions else [way[0], *way[2:]]


def _context(chain, doors=None) -> dict:
    url = reverse("workstations:affair_public", args=[chain.issue.pk])
    return {
        "chain": chain,
        "issue": chain.issue,
        "steps": _steps(chain),
        "entries": entries_shown(chain.entries),
        "doors": doors,
        "public_url": url if chain.issue.is_public_now else "",
    }


class AffairView(PermissionView):
    """For those who handle it and those who watch; its reporter sees it without names."""

    permission = "resident_affairs.view_issue"

    def get(self, request, pk):
        """The whole way."""
        chain = affair_chain(self.access, pk)
        doors = doors_of(self.access, chain.issue)
        return render(request, "workstations/affairs/detail.html", _context(chain, doors))


class AffairPublicView(PublicView):
    """The same way without names, for anybody, once the issue is public."""

    def get(self, request, pk):
        """The whole way."""
        chain = affair_chain(self.access, pk, public=True)
        return render(request, "workstations/affairs/detail.html", _context(chain))
