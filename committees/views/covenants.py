"""Pages of covenants and charters: the texts in force, one version, its steps."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from committees.forms import covenants as forms
from committees.selectors import covenants as read
from committees.selectors.papers import moment
from committees.services import covenants as write
from committees.views.facts import corrections_beside
from committees.workflows.covenants import KEEP
from portal.access.mixins import PermissionView, PublicView
from portal.forms.base import form_run
from portal.views.steps import before_of, buttons_for, int_of, reason_of, service_for, split

DETAIL = "committees:covenant_detail"
STEPS = {"submit": write.covenant_submit, "file": write.covenant_file}
REASONED = {"drop": write.covenant_drop}
PAGES = {"edit": "committees:covenant_edit", "adopt": "committees:covenant_adopt"}


def _resolution(row) -> str:
    return row.resolution.reference if row.resolution else ""


def _resolution_url(row) -> str:
    is_public = row.resolution and row.resolution.published_at
    return reverse("committees:resolution_detail", args=[row.resolution_id]) if is_public else ""


def covenant_facts(row) -> list[dict]:
    """Which version, passed when and by what, filed when."""
    version = _("第 %(n)d 版") % {"n": row.number} if row.number else ""
    return [
        {"label": _("文件"), "value": row.get_kind_display()},
        {"label": _("版本"), "value": version},
        {"label": _("社区"), "value": row.community.short_name},
        {"label": _("通过日期"), "value": moment(row.adopted_on)},
        {"label": _("报备案期限"), "value": moment(row.file_by)},
        {"label": _("报送时间"), "value": moment(row.submitted_at)},
        {"label": _("备案时间"), "value": moment(row.filed_at)},
        {"label": _("会议决议"), "value": _resolution(row), "url": _resolution_url(row)},
        {"label": _("依据"), "value": row.rules.get("article", "")},
    ]


class CovenantListView(PublicView):
    """The texts in force; ``?community=`` for one place."""

    def get(self, request):
        """20 at a time."""
        community = int_of(request.GET.get("community"))
        rows = read.covenants_listed(self.access, community, before_of(request))
        context = {"covenants": rows[: read.PAGE], "keeps": self.access.is_granted(KEEP, None)}
        if len(rows) > read.PAGE:
            place = f"community={community}&" if community else ""
            context["next_url"] = f"?{place}before={rows[read.PAGE - 1].pk}"
        return render(request, "committees/covenants/list.html", context)


class CovenantDetailView(PublicView):
    """One version."""

    def get(self, request, pk):
        """Its text, what it changed, its way."""
        page = read.covenant_page(self.access, pk)
        row = page.covenant
        buttons = buttons_for(row, request.user, "committees:covenant_step", PAGES)
        context = {
            "page": page,
            "row": row,
            "facts": covenant_facts(row),
            **corrections_beside(self.access, row),
            "days_left": read.days_left(row),
            "is_late": row.is_overdue,
            **split(buttons),
        }
        return render(request, "committees/covenants/detail.html", context)


class CovenantCreateView(PermissionView):
    """A new draft; it begins with the text in force of the document that ``?kind=`` names."""

    permission = KEEP

    def get(self, request):
        """The form."""
        community = self._community()
        kind = request.GET.get("kind", "")
        rows = read.covenants_in_force(community.pk)
        found = next((row for row in rows if row.kind == kind), None)
        words = {"kind": kind, "title": found.title, "text": found.text} if found else {}
        return self._page(forms.CovenantForm(initial=words))

    def post(self, request):
        """Keep it."""
        form = forms.CovenantForm(request.POST)
        row = form_run(form, self._draft)
        if row is None:
            return self._page(form, 400)
        messages.success(request, _("草稿已保存。"))
        return redirect(DETAIL, pk=row.pk)

    def _draft(self, data):
        names = ("kind", "title", "text", "reason", "submit_key")
        words = {name: data[name] for name in names}
        return write.covenant_draft(actor=self.request.user, community=self._community(), **words)

    def _community(self):
        return read.community_kept(self.access, int_of(self.request.GET.get("community")))

    def _page(self, form, status=200):
        context = {"form": form, "kicker": self._community().short_name, "title": _("起草新版")}
        return render(self.request, "committees/covenants/form.html", context, status=status)


class CovenantEditView(PermissionView):
    """Changing the draft."""

    permission = KEEP

    def get(self, request, pk):
        """The form with the words as they stand."""
        row = read.covenant_for(self.access, pk, KEEP)
        words = {name: getattr(row, name) for name in ("title", "text", "reason")}
        return self._page(row, forms.CovenantTextForm(subject=row, initial=words))

    def post(self, request, pk):
        """Keep it."""
        row = read.covenant_for(self.access, pk, KEEP)
        form = forms.CovenantTextForm(request.POST, subject=row)
        done = form_run(form, lambda data: self._edit(row, data))
        return redirect(DETAIL, pk=pk) if done else self._page(row, form, 400)

    def _edit(self, row, data):
        words = {name: data[name] for name in ("title", "text", "reason", "version")}
        return write.covenant_edit(actor=self.request.user, covenant=row, **words)

    def _page(self, row, form, status=200):
        context = {"form": form, "kicker": row.reference, "title": _("修改草稿"), "row": row}
        return render(self.request, "committees/covenants/form.html", context, status=status)


class CovenantAdoptView(PermissionView):
    """Registering the meeting's decision."""

    permission = KEEP

    def get(self, request, pk):
        """Which resolution passed it."""
        row = read.covenant_for(self.access, pk, KEEP)
        return self._page(row, self._form(row))

    def post(self, request, pk):
        """Freeze the text."""
        row = read.covenant_for(self.access, pk, KEEP)
        form = self._form(row, request.POST)
        done = form_run(form, lambda data: self._adopt(row, form, data))
        return redirect(DETAIL, pk=pk) if done else self._page(row, form, 400)

    def _form(self, row, data=None):
        rows = read.resolutions_to_adopt_by(row)
        return forms.AdoptionForm(data, subject=row, resolutions=rows)

    def _adopt(self, row, form, data):
        return write.covenant_adopt(
            actor=self.request.user,
            covenant=row,
            resolution=form.resolutions[data["resolution"]],
            version=data["version"],
        )

    def _page(self, row, form, status=200):
        context = {"form": form, "kicker": row.title, "title": _("登记会议通过"), "row": row}
        return render(self.request, "committees/covenants/form.html", context, status=status)


class CovenantStepView(PermissionView):
    """The steps that ask for a reason at most; each asks for its own right again."""

    permission = "committees.view_deliberation"

    def post(self, request, pk, name):
        """Take it."""
        service = service_for(STEPS | REASONED, name)
        row = read.covenant_for(self.access, pk)
        words = {"remark": reason_of(request)} if name in REASONED else {}
        service(actor=request.user, covenant=row, **words)
        return redirect(DETAIL, pk=pk)
