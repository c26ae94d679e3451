"""How a demand for a recall is told of, and who hears."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from committees.policies.deliberation import LEADERS
from committees.selectors.audience import holders
from committees.selectors.recalls import ENTER, VIEW, petitions_by_ids
from committees.workflows import RECALL_PETITION, PetitionStatus
from portal.selectors.pictures import picture_guard_add
from portal.services.kinds import SubjectKind, Verb, kind_register

HAND = "residents"


def scan_is_shown(access, picture) -> bool:
    """A signature's scan is for whoever may enter or check signatures."""
    row = picture.recall_signatures.select_related("petition").first()
    return row is not None and access.can(ENTER, row.petition)


def proxy_is_shown(access, picture) -> bool:
    """A proxy's paper is for whoever runs that election."""
    row = picture.proxy_papers.select_related("election").first()
    return row is not None and access.can("committees.run_election", row.election)


def _leaders(petition) -> set[int]:
    """Who has to call the vote, without the one it is about."""
    return holders(LEADERS, petition.community_id) - {petition.membership.user_id}


def petition_audience(record, petition) -> dict[int, str]:
    """Who started it, and whose seat it is; once reached, the leaders, whose duty it is now."""
    people = dict.fromkeys((petition.started_by_id, petition.membership.user_id), "responsible")
    if record.verb == "reach":
        people |= dict.fromkeys(_leaders(petition), "responsible")
    told = {"start", "reach", "call_vote", "lapse", "withdraw", "end"}
    return people if record.verb in told else {}


def petition_needs(record, petition) -> set[int]:
    """The leaders owe a vote once the number is reached."""
    waits = petition.status == PetitionStatus.REACHED and record.verb == "reach"
    return _leaders(petition) if waits else set()


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
    )
)
