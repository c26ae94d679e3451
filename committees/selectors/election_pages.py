"""Elections as their pages show them: the desk, the public page, the roll, the result in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from committees.models import (
    Candidate,
    Election,
    ElectionComplaint,
    RollObjection,
    VoterProxy,
    VoterRegistration,
)
from committees.models.candidates import CandidateState
from committees.selectors.elections import VIEW
from committees.workflows.complaints import ComplaintStatus
from committees.workflows.elections import ElectionStatus
from portal.access.checker import Access
from portal.kernel.errors import NotFound

PAGE = 50
# The names of the roll are public from its publication to the announcement, no longer.
ROLL_SHOWN = {
    ElectionStatus.ROLL_PUBLISHED,
    ElectionStatus.NOMINATED,
    ElectionStatus.MET_RESIDENTS,
    ElectionStatus.VOTING,
    ElectionStatus.COUNTED,
}
CANDIDATES_SHOWN = (ROLL_SHOWN - {ElectionStatus.ROLL_PUBLISHED}) | {
    ElectionStatus.ANNOUNCED,
    ElectionStatus.FILED,
    ElectionStatus.VOIDED,
}
RESULT_SHOWN = {ElectionStatus.ANNOUNCED, ElectionStatus.FILED, ElectionStatus.VOIDED}


def elections_listed(access: Access, before: int | None = None) -> list[Election]:
    """Up to 21 where the person works or watches, newest first."""
    rows = Election.objects.filter(access.scope(VIEW)).select_related("community")
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-id")[:21])


def elections_of_place(community_id: int) -> list[Election]:
    """The newest twenty of a community, for everybody."""
    rows = Election.objects.filter(community=community_id).select_related("community")
    return list(rows.order_by("-election_day", "-id")[:20])


def elections_all(community: int | None = None):
    """For the API's public list."""
    return Election.objects.filter(community=community) if community else Election.objects.all()


def election_public(pk: int) -> Election:
    """One election, for everybody; NotFound."""
    rows = Election.objects.select_related("community__parent", "membership__user", "parent")
    election = rows.filter(pk=pk).first()
    if election is None:
        raise NotFound()
    return election


@dataclass(frozen=True)
class PostBlock:
    """One post with who stands for it and what the count made of it."""

    title: str
    seats: int
    candidates: list[Candidate]
    steps: list[dict]
    rows: list[list[str]]


def candidates_of(election: Election, *, public: bool) -> list[Candidate]:
    """Those who stand; for the desk also those not checked yet and those gone."""
    rows = Candidate.objects.filter(post__election=election)
    if public:
        rows = rows.filter(state=CandidateState.QUALIFIED)
    return list(rows.select_related("post", "registration", "user").order_by("post", "id"))


def _words(step: dict) -> str:
    sign = step["comparator"] if step["ok"] else {"≥": "<", ">": "≤", "≤": ">"}[step["comparator"]]
    return f"{step['left']} {sign} {step['bar']}"


def strip_of(steps: list[dict]) -> list[dict]:
    """The arithmetic of a count for the strip."""
    words = {
        "turnout": _("参加投票"),
        "returned": _("收回不多于发出"),
        "removed": _("赞成罢免"),
        "voters": _("联名的选民"),
        "households": _("联名的户"),
        "representatives": _("联名的居民代表"),
    }
    return [
        {
            "label": _("%(what)s · 共 %(base)d") % {"what": words[s["name"]], "base": s["base"]},
            "value": _words(s),
            "ok": s["ok"],
            "article": s["article"],
        }
        for s in steps
    ]


def result_blocks(election: Election, candidates: list[Candidate]) -> list[PostBlock]:
    """Each post with its candidates and, once counted, the votes against the bar."""
    if election.is_recall:
        tally = (election.result or {}).get("recall")
        steps = strip_of(tally["steps"]) if tally else []
        return [PostBlock(str(_("罢免表决")), 1, [], steps, [])]
    names = {row.pk: row.name for row in candidates}
    return [
        _post_block(post, [row for row in candidates if row.post_id == post.pk], election, names)
        for post in election.posts_in_order
    ]


