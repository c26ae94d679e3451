"""Pages of the counter for a consultation: paper supports and opinions, and its sittings."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from committees.forms.consultations import PaperVoiceForm, SittingForm
from committees.models.voices import VoiceKind
from committees.selectors import consultations as read
from committees.services.answers import PaperSlip
from committees.services.consultation_sittings import SittingDraft, sitting_record
from committees.services.voices import PaperWords, voice_check, voice_enter
from portal.access.mixins import PermissionView
from portal.forms.base import form_run
from portal.kernel.errors import NotFound
from portal.views.steps import int_of

LEAD, ENTER = "committees.lead_consultation", "committees.enter_answer"
DETAIL = "committees:consultation_detail"


class VoiceEnterView(PermissionView):
    """A paper support or opinion, and those that wait for a second look."""

    permission = ENTER

    def get(self, request, pk, kind):
        """The blank form."""
        self._load(pk, kind)
        return self._page(PaperVoiceForm(opinion=self.is_opinion))

    def post(self, request, pk, kind):
        """Enter it; a poor one comes back as typed."""
        self._load(pk, kind)
        form = PaperVoiceForm(request.POST, request.FILES, opinion=self.is_opinion)
        if form_run(form, self._enter) is None:
            return self._page(form, 400)
        messages.success(request, _("已录入，等另一个人复核后计入。"))
        return redirect("committees:voice_enter", pk=pk, kind=kind)

    def _load(self, pk, kind):
        self.row = read.consultation_for(self.access, pk, ENTER)
        if kind not in VoiceKind.values:
            raise NotFound()
        self.kind, self.is_opinion = kind, kind == VoiceKind.OPINION

    def _enter(self, data):
        said = {name: data.get(name, "") for name in ("stance", "text")}
        return voice_enter(
            actor=self.request.user,
            consultation=self.row,
            slip=PaperSlip(name=data["name"], phone=data["phone"], door=data["door"]),
            words=PaperWords(kind=self.kind, **said),
            scans=[data["scan"]],
        )

    def _page(self, form, status=200):
        entries = read.voices_to_check(self.row, self.kind)
        for entry in entries:
            entry.is_mine = self.request.user.pk in {entry.entered_by_id, entry.user_id}
        title = _("录入纸质意见") if self.is_opinion else _("录入纸质附议")
        context = {"form": form, "row": self.row, "entries": entries, "title": title}
        return render(self.request, "committees/consultations/paper.html", context, status=status)


class VoiceCheckView(PermissionView):
    """The second look: right or wrong."""

    permission = ENTER

    def post(self, request, pk):
        """Say so."""
        row = read.consultation_for(self.access, pk, ENTER)
        said, voice_id = request.POST.get("said"), int_of(request.POST.get("voice"))
        if said not in {"right", "wrong"} or voice_id is None:
            raise NotFound()
        voice = voice_check(
            actor=request.user, consultation=row, voice_id=voice_id, is_right=said == "right"
        )
        messages.success(request, _("已复核。"))
        return redirect("committees:voice_enter", pk=pk, kind=voice.kind)


class SittingView(PermissionView):
    """Writing down how a sitting went."""

    permission = LEAD

    def get(self, request, pk):
        """The form, with what the notice said."""
        self.row = read.consultation_for(self.access, pk, LEAD)
        said = {"held_at": self.row.sits_at, "place": self.row.place}
        return self._page(SittingForm(initial=said))

    def post(self, request, pk):
        """Keep it."""
        self.row = read.consultation_for(self.access, pk, LEAD)
        form = SittingForm(request.POST)
        if form_run(form, self._record) is None:
            return self._page(form, 400)
        messages.success(request, _("已记下，人数和纪要公开。"))
        return redirect(DETAIL, pk=pk)

    def _record(self, data):
        words = {name: data[name] for name in SittingDraft.__dataclass_fields__}
        return sitting_record(
            actor=self.request.user,
            consultation=self.row,
            draft=SittingDraft(**words),
            submit_key=data["submit_key"],
        )

    def _page(self, form, status=200):
        context = {"form": form, "row": self.row}
        return render(self.request, "committees/consultations/sitting.html", context, status=status)
