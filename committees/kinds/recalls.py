"""How a demand for a recall is told of, and who hears."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from committees.selectors.audience import callers, duty_hears, duty_why
from committees.selectors.recalls import ENTER, VIEW, petitions_by_ids
from committees.workflows import RECALL_PETITION, PetitionStatus
from portal.selectors.pictures import picture_guard_add
from portal.services.kinds import ClockOf, SubjectKind, Verb, kind_register

HAND = "residents"
OWED = {"reach", "reopen"}


def scan_is_shown(access, picture) -> bool:
    """A signature's scan is for whoever may enter or check signatures."""
    row = picture.recall_signatures.select_related("petition").first()
    return row is not None and access.can(ENTER, row.petition)


def proxy_is_shown(access, picture) -> bool:
    """A proxy's paper is for whoever runs that election."""
    row = picture.proxy_papers.select_related("election").first()
    return row is not None and access.can("committees.run_election", row.election)


def petition_audience(record, petition) -> dict[int, str]:
    """Who started it, and whose seat it is; once reached, those whose duty it is now."""
    people = dict.fromkeys((petition.started_by_id, petition.membership.user_id), "responsible")
    if record.verb in OWED:
        people |= dict.fromkeys(callers(petition), "responsible")
    told = {"start", "call_vote", "lapse", "withdraw", "end"} | OWED
    return people if record.verb in told else {}


def petition_needs(record, petition) -> set[int]:
    """The vote is owed once the number is reached."""
    waits = petition.status == PetitionStatus.REACHED and record.verb in OWED
    return callers(petition) if waits else set()


def petition_clock_hears(petition, level: str) -> set[int]:
    """Who is told that the days for calling the vote run out (``duty_hears``)."""
    return duty_hears(petition, callers(petition), level)


picture_guard_add(scan_is_shown)
picture_guard_add(proxy_is_shown)
kind_register(
    SubjectKind(
        subject_type="recall_petition",
        label=_("罢免要求"),
        workflow=RECALL_PETITION,
        verbs={
            "start": Verb(_("发起联名，要求罢免"), HAND),
            "sign": Verb(_("有人联名"), HAND, public=False),
            "enter_paper": Verb(_("录入了一份纸质联名"), HAND, public=False),
            "confirm": Verb(_("复核了一份纸质联名"), HAND, public=False),
            "refuse": Verb(_("退回了一份纸质联名"), HAND, public=False),
        },
        load=petitions_by_ids,
        title=str,
        url=lambda petition: reverse("committees:recall_petition", args=[petition.pk]),
        can_see=lambda access, petition: access.can(VIEW, petition),
        audience=petition_audience,
        needs=petition_needs,
        clock=ClockOf(
            reading=lambda petition: petition.clock_reading,
            hears=petition_clock_hears,
            why=lambda petitions: {row.pk: duty_why(row) for row in petitions},
        ),
    )
)
