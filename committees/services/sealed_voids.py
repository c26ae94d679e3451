"""A box that cannot be opened: the vote on the motion is declared void, and debated on."""

from django.db import transaction

from committees.models import SealedVote
from committees.services.sealed_motions import input_of
from committees.services.vote_results import conclude, result_store
from committees.tally import TallyRules, tally_void
from committees.workflows.sealed import VOID
from portal.access.checker import access_of
from portal.services.records import record_append
from portal.services.transitions import subject_lock, transition_apply


@transaction.atomic
def box_give_up(*, actor, vote: SealedVote, remark: str, version=None) -> SealedVote:
    """The oversight committee declares, with its reason and in public, that a closed box cannot be
    opened (shares lost). Nobody may once a result was brought: what it says must not decide whether
    it counts. TransitionRefused; RuleViolated on ``remark``."""
    vote = subject_lock(vote)
    words = {"remark": remark, "remark_is_public": True, "version": version}
    vote = transition_apply(vote, "give_up", actor=actor, **words).subject
    event = vote.vote_event
    result = tally_void(TallyRules.from_json(event.rules), input_of(event, None))
    result_store(event, result)
    data = {"outcome": result.outcome, "origin": event.motion.origin}
    data |= {"present": result.counts["present"], "members": result.counts["members"]}
    post = access_of(actor).post_for(VOID, vote)
    record_append(subject=event, verb="close", actor=actor, post=post, data=data)
    conclude(actor, event, result.outcome)
    return vote
