"""How elections and recalls go (DOMAIN d; §15–25)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from committees.guards import counts, rolls
from portal.kernel.workflow import Workflow, states, steps_like


class ElectionStatus(TextChoices):
    """Where an election is."""

    PLANNED = "planned", _("已部署")
    COMMITTEE_FORMED = "committee_formed", _("选举委员会已产生")
    REGISTRATION = "registration", _("选民登记")
    ROLL_PUBLISHED = "roll_published", _("名单已公布")
    NOMINATED = "nominated", _("候选人已公布")
    MET_RESIDENTS = "met_residents", _("候选人已与居民见面")
    VOTING = "voting", _("投票日")
    COUNTED = "counted", _("已计票")
    ANNOUNCED = "announced", _("结果已公布")
    FILED = "filed", _("已归档")
    CANCELLED = "cancelled", _("已停止")
    VOIDED = "voided", _("当选无效")


E = ElectionStatus
OVER = (E.FILED, E.CANCELLED, E.VOIDED)
DONE = (E.ANNOUNCED, *OVER)
RUN = "committees.run_election"
CALL = "committees.call_election"
VOID = "committees.void_election"

_step = steps_like(hand="deliberation", style="primary")

ELECTION = Workflow(
    "election",
    ElectionStatus,
    ElectionStatus.PLANNED,
    (
        _step(
            "form_committee",
            _("选举委员会就位"),
            E.PLANNED,
            E.COMMITTEE_FORMED,
            CALL,
            _("产生了居民选举委员会"),
            rolls.committee_is_whole,
        ),
        _step(
            "start_registration",
            _("开始选民登记"),
            E.COMMITTEE_FORMED,
            E.REGISTRATION,
            RUN,
            _("开始选民登记"),
        ),
        _step(
            "publish_roll",
            _("公布名单"),
            E.REGISTRATION,
            E.ROLL_PUBLISHED,
            RUN,
            _("公布了选民名单"),
            rolls.roll_is_not_empty,
            rolls.registration_is_settled,
            rolls.roll_is_early_enough,
        ),
        _step(
            "publish_candidates",
            _("公布候选人"),
            E.ROLL_PUBLISHED,
            E.NOMINATED,
            RUN,
            _("公布了正式候选人名单"),
            counts.candidates_are_enough,
            counts.nominations_are_checked,
        ),
        _step(
            "meet_residents",
            _("登记见面会"),
            E.NOMINATED,
            E.MET_RESIDENTS,
            RUN,
            _("候选人与居民见面"),
            counts.meeting_was_announced,
        ),
        _step(
            "renominate",
            _("重新接受提名"),
            states(E.NOMINATED, E.MET_RESIDENTS),
            E.ROLL_PUBLISHED,
            RUN,
            _("候选人不足，重新接受提名"),
            counts.candidates_are_short,
            style="secondary",
        ),
        _step(
            "hear_defence",
            _("登记申辩"),
            E.ROLL_PUBLISHED,
            E.MET_RESIDENTS,
            RUN,
            _("听取了被提请罢免人的申辩"),
            counts.is_recall,
            form="defence",
        ),
        _step(
            "start_voting",
            _("开始投票"),
            E.MET_RESIDENTS,
            E.VOTING,
            RUN,
            _("开始投票"),
            rolls.is_election_day,
            rolls.objections_are_ruled,
            counts.defence_is_heard,
            counts.candidates_still_enough,
            counts.no_candidate_holds_a_proxy,
        ),
        _step(
            "count", _("确认计票结果"), E.VOTING, E.COUNTED, RUN, _("公开计票"), counts.sheets_agree
        ),
        _step(
            "announce",
            _("公布结果"),
            E.COUNTED,
            E.ANNOUNCED,
            RUN,
            _("公布了选举结果"),
            counts.winners_are_known,
        ),
        _step(
            "file", _("归档"), E.ANNOUNCED, E.FILED, RUN, _("选举材料归档"), counts.handover_is_done
        ),
        _step(
            "take_over",
            _("转入另行选举"),
            E.PLANNED,
            E.MET_RESIDENTS,
            None,
            _("按原名单另行选举"),
            style="secondary",
        ),
        _step(
            "void",
            _("宣布当选无效"),
            states(E.ANNOUNCED, E.FILED),
            E.VOIDED,
            VOID,
            _("区里查明事实，宣布当选无效"),
            hand="calm",
            form="void",
            style="danger",
        ),
        _step(
            "cancel",
            _("停止选举"),
            states(E.PLANNED, E.COMMITTEE_FORMED, E.REGISTRATION, E.ROLL_PUBLISHED),
            E.CANCELLED,
            CALL,
            _("停止了选举"),
            reason="required",
            style="danger",
        ),
    ),
)
