"""Pages of consultations: the list, one consultation, its steps, support and opinions."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from committees.forms import consultations as forms
from committees.selectors import consultations as read
from committees.selectors.motions import issue_for_motion
from committees.services import consultations as write
from committees.services.opinions import opinion_hide, opinion_write
from committees.views.consultation_parts import consultation_context, consultation_tabs
from portal.access.mixins import PermissionView, PublicView
from portal.forms.base import form_run
from portal.views.steps import before_of, int_of, reason_of, service_for

TAKE_PART, LEAD = "committees.take_part", "committees.lead_consultation"
DETAIL = "committees:consultation_detail"
STEPS = {
    "accept_topic": write.consultation_accept_topic,
    "give_notice": write.consultation_give_notice,
    "begin": write.consultation_begin,
    "execute": write.consultation_execute,
    "send_to_meeting": write.consultation_send_to_meeting,
}
REASONED = {"drop": write.consultation_drop}
# step → (form, service, the fields it takes)
FORMS = {
    "set_participants": (
        forms.ParticipantsForm,
        write.consultation_set_participants,
        ("participants", "closes_at", "sits_at", "place"),
    ),
    "conclude": (forms.ConclusionForm, write.consultation_conclude, ("conclusion",)),
    "give_feedback": (forms.FeedbackForm, write.consultation_give_feedback, ("feedback",)),
}


class ConsultationListView(PublicView):
    """Running first; ``?group=over`` for what is finished, ``?community=`` for one place."""

    def get(self, request):
        """20 at a time."""
        group = "over" if request.GET.get("group") == "over" else "open"
        community = int_of(request.GET.get("community"))
        rows = read.consultations_listed(self.access, community, group, before_of(request))
        may = request.user.is_authenticated and self.access.can(TAKE_PART, None)
        context = {
            "tabs": consultation_tabs(group, community),
            "consultations": rows[: read.PAGE],
            "may_propose": may,
            "leads": self.access.is_granted(LEAD, None),
            "group": group,
        }
        if len(rows) > read.PAGE:
            place = f"&community={community}" if community else ""
            context["next_url"] = f"?group={group}{place}&before={rows[read.PAGE - 1].pk}"
        return render(request, "committees/consultations/list.html", context)


class ConsultationCreateView(PermissionView):
    """A new topic; ``?issue=`` names the resident's issue that the committee takes it from."""

    permission = TAKE_PART

    def get(self, request):
        """The blank form, or one that begins with the issue's words."""
        issue = self._issue()
        initial = {"title": issue.title, "why": issue.text[:2000]} if issue else {}
        return self._page(forms.TopicForm(initial=initial))

    def post(self, request):
        """Bring it."""
        form = forms.TopicForm(request.POST)
        row = form_run(form, self._propose)
        if row is None:
            return self._page(form, 400)
        messages.success(request, _("议题已提出。"))
        return redirect(DETAIL, pk=row.pk)

    def _propose(self, data):
        names = ("title", "question", "why", "kind", "closes_at")
        return write.consultation_propose(
            actor=self.request.user,
            community=self._home(),
            topic=write.Topic(**{name: data[name] for name in names}),
            submit_key=data["submit_key"],
            issue=self._issue(),
        )

    def _issue(self):
        pk = int_of(self.request.GET.get("issue"))
        return issue_for_motion(self.access, pk) if pk else None

    def _home(self):
        issue = self._issue()
        if issue:
            return read.home_for(self.access, issue.community_id)
        given = int_of(self.request.POST.get("community") or self.request.GET.get("community"))
        return read.home_for(self.access, given)

    def _page(self, form, status=200):
        context = {"form": form, "community": self._home()}
        return render(self.request, "committees/consultations/form.html", context, status=status)


class ConsultationDetailView(PublicView):
    """One consultation."""

    def get(self, request, pk):
        """The page."""
        page = read.consultation_page(self.access, pk)
        context = consultation_context(request, self.access, page)
        return render(request, "committees/consultations/detail.html", context)


class ConsultationStepView(PermissionView):
    """The steps that ask for a reason at most."""

    permission = LEAD

    def post(self, request, pk, name):
        """Take it."""
        service = service_for(STEPS | REASONED, name)
        row = read.consultation_for(self.access, pk)
        words = {"remark": reason_of(request)} if name in REASONED else {}
        service(actor=request.user, consultation=row, **words)
        return redirect(DETAIL, pk=pk)


class ConsultationWriteView(PermissionView):
    """The steps with a form of their own."""

    permission = LEAD

    def get(self, request, pk, name):
        """The form, with what is known already."""
        self.row = read.consultation_for(self.access, pk, LEAD)
        shape, _service, names = service_for(FORMS, name)
        initial = {field: getattr(self.row, field) for field in names}
        return self._page(shape(subject=self.row, initial=initial), name)

    def post(self, request, pk, name):
        """Take the step."""
        self.row = read.consultation_for(self.access, pk, LEAD)
        shape, service, names = service_for(FORMS, name)
        form = shape(request.POST, subject=self.row)
        row = form_run(form, lambda data: self._take(service, names, data))
        if row is None:
            return self._page(form, name, 400)
        return redirect(DETAIL, pk=pk)

    def _take(self, service, names, data):
        words = {name: data[name] for name in names}
        version = data["version"]
        return service(actor=self.request.user, consultation=self.row, version=version, **words)

    def _page(self, form, name, status=200):
        context = {"form": form, "row": self.row, "step": self.row.workflow[name]}
        return render(self.request, "committees/consultations/step.html", context, status=status)


class ConsultationSupportView(PermissionView):
    """One tap."""

    permission = TAKE_PART

    def post(self, request, pk):
        """Stand behind it."""
        row = read.consultation_for(self.access, pk)
        write.consultation_support(actor=request.user, consultation=row)
        messages.success(request, _("已附议。"))
        return redirect(DETAIL, pk=pk)


class OpinionWriteView(PermissionView):
    """Saying something, or saying it anew."""

    permission = TAKE_PART

    def post(self, request, pk):
        """Keep it; a poor one comes back as typed."""
        row = read.consultation_for(self.access, pk)
        form = forms.OpinionForm(request.POST)
        done = form_run(form, lambda data: self._write(row, data))
        if done is None:
            page = read.consultation_page(self.access, pk)
            context = consultation_context(request, self.access, page, opinion_form=form)
            return render(request, "committees/consultations/detail.html", context, status=400)
        messages.success(request, _("意见已记下，截止前可以改。"))
        return redirect(DETAIL, pk=pk)

    def _write(self, row, data):
        words = {"stance": data["stance"], "text": data["text"]}
        return opinion_write(actor=self.request.user, consultation=row, **words)


class OpinionHideView(PermissionView):
    """Hiding an opinion's words, with a public reason."""

    permission = LEAD

    def post(self, request, pk):
        """Hide it."""
        opinion = read.opinion_for(self.access, pk)
        opinion_hide(actor=request.user, opinion=opinion, reason=reason_of(request))
        return redirect(DETAIL, pk=opinion.consultation_id)
