"""Pages of petitions and complaints: one's own, the office's desk, and the public numbers."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.access.mixins import PermissionView, PublicView
from portal.forms.base import form_run
from portal.kernel.errors import NotFound
from portal.views.steps import before_of, reason_of, split
from workstations.forms import petitions as forms
from workstations.forms.cases import ComplaintForm
from workstations.selectors import petitions as read
from workstations.selectors.case_faces import petition_row
from workstations.selectors.case_origins import (
    home_communities,
    places_for_cases,
    places_to_complain,
)
from workstations.selectors.cases import complaints_of
from workstations.services import cases
from workstations.services import petitions as write
from workstations.views.case_parts import (
    case_tabs,
    numbers_shown,
    petition_buttons,
    petition_context,
)
from workstations.workflows.petitions import ANSWER, HANDLE, PETITION_OWN, REVIEW

DETAIL, FORM = "workstations:petition", "workstations/cases/form.html"
USE = "portal.use_portal"  # the petition itself says who may read it


class VoiceView(PublicView):
    """How to petition or complain, one's own petitions and complaints, and figures for all."""

    def get(self, request):
        """Figures below five are hidden."""
        context = {"numbers": numbers_shown(read.voice_numbers())}
        if request.user.is_authenticated:
            context["petitions"] = read.petitions_of(request.user)
            context["complaints"] = complaints_of(request.user)
        return render(request, "workstations/petitions/voice.html", context)


class WriteView(PermissionView):
    """A page with one form that makes something new; a subclass names ``shape``, ``title``,
    ``lead``, ``button`` and :meth:`make`."""

    permission = USE

    def get(self, request):
        """The form."""
        return self._page(self._form())

    def post(self, request):
        """Make it, or say why not at its field."""
        form = self._form(request.POST)
        made = form_run(form, lambda data: self.make(form, data))
        if made is None:
            return self._page(form, 400)
        messages.success(request, self.thanks)
        return self.after(made)

    def _form(self, *given):
        words = {"community": next(iter(home_communities(self.access)), None)}
        return self.shape(*given, places=self.places(), initial=words)

    def places(self):
        """Where."""
        return places_to_complain()

    def after(self, made):
        """The page of what was made."""
        return redirect(DETAIL, pk=made.pk)

    def _page(self, form, status=200):
        context = {"form": form, "title": self.title, "lead": self.lead, "button": self.button}
        return render(self.request, FORM, context, status=status)


class PetitionFileView(WriteView):
    """Petition oneself."""

    permission, shape = PETITION_OWN, forms.PetitionForm
    title, button = property(lambda s: _("提出信访")), property(lambda s: _("提交"))
    lead = property(
        lambda s: _("十五日内告诉您由谁办；受理后六十日内书面答复。只有您和经办的人看得到。")
    )
    thanks = property(lambda s: _("已登记。"))

    def make(self, form, data):
        """File it."""
        words = {"draft": form.draft(), "submit_key": data["submit_key"]}
        return write.petition_file(actor=self.request.user, **words)


class PetitionRegisterView(WriteView):
    """A letter or a visit, by the petition office."""

    permission, shape = HANDLE, forms.RegisterForm
    title, button = property(lambda s: _("登记来信来访")), property(lambda s: _("登记"))
    lead = property(lambda s: _("照信访人的原话写。"))
    thanks = property(lambda s: _("已登记。"))

    def places(self):
        """One's own district."""
        return places_for_cases(self.access, HANDLE)

    def make(self, form, data):
        """Register it."""
        words = {"draft": form.draft(), "submit_key": data["submit_key"]}
        return write.petition_register(actor=self.request.user, **words)


class ComplainView(WriteView):
    """Complain of a station, a committee or a sub-district."""

    permission, shape = "workstations.complain", ComplaintForm
    title, button = property(lambda s: _("举报")), property(lambda s: _("提交举报"))
    lead = property(
        lambda s: _("直接交给区监察员，不经过社区和街道。您是谁、说了什么，对方看不到。")
    )
    thanks = property(lambda s: _("已收到。办到哪一步，在这一页看得到。"))

    def make(self, form, data):
        """Hand it in."""
        words = {name: data[name] for name in ("community", "body", "text", "submit_key")}
        return cases.complaint_file(actor=self.request.user, **words)

    def after(self, made):
        """Its own page, where only the state is shown."""
        return redirect("workstations:case", pk=made.pk)


class ComplaintEnterView(ComplainView):
    """An anonymous letter, entered by the office."""

    permission = "workstations.open_case"
    title = property(lambda s: _("登记匿名举报"))
    lead = property(lambda s: _("交给区监察员。信的原件按规定保管。"))

    def places(self):
        """One's own district."""
        return places_for_cases(self.access)

    def make(self, form, data):
        """Enter it."""
        words = {name: data[name] for name in ("community", "body", "text", "submit_key")}
        return cases.complaint_enter(actor=self.request.user, **words)


