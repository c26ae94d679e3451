"""How an election is told of, and who hears."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from committees.models import ElectionComplaint, ElectionOfficer, VoterApplication
from committees.selectors.audience import holders
from committees.selectors.elections import VIEW, elections_by_ids
from committees.workflows import COMPLAINT, ELECTION
from portal.models import Role
from portal.services.kinds import SubjectKind, Verb, kind_register

HAND = "deliberation"
QUIET = {
    "enter_count",
    "note_turnout",
    "register",
    "import_roll",
    "strike",
    "proxy",
    "revoke_proxy",
    "nominate",
    "apply",
    "decide_application",
    "confirm_worker",
}


def election_audience(record, election) -> dict[int, str]:
    """Those who run it; residents read the public page."""
    if record.verb == "decide_application":
        rows = VoterApplication.objects.filter(pk=record.data.get("application"))
        return dict.fromkeys(rows.values_list("user_id", flat=True), "responsible")
    if record.verb in QUIET - {"apply"}:
        return {}
    officers = ElectionOfficer.objects.filter(election=election.pk, left_on__isnull=True)
    return dict.fromkeys(officers.values_list("user_id", flat=True), "responsible")


kind_register(
    SubjectKind(
        subject_type="election",
        label=_("选举"),
        workflow=ELECTION,
        verbs={
            "call": Verb(_("部署了选举"), HAND),
            "officer_add": Verb(_("登记了选举委员会成员"), HAND),
            "officer_leave": Verb(_("有成员退出选举委员会"), HAND),
            "register": Verb(_("登记了选民"), HAND, public=False),
            "import_roll": Verb(_("导入了名单"), HAND, public=False),
            "strike": Verb(_("从名单上去掉一人"), HAND, public=False),
            "confirm_worker": Verb(_("确认了一位社区工作者的登记"), HAND, public=False),
            "apply": Verb(_("有居民申请登记"), "residents", public=False),
            "decide_application": Verb(_("处理了一份登记申请"), HAND, public=False),
            "move_day": Verb(_("改了选举日"), HAND),
            "announce_meeting": Verb(_("公告了候选人与居民见面的时间和地点"), HAND),
            "revoke_proxy": Verb(_("撤销了一份委托投票"), HAND, public=False),
            "object": Verb(_("收到对名单的异议"), "residents", public=False),
            "rule": Verb(_("处理了对名单的异议"), HAND),
            "nominate": Verb(_("登记了提名"), HAND),
            "check": Verb(_("审查了候选人资格"), HAND),
            "withdraw_candidate": Verb(_("有人放弃候选"), HAND),
            "link_candidate": Verb(_("关联了候选人的账号"), HAND),
            "proxy": Verb(_("登记了委托投票"), HAND, public=False),
            "note_turnout": Verb(_("登记了投票进度"), HAND, public=False),
            "enter_count": Verb(_("录入了计票单"), HAND, public=False),
        },
        load=elections_by_ids,
        title=str,
        url=lambda election: reverse("committees:election", args=[election.pk]),
        can_see=lambda access, election: access.can(VIEW, election),
        audience=election_audience,
    )
)


def complaint_audience(record, complaint) -> dict[int, str]:
    """The district of the complaint; whoever complained of the answer. Nobody else, ever."""
    if record.verb == "file":
        district = holders([Role.DISTRICT_OFFICIAL], complaint.district_id)
        return dict.fromkeys(district, "responsible")
    return {complaint.filed_by_id: "responsible"}


kind_register(
    SubjectKind(
        subject_type="election_complaint",
        label=_("选举举报"),
        workflow=COMPLAINT,
        verbs={"file": Verb(_("有人反映选举中的问题"), "residents", public=False)},
        load=lambda ids: {
            row.pk: row
            for row in ElectionComplaint.objects.filter(pk__in=list(ids)).select_related("election")
        },
        title=lambda complaint: complaint.election.title,
        url=lambda complaint: reverse("committees:election_public", args=[complaint.election_id]),
        can_see=lambda access, complaint: True,
        audience=complaint_audience,
    )
)
