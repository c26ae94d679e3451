"""How minutes are told of."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from committees.selectors import minutes as read
from committees.workflows.minutes import MINUTES
from portal.selectors.pictures import picture_guard_add
from portal.services.kinds import SubjectKind, Verb, kind_register


def sheet_is_shown(access, picture) -> bool:
    """A sheet's scan is for whoever may enter or check sheets of those minutes."""
    row = picture.minutes_sheets.select_related("version__minutes").first()
    return row is not None and access.can("committees.check_sheet", row.version.minutes)


picture_guard_add(sheet_is_shown)
kind_register(
    SubjectKind(
        subject_type="minutes",
        label=_("会议记录"),
        workflow=MINUTES,
        verbs={
            "draft": Verb(_("起草了会议记录"), "deliberation", public=False),
            "enter_sheet": Verb(_("录入了签名页"), "deliberation", public=False),
            "check_sheet": Verb(_("复核了签名页"), "deliberation", public=False),
            "refuse_sheet": Verb(_("退回了签名页"), "deliberation", public=False),
        },
        load=read.minutes_by_ids,
        title=lambda minutes: minutes.meeting.title,
        url=lambda minutes: reverse("committees:meeting_minutes", args=[minutes.meeting_id]),
        can_see=lambda access, minutes: access.can(read.READ, minutes),
        audience=read.minutes_audience,
        needs=read.minutes_needs,
    )
)