class PetitionListView(PermissionView):
    """The petitions of the office."""

    permission = read.VIEW

    def get(self, request):
        """20 at a time."""
        group = "over" if request.GET.get("group") == "over" else "open"
        rows = read.petitions_listed(self.access, group, before_of(request))
        shown = [petition_row(row) for row in rows[: read.PAGE]]
        context = {"rows": shown, "tabs": case_tabs(group)}
        context["registers"] = self.access.is_granted(HANDLE, None)
        if len(rows) > read.PAGE:
            context["next_url"] = f"?group={group}&before={rows[read.PAGE - 1].pk}"
        return render(request, "workstations/petitions/list.html", context)


class PetitionView(PermissionView):
    """One petition."""

    permission = USE

    def get(self, request, pk):
        """Its petitioner and the offices read it; nobody else."""
        page = read.petition_page(self.access, pk)
        buttons = petition_buttons(page.petition, request.user)
        context = petition_context(self.access, page) | split(buttons)
        return render(request, "workstations/petitions/detail.html", context)


class PetitionStepView(PermissionView):
    """The steps with a reason at most."""

    permission = USE

    def post(self, request, pk, name):
        """Take it; what left the reader's reach leads back to the list."""
        petition = read.petition_for(self.access, pk)
        words = {"name": name, "remark": reason_of(request)}
        petition = write.petition_step(actor=request.user, petition=petition, **words)
        if read.may_see_petition(self.access, petition):
            return redirect(DETAIL, pk=pk)
        return redirect("workstations:petition_list")


class PetitionFormView(PermissionView):
    """One form about one petition; a subclass names ``permission``, ``shape``, ``title``."""

    lead = ""

    def get(self, request, pk):
        """The form."""
        petition = self._petition(pk)
        return self._page(petition, self.shape(subject=petition))

    def post(self, request, pk):
        """Keep it, or say why not at its field."""
        petition = self._petition(pk)
        form = self.shape(request.POST, subject=petition)
        if form_run(form, lambda data: self.keep(petition, data)) is None:
            return self._page(petition, form, 400)
        messages.success(request, _("已记录。"))
        return redirect(DETAIL, pk=pk)

    def _petition(self, pk):
        petition = read.petition_for(self.access, pk)
        if not self.access.can(self.permission, petition):
            raise NotFound()
        return petition

    def keep(self, petition, data):
        """Hand it to the service."""
        words = {"text": data["text"], "version": data["version"]}
        return self.run(actor=self.request.user, petition=petition, **words)

    def _page(self, petition, form, status=200):
        context = {"form": form, "petition": petition, "title": self.title, "lead": self.lead}
        return render(self.request, FORM, context | {"button": _("保存")}, status=status)


class PetitionRefuseView(PetitionFormView):
    """Not taken, and where to go."""

    permission, shape = HANDLE, forms.RefuseForm
    title = property(lambda self: _("不予受理"))
    lead = property(lambda self: _("要说清理由和去处，信访人看得到。"))

    def keep(self, petition, data):
        """Refuse it."""
        same = read.petition_named(self.access, data["duplicate_of"])
        words = {name: data[name] for name in ("ground", "where_to_go", "version")}
        words |= {"petition": petition, "duplicate_of": same}
        return write.petition_refuse(actor=self.request.user, **words)


class PetitionHandOverView(PetitionFormView):
    """A report of misconduct becomes a case."""

    permission, shape = HANDLE, forms.HandOverForm
    title = property(lambda self: _("转监督办理"))
    lead = property(lambda self: _("检举的内容只交给区监察员，被检举的一方看不到。"))

    def keep(self, petition, data):
        """Hand it over."""
        words = {"body": data["body"], "version": data["version"]}
        return write.petition_hand_over(actor=self.request.user, petition=petition, **words)


class PetitionAnswerView(PetitionFormView):
    """The written answer."""

    permission, shape = ANSWER, forms.OpinionTextForm
    title = property(lambda self: _("书面答复"))
    lead = property(lambda self: _("写清事实、依据和结论；信访人三十日内可以申请复查。"))
    run = staticmethod(write.petition_answer)


class PetitionReviewView(PetitionFormView):
    """The second look."""

    permission, shape = REVIEW, forms.OpinionTextForm
    title = property(lambda self: _("写复查意见"))
    run = staticmethod(write.petition_review)


class PetitionReReviewView(PetitionFormView):
    """The last look."""

    permission, shape = HANDLE, forms.OpinionTextForm
    title = property(lambda self: _("登记复核意见"))
    lead = property(lambda self: _("复核由上一级机关作出，这里登记它的意见。"))
    run = staticmethod(write.petition_re_review)
