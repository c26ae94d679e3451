"""How an election is told of, and who hears."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from committees.models import ElectionOfficer
from committees.selectors.elections import VIEW, elections_by_ids
from committees.workflows import ELECTION
from portal.services.kinds import SubjectKind, Verb, kind_register

HAND = "deliberation"
QUIET = {"enter_count", "note_turnout", "register", "import_roll"}


def election_audience(record, election) -> dict[int, str]:
    """Those who run it; residents read the public page."""
    if record.verb in QUIET:
        return {}
    officers = ElectionOfficer.objects.filter(election=election.pk, left_on__isnull=True)
    return dict.fromkeys(officers.values_list("user_id", flat=True), "responsible")


kind_register(
    SubjectKind(
        subject_type="election",
        label=_("选举"),
        workflow=ELECTION,
        verbs={"call": Verb(_("部署了选举"), HAND)},
        load=elections_by_ids,
        title=str,
        url=lambda election: reverse("committees:election", args=[election.pk]),
        can_see=lambda access, election: access.can(VIEW, election),
        audience=election_audience,
    )
)
