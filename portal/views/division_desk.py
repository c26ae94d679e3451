"""The administrator's map: what lies below, and the steps on each division."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.access.mixins import PermissionView
from portal.forms import divisions as forms
from portal.forms.base import form_run
from portal.kernel.errors import NotFound
from portal.models import Level
from portal.selectors import divisions as select
from portal.selectors.roles import administers
from portal.services.division_steps import division_step

PERMISSION = "portal.manage_divisions"
# name of the step: its form, its title, the icon of its button
STEPS = {
    "profile": (forms.ProfileForm, gettext_lazy("登记概况"), "clipboard-data"),
    "open": (forms.OpenForm, gettext_lazy("新设下级"), "plus-lg"),
    "rename": (forms.RenameForm, gettext_lazy("改名"), "pencil"),
    "merge": (forms.MergeForm, gettext_lazy("并入另一个"), "arrow-left-right"),
    "close": (forms.CloseForm, gettext_lazy("停用"), "x-circle"),
}


def steps_open(division) -> list[dict]:
    """The steps that make sense on this division."""
    if not division.is_open:
        return []
    names = ["profile"]
    names += ["open"] if division.level < Level.BUILDING else []
    names += ["rename", "merge", "close"] if division.level > Level.DISTRICT else []
    return [{"name": name, "label": STEPS[name][1], "icon": STEPS[name][2]} for name in names]


class DivisionDeskView(PermissionView):
    """One division of the administrator's, by default their own district."""

    permission = PERMISSION

    def get(self, request, pk=None):
        """Facts, steps, what lies below, history."""
        post = self.access.posts_with(PERMISSION)[0]
        division = select.division_named(pk or post.division_id)
        if not administers(self.access, division):
            raise NotFound()
        context = {
            "division": division,
            "trail": select.division_trail(division, below=post.division_id),
            "profile": select.division_profile(division),
            "children": select.divisions_children(division),
            "history": select.division_history(division),
            "steps": steps_open(division),
        }
        return render(request, "portal/divisions/desk.html", context)


class DivisionStepView(PermissionView):
    """One step: its form, and doing it."""

    permission = PERMISSION

    def get(self, request, pk, name):
        """The form."""
        division, form_class = self._meant(pk, name)
        return self._page(division, name, form_class(division=division))

    def post(self, request, pk, name):
        """Do it, or say at the field why not."""
        division, form_class = self._meant(pk, name)
        form = form_class(request.POST, division=division)
        step = partial(division_step, actor=request.user, division=division, name=name)
        if form_run(form, lambda data: step(data=data)) is None:
            return self._page(division, name, form, 400)
        messages.success(request, _("已登记，沿革里留有记录。"))
        return redirect("portal:division_desk", pk=division.pk)

    def _meant(self, pk, name):
        division = select.division_named(pk)
        names = {step["name"] for step in steps_open(division)}
        if name not in names or not administers(self.access, division):
            raise NotFound()
        return division, STEPS[name][0]

    def _page(self, division, name, form, status=200):
        context = {"division": division, "form": form, "title": STEPS[name][1]}
        return render(self.request, "portal/divisions/step.html", context, status=status)
