"""How minutes are told of."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from committees.selectors import minutes as read
from committees.workflows.minutes import MINUTES
from portal.services.kinds import SubjectKind, Verb, kind_register

kind_register(
    SubjectKind(
        subject_type="minutes",
        label=_("会议记录"),
        workflow=MINUTES,
        verbs={"draft": Verb(_("起草了会议记录"), "deliberation", public=False)},
        load=read.minutes_by_ids,
        title=lambda minutes: minutes.meeting.title,
        url=lambda minutes: reverse("committees:meeting_minutes", args=[minutes.meeting_id]),
        can_see=lambda access, minutes: access.can(read.VIEW, minutes),
        audience=read.minutes_audience,
        needs=read.minutes_needs,
    )
)
