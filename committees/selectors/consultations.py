"""Consultations and major matters as their pages show them; nothing of a running poll but how
many answered."""

from dataclasses import dataclass, field

from django.db.models import Count, OuterRef, Q, Subquery

from committees.models.consultations import (
    OVER,
    Consultation,
    Opinion,
    OpinionVersion,
    Stance,
    Support,
)
from committees.models.matters import MajorMatter
from committees.models.polls import Poll, PollAnswer, Source
from committees.models.voices import PaperVoice
from committees.workflows.matters import STEPS, MatterStatus
from portal.access.checker import Access
from portal.kernel.errors import NotFound
from portal.models import Division, Level
from portal.selectors.papers import papers_of
from portal.selectors.timelines import records_of, records_of_one, timeline_entries

PAGE = 20
TAKE_PART, LEAD = "committees.take_part", "committees.lead_consultation"
ENTER = "committees.enter_answer"
HIDDEN_VERBS = {"opine", "rewrite", "answer", "enter_paper", "confirm_paper", "refuse_paper"}


@dataclass(frozen=True)
class PollView:
    """A poll as one person may see it."""

    poll: Poll
    cast: int
    waiting: int
    mine: PollAnswer | None


@dataclass(frozen=True)
class ConsultationPage:
    """All that one consultation's page shows."""

    consultation: Consultation
    polls: list[PollView]
    opinions: list[Opinion]
    opinion_count: int
    my_opinion: OpinionVersion | None
    supporters: int
    i_support: bool
    timeline: list = field(default_factory=list)
    papers: list = field(default_factory=list)
    sittings: list = field(default_factory=list)

    @property
    def stances(self) -> list[dict]:
        """How many leaned which way; only once opinions are public."""
        return [
            {"label": label, "votes": sum(row.stance == value for row in self.opinions)}
            for value, label in Stance.choices
        ]


def homes_of(access: Access) -> list[Division]:
    """The communities where the person takes part, group leaders' included."""
    found = {}
    for assignment in access.assignments:
        place = assignment.division
        home = place.parent if place.level == Level.GROUP else place
        if home.level == Level.COMMUNITY:
            found[home.pk] = home
    return list(found.values())


def home_for(access: Access, pk: int | None) -> Division:
    """The community of a new topic or matter: the one meant, else the only one."""
    ids = [home.pk for home in homes_of(access) if pk in (None, home.pk)]
    found = Division.objects.filter(pk__in=ids[:1]).select_related("parent__parent").first()
    if found is None:
        raise NotFound()
    return found


def _of_places(rows, access: Access, community: int | None):
    if community:
        return rows.filter(community=community)
    homes = [home.pk for home in homes_of(access)] if access.user.is_authenticated else []
    return rows.filter(community__in=homes) if homes else rows


def consultations_visible(access: Access, community: int | None = None):
    """Of one community, else of one's own, else of all: the topics are public."""
    rows = Consultation.objects.select_related("community")
    return _of_places(rows, access, community)


def consultations_listed(
    access: Access, community: int | None, group: str, before: int | None
) -> list[Consultation]:
    """Up to 21, running or over, newest first."""
    rows = consultations_visible(access, community)
    done = Q(status__in=sorted(OVER))
    rows = rows.filter(done) if group == "over" else rows.exclude(done)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-id")[: PAGE + 1])


def consultation_for(access: Access, pk: int, permission: str | None = None) -> Consultation:
    """One consultation; with ``permission`` only for whoever holds it there."""
    rows = Consultation.objects.select_related("community__parent", "motion", "issue")
    row = rows.filter(pk=pk).first()
    if row is None:
        raise NotFound()
    if permission:
        access.require(permission, row)
    return row


def _polls(access: Access, consultation: Consultation) -> list[PollView]:
    stands = Q(answers__refused_at__isnull=True)
    counted = stands & (Q(answers__source=Source.ONLINE) | Q(answers__confirmed_at__isnull=False))
    waiting = stands & Q(answers__source=Source.PAPER, answers__confirmed_at__isnull=True)
    polls = list(
        consultation.polls.annotate(
            cast=Count("answers", filter=counted), waiting=Count("answers", filter=waiting)
        ).order_by("id")
    )
    mine = {}
    if access.user.is_authenticated and polls:
        rows = PollAnswer.objects.filter(poll__in=polls, user=access.user, refused_at__isnull=True)
        mine = {row.poll_id: row for row in rows}
    for poll in polls:
        poll.consultation = consultation
    return [PollView(poll, poll.cast, poll.waiting, mine.get(poll.pk)) for poll in polls]


def opinions_of(consultation: Consultation) -> list[Opinion]:
    """What was said, without names, each in its last words; [] before the close, for everybody.
    A hidden one comes without its words."""
    if not consultation.shows_opinions:
        return []
    newest = OpinionVersion.objects.filter(opinion=OuterRef("pk")).order_by("-number")
    rows = consultation.opinions.annotate(
        stance=Subquery(newest.values("stance")[:1]), text=Subquery(newest.values("text")[:1])
    ).order_by("id")
    found = list(rows[:500])
    for row in found:
        row.stance_name, row.sheet = Stance(row.stance).label, str(row.pk)
        row.text = "" if row.hidden_at else row.text
    return found


