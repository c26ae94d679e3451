"""What is written about one called department: its arrival, its work, its score."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.access.mixins import PermissionView
from portal.forms.base import form_run
from portal.kernel import clock
from workstations.forms import whistles as forms
from workstations.selectors import whistles as read
from workstations.services import whistle_calls as write
from workstations.workflows.whistles import ANSWER, ARRIVE, BLOW

DETAIL, FORM = "workstations:whistle", "workstations/form.html"


class CallFormView(PermissionView):
    """One form about one department; a subclass names ``shape``, ``title`` and :meth:`keep`."""

    lead = ""
    permission = read.VIEW

    def get(self, request, pk):
        """The form."""
        call = read.call_for(self.access, pk)
        return self._page(call, self.shape(initial=self.initial(call)))

    def post(self, request, pk):
        """Keep it, or say why not at its field."""
        call, form = read.call_for(self.access, pk), self.shape(request.POST)
        if form_run(form, lambda data: self.keep(call, data)) is None:
            return self._page(call, form, 400)
        messages.success(request, _("已记录。"))
        return redirect(DETAIL, pk=call.whistle_id)

    def initial(self, call) -> dict:
        """What the form shows first."""
        return {}

    def keep(self, call, data):
        """Hand it to the service."""
        raise NotImplementedError

    def _page(self, call, form, status=200):
        context = {"form": form, "title": self.title, "lead": self.lead, "button": _("保存")}
        context |= {"kicker": call.unit.name, "back_url": reverse(DETAIL, args=[call.whistle_id])}
        return render(self.request, FORM, context, status=status)


class CallArriveView(CallFormView):
    """It is here: now by one tap, or at a time."""

    permission, shape = ARRIVE, forms.ArriveForm
    title = property(lambda self: _("登记到场"))
    lead = property(lambda self: _("在现场看到部门来了再登记；登记以后不能改。"))

    def initial(self, call):
        """Now."""
        return {"arrived_at": clock.now()}

    def post(self, request, pk):
        """``now`` is the one tap."""
        if "now" not in request.POST:
            return super().post(request, pk)
        call = read.call_for(self.access, pk)
        write.call_arrive(actor=request.user, call_id=call.pk)
        messages.success(request, _("已登记到场。"))
        return redirect(DETAIL, pk=call.whistle_id)

    def keep(self, call, data):
        """At that time."""
        words = {"call_id": call.pk, "arrived_at": data["arrived_at"]}
        return write.call_arrive(actor=self.request.user, **words)


class CallReportView(CallFormView):
    """What it did, by itself or taken down by the sub-district."""

    shape = forms.ReportForm
    title = property(lambda self: _("办了什么"))

    def dispatch(self, request, *args, **kwargs):
        """Also for the people of departments."""
        known = request.user.is_authenticated
        if known and not self.access.may_enter(read.VIEW):
            self.permission = ANSWER
        return super().dispatch(request, *args, **kwargs)

    def initial(self, call):
        """What is there already."""
        return {"text": call.report}

    def keep(self, call, data):
        """Write it down."""
        words = {"call_id": call.pk, "text": data["text"]}
        return write.call_report(actor=self.request.user, **words)


class CallScoreView(CallFormView):
    """How the sub-district scores it."""

    permission, shape = BLOW, forms.ScoreForm
    title = property(lambda self: _("给部门评分"))
    lead = property(lambda self: _("看到场快慢、办得怎样。评了就不能再改。"))

    def keep(self, call, data):
        """Once."""
        words = {"call_id": call.pk, "score": data["score"], "words": data["words"]}
        return write.call_score(actor=self.request.user, **words)
