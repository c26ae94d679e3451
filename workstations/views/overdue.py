"""The page of what is overdue and why, for the sub-district and the district."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.access.mixins import PermissionView
from portal.services.kinds import kind_of
from portal.views.steps import int_of
from workstations.selectors import overdue as select


class OverdueListView(PermissionView):
    """Overdue and why."""

    permission = select.VIEW

    def get(self, request):
        """Longest overdue first."""
        level = request.GET.get("level", "")
        level = level if level in select.LEVELS else ""
        kind = request.GET.get("kind", "")
        kind = kind if kind_of(kind) is not None else ""
        page = select.overdue_listed(self.access, level, int_of(request.GET.get("after")), kind)
        context = {"rows": page.rows, "tabs": self._tabs(level, kind)}
        context["kind"] = kind_of(kind).label if kind else ""
        context["urges"] = self.access.is_granted(select.URGE, None)
        if page.next_after:
            context["next_url"] = f"?level={level}&kind={kind}&after={page.next_after}"
        return render(request, "workstations/supervision/overdue.html", context)

    @staticmethod
    def _tabs(level: str, kind: str) -> list[dict]:
        url = reverse("workstations:overdue_list")
        words = {"": _("全部超期"), "escalated": _("超期过半，已上报"), "red": _("刚超期")}
        return [
            {"label": label, "url": f"{url}?level={key}&kind={kind}", "is_current": key == level}
            for key, label in words.items()
        ]