def consultation_page(access: Access, pk: int) -> ConsultationPage:
    """One consultation with polls, opinions and timeline."""
    row = consultation_for(access, pk)
    user = access.user if access.user.is_authenticated else None
    polls = _polls(access, row)
    row.waiting = {"support": 0, "opinion": 0}
    for kind in row.voices.filter(checked_by__isnull=True).values_list("kind", flat=True):
        row.waiting[kind] += 1
    mine = OpinionVersion.objects.filter(opinion__consultation=row, opinion__author=user)
    subjects = [("consultation", [pk]), ("poll", [view.poll.pk for view in polls])]
    records = records_of(subjects, public_only=not access.can(LEAD, row))
    shown = [r for r in records if r.verb not in HIDDEN_VERBS]
    return ConsultationPage(
        consultation=row,
        polls=polls,
        opinions=opinions_of(row),
        opinion_count=row.opinions.count(),
        my_opinion=mine.order_by("-number").first() if user else None,
        supporters=row.supports.count() if row.support_needed else 0,
        i_support=bool(user) and Support.objects.filter(consultation=row, user=user).exists(),
        timeline=timeline_entries(shown, names=False),
        papers=papers_of(row),
        sittings=list(row.sittings.order_by("held_at", "id")),
    )


def voices_to_check(consultation: Consultation, kind: str) -> list[PaperVoice]:
    """The papers that wait for a second person, as entered; 100 at most."""
    rows = consultation.voices.filter(kind=kind, checked_by__isnull=True)
    return list(rows.select_related("entered_by", "scan").order_by("id")[:100])


def poll_for(access: Access, pk: int, permission: str | None = None) -> Poll:
    """One poll; with ``permission`` only for whoever holds it there."""
    poll = Poll.objects.select_related("consultation__community").filter(pk=pk).first()
    if poll is None:
        raise NotFound()
    if permission:
        access.require(permission, poll.consultation)
    return poll


def entries_to_check(poll: Poll) -> list[PollAnswer]:
    """The paper answers that wait for a second person; those who may check see what was entered."""
    rows = poll.answers.filter(source=Source.PAPER, checked_by__isnull=True)
    return list(rows.select_related("entered_by", "scan").order_by("id")[:100])


def opinion_for(access: Access, pk: int) -> Opinion:
    """One opinion, to be hidden."""
    row = Opinion.objects.select_related("consultation").filter(pk=pk).first()
    if row is None or not access.can(LEAD, row.consultation):
        raise NotFound()
    return row


def running_for(access: Access) -> list[Consultation]:
    """What goes on at home, for the desk: newest first."""
    homes = [home.pk for home in homes_of(access)]
    rows = Consultation.objects.filter(community__in=homes).exclude(status__in=sorted(OVER))
    return list(rows.select_related("community").order_by("-id")[:5])


@dataclass(frozen=True)
class MatterPage:
    """A major matter with its strip."""

    matter: MajorMatter
    strip: list[dict]
    documents: list
    timeline: list


def matters_all(community: int | None = None):
    """For the API's public list."""
    rows = MajorMatter.objects.all()
    return rows.filter(community=community) if community is not None else rows


def matters_listed(
    access: Access, community: int | None, before: int | None = None
) -> list[MajorMatter]:
    """Up to 21, newest first."""
    rows = _of_places(MajorMatter.objects.select_related("community"), access, community)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-id")[: PAGE + 1])


def matter_for(access: Access, pk: int) -> MajorMatter:
    """One major matter; they are public."""
    rows = MajorMatter.objects.select_related("community__parent", "motion__resolution")
    matter = rows.filter(pk=pk).first()
    if matter is None:
        raise NotFound()
    return matter


def matter_page(access: Access, pk: int) -> MatterPage:
    """One major matter with its six steps and their documents."""
    matter = matter_for(access, pk)
    related = ("picture", "paper", "recorded_by", "vote_event", "resolution")
    documents = list(matter.documents.select_related(*related))
    taken = {"decide" if row.step == "refuse" else row.step for row in documents}
    strip, is_next = [], matter.status not in {MatterStatus.DROPPED, MatterStatus.REFUSED}
    for name, (_state, label) in STEPS.items():
        state = "done" if name in taken else "current" if is_next else "todo"
        is_next = is_next and state != "current"
        url = f"#step-{name}" if state == "done" else ""
        strip.append({"label": label, "state": state, "url": url})
    for row in documents:
        row.place = "decide" if row.step == "refuse" else row.step
        row.label = matter.workflow["refuse"].plain if row.step == "refuse" else STEPS[row.step][1]
    told = timeline_entries(records_of_one(matter, public_only=True), names=False)
    return MatterPage(matter, strip, documents, told)
