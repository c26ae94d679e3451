"""How consultations, their polls and major matters are told of."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from committees.models.consultations import Consultation
from committees.models.matters import MajorMatter
from committees.models.polls import Poll
from committees.policies.deliberation import LEADERS
from committees.selectors.rolls import resident_ids
from committees.workflows.consultations import CONSULTATION
from committees.workflows.matters import MATTER
from portal.models import Role, RoleAssignment
from portal.selectors.pictures import picture_guard_add
from portal.services.kinds import SubjectKind, Verb, kind_register

HAND = "deliberation"
TO_EVERYBODY = {"give_notice", "begin"}
TO_INVOLVED = {
    "accept_topic",
    "set_participants",
    "conclude",
    "execute",
    "send_to_meeting",
    "give_feedback",
    "drop",
}


def _by_ids(model, *related):
    def load(ids) -> dict:
        return {row.pk: row for row in model.objects.filter(pk__in=ids).select_related(*related)}

    return load


def _holders(roles, community_id: int) -> set[int]:
    rows = RoleAssignment.objects.active().filter(role__in=roles, division_id=community_id)
    return set(rows.values_list("user_id", flat=True))


def involved_ids(consultation: Consultation) -> set[int]:
    """Whoever brought it, supports it, spoke or answered."""
    people = {consultation.proposed_by_id}
    supporters = consultation.supports.filter(user__isnull=False)
    authors = consultation.opinions.filter(author__isnull=False)
    people |= set(supporters.values_list("user_id", flat=True))
    people |= set(authors.values_list("author_id", flat=True))
    for poll in consultation.polls.all():
        rows = poll.answers.filter(Q(refused_at__isnull=True), user__isnull=False)
        people |= set(rows.values_list("user_id", flat=True))
    return people


def consultation_audience(record, consultation) -> dict[int, str]:
    """Everybody on the roll of the notice and the beginning; those involved of the rest; the
    leaders of a topic that is new or has found its supporters."""
    if record.verb in TO_EVERYBODY:
        return dict.fromkeys(resident_ids(consultation.community_id), "voter")
    if record.verb == "record_sitting":
        return dict.fromkeys(involved_ids(consultation), "follower")
    if record.verb == "reach_support":
        people = dict.fromkeys(_holders(LEADERS, consultation.community_id), "responsible")
        return dict.fromkeys(involved_ids(consultation), "follower") | people
    if record.verb == "propose":
        return dict.fromkeys(_holders(LEADERS, consultation.community_id), "responsible")
    if record.verb in TO_INVOLVED:
        return dict.fromkeys(involved_ids(consultation), "follower")
    return {}


def consultation_needs(record, consultation) -> set[int]:
    """The leaders decide on a topic that found its supporters."""
    if record.verb == "reach_support" and consultation.status == "proposed":
        return _holders(LEADERS, consultation.community_id)
    return set()


def poll_audience(record, poll) -> dict[int, str]:
    """The roll of the opening; those who answered of the count."""
    if record.verb == "open":
        return dict.fromkeys(resident_ids(poll.community_id), "voter")
    if record.verb == "close":
        rows = poll.answers.filter(refused_at__isnull=True, user__isnull=False)
        return dict.fromkeys(rows.values_list("user_id", flat=True), "voter")
    return {}


def matter_audience(record, matter) -> dict[int, str]:
    """The Party organisation and the leaders, who take turns; everybody of what is public."""
    people = _holders(LEADERS | {Role.PARTY_SECRETARY}, matter.community_id)
    told = dict.fromkeys(people, "responsible")
    if record.verb in {"publish_resolution", "publish_result"}:
        return dict.fromkeys(resident_ids(matter.community_id), "follower") | told
    return told


kind_register(
    SubjectKind(
        subject_type="consultation",
        label=_("协商"),
        workflow=CONSULTATION,
        verbs={
            "propose": Verb(_("提出了协商议题"), HAND),
            "support": Verb(_("有居民附议"), "residents"),
            "reach_support": Verb(_("附议人数够了，等居委会答复"), "residents"),
            "opine": Verb(_("有居民说了意见"), "residents", public=False),
            "rewrite": Verb(_("有居民改了意见"), "residents", public=False),
            "enter_paper": Verb(_("录入了一份纸质附议或意见"), HAND, public=False),
            "confirm_paper": Verb(_("复核了一份纸质附议或意见"), HAND, public=False),
            "refuse_paper": Verb(_("退回了一份纸质附议或意见"), HAND, public=False),
            "record_sitting": Verb(_("开了会，纪要公开"), HAND),
            "hide_opinion": Verb(_("隐藏了一条意见，理由公开"), HAND),
        },
        load=_by_ids(Consultation),
        title=lambda row: row.title,
        url=lambda row: reverse("committees:consultation_detail", args=[row.pk]),
        can_see=lambda access, row: True,
        audience=consultation_audience,
        needs=consultation_needs,
    )
)
kind_register(
    SubjectKind(
        subject_type="poll",
        label=_("问卷"),
        verbs={
            "set": Verb(_("定下了问卷，内容不再改"), HAND),
            "open": Verb(_("问卷开始，请您作答"), HAND),
            "answer": Verb(_("有居民作答"), "residents", public=False),
            "enter_paper": Verb(_("录入了一份纸质答卷"), HAND, public=False),
            "confirm_paper": Verb(_("复核了一份纸质答卷"), HAND, public=False),
            "refuse_paper": Verb(_("退回了一份纸质答卷"), HAND, public=False),
            "close": Verb(_("问卷截止，公布结果"), HAND),
        },
        load=_by_ids(Poll, "consultation"),
        title=lambda poll: poll.question,
        url=lambda poll: reverse("committees:consultation_detail", args=[poll.consultation_id]),
        can_see=lambda access, poll: True,
        audience=poll_audience,
    )
)
kind_register(
    SubjectKind(
        subject_type="major_matter",
        label=_("重大事项"),
        workflow=MATTER,
        verbs={"propose": Verb(_("社区党组织提议"), HAND)},
        load=_by_ids(MajorMatter),
        title=lambda row: row.title,
        url=lambda row: reverse("committees:matter_detail", args=[row.pk]),
        can_see=lambda access, row: True,
        audience=matter_audience,
    )
)


def picture_is_shown(access, picture) -> bool:
    """Minutes of a major matter are public; a scan is for whoever may enter or check answers."""
    if picture.matter_documents.exists():
        return True
    answer = picture.poll_answers.select_related("poll__consultation").first()
    voice = picture.voices.select_related("consultation").first()
    of = (answer and answer.poll.consultation) or (voice and voice.consultation)
    return of is not None and access.can("committees.enter_answer", of)


picture_guard_add(picture_is_shown)
