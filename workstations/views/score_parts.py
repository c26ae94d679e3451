"""What the pages of scores share: their tabs, and a form on a page of its own."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.access.mixins import PermissionView
from portal.forms.base import form_run
from workstations.selectors import scores, station_reviews

FORM = "workstations/form.html"


def score_tabs(access, here: str) -> list[dict]:
    """Quarter, year, station, ratings, measure: as far as the viewer may open them."""
    tabs = (
        ("scores", _("季度"), scores.VIEW),
        ("year_results", _("年度"), scores.VIEW),
        ("station_reviews", _("社工站"), station_reviews.VIEW),
        ("assessment_list", _("居民评价"), station_reviews.VIEW),
        ("score_schemes", _("办法"), station_reviews.VIEW),
    )
    return [
        {"label": label, "url": reverse(f"workstations:{name}"), "is_current": name == here}
        for name, label, permission in tabs
        if access.can(permission)
    ]


class ScoreFormView(PermissionView):
    """A form about one thing; a subclass names ``permission``, ``title``, :meth:`thing`,
    :meth:`form`, :meth:`keep` (which returns what was kept) and :meth:`page_of`."""

    lead, button, said = "", "", ""

    def get(self, request, **at):
        """The form."""
        thing = self.thing(**at)
        return self._page(thing, self.form(thing))

    def post(self, request, **at):
        """Keep it, or say why not at its field."""
        thing = self.thing(**at)
        form = self.form(thing, request.POST)
        kept = form_run(form, lambda data: self.keep(thing, form, data))
        if kept is None:
            return self._page(thing, form, 400)
        messages.success(request, self.said or _("已记录。"))
        return redirect(self.page_of(kept))

    def facts(self, thing) -> list:
        """What stands above the form."""
        return []

    def _page(self, thing, form, status=200):
        context = {
            "form": form,
            "title": self.title,
            "lead": self.lead,
            "button": self.button or _("保存"),
            "kicker": getattr(thing, "title", ""),
            "facts": self.facts(thing),
            "back_url": self.page_of(thing),
        }
        return render(self.request, FORM, context, status=status)