def _post_block(post, standing, election, names) -> PostBlock:
    tally = (election.result or {}).get(str(post.pk))
    if not tally:
        return PostBlock(post.get_seat_display(), post.seats, standing, [], [])
    words = {"elected": _("当选"), "tied": _("票数相同"), "lost": _("未当选")}
    rows = [
        [
            names.get(row["candidate"], "—"),
            str(row["step"]["left"]),
            f"{row['step']['comparator']} {row['step']['bar']}",
            words[row["standing"]],
        ]
        for row in tally["rows"]
    ]
    return PostBlock(post.get_seat_display(), post.seats, standing, strip_of(tally["steps"]), rows)


@dataclass(frozen=True)
class DeskPage:
    """Everything the election committee works with."""

    election: Election
    officers: list
    registered: int
    objections: list[RollObjection]
    candidates: list[Candidate]
    proxies: list[VoterProxy]
    turnout: list
    sheets: list


def desk_page(election: Election) -> DeskPage:
    """Seven statements."""
    held = VoterRegistration.objects.filter(election=election.roll_holder_id)
    turnout = list(election.turnout.all())
    return DeskPage(
        election=election,
        officers=list(election.officers.select_related("user").order_by("-is_head", "id")),
        registered=held.filter(roll=election.form, removed_on__isnull=True).count(),
        objections=list(election.objections.select_related("registration")),
        candidates=candidates_of(election, public=False),
        proxies=list(election.proxies.select_related("giver", "holder")),
        turnout=turnout[-12:],
        sheets=list(election.sheets.select_related("entered_by")),
    )


def runoffs_of(election: Election) -> list[Election]:
    """The votes that an election's open seats led to; none while it has no result."""
    return list(election.runoffs.order_by("id")) if election.outcome == "runoff" else []


@dataclass(frozen=True)
class PublicPage:
    """What everybody may know."""

    election: Election
    registered: int
    candidates: list[Candidate]
    proxies: list[VoterProxy]
    rulings: list[RollObjection]
    answers: list[ElectionComplaint]
    turnout: list
    shows_roll: bool
    shows_result: bool
    runoffs: list[Election]


def public_page(election: Election) -> PublicPage:
    """Seven statements. The proxies' list is public while the roll is (§19)."""
    shows_roll = election.status in ROLL_SHOWN
    held = VoterRegistration.objects.filter(election=election.roll_holder_id)
    shown = election.status in CANDIDATES_SHOWN
    open_roll = shows_roll or election.status in RESULT_SHOWN
    proxies = election.proxies.filter(revoked_on__isnull=True)
    answered = election.complaints.filter(status=ComplaintStatus.ANSWERED)
    return PublicPage(
        election=election,
        registered=held.filter(roll=election.form, removed_on__isnull=True).count()
        if open_roll
        else 0,
        candidates=candidates_of(election, public=True) if shown else [],
        proxies=list(proxies.select_related("giver", "holder")) if shows_roll else [],
        rulings=list(election.objections.filter(ruled_on__isnull=False)) if open_roll else [],
        answers=list(answered.order_by("-id")),
        turnout=list(election.turnout.all())[-12:],
        shows_roll=shows_roll,
        shows_result=election.status in RESULT_SHOWN,
        runoffs=runoffs_of(election),
    )


def roll_listed(
    election: Election, text: str = "", after: int = 0, *, roll: str = "voters", public=False
) -> list[VoterRegistration]:
    """Up to 51 names of one roll by number; NotFound for the public when it is not shown."""
    if public and election.status not in ROLL_SHOWN:
        raise NotFound()
    rows = VoterRegistration.objects.filter(election=election.roll_holder_id, roll=roll)
    rows = rows.filter(number__gt=after).select_related("admitted_by")
    if public:
        rows = rows.filter(removed_on__isnull=True)
    if text:
        rows = rows.filter(name__icontains=text)
    return list(rows.order_by("number")[: PAGE + 1])
