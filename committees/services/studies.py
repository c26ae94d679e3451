"""Major matters with the Party organisation (§30): study with a term, an opinion, never a veto."""

from datetime import date, timedelta

from django.utils import translation
from django.utils.translation import gettext as _

from committees.models import Motion
from portal.kernel import clock
from portal.models import Division
from portal.selectors.rules import rule_set_for
from portal.services.transitions import transition_apply

# The law names no days for the study; rule sets stored before it was asked for have none either.
STUDY = {"days": 15, "article": "默认"}


def study_due_on(community: Division) -> date:
    """Until when the Party organisation studies a matter sent to it today."""
    rules = rule_set_for(clock.today(), community).rules.get("party_study", STUDY)
    return clock.today() + timedelta(days=rules["days"])


def motion_go_on_without_opinion(*, actor, motion: Motion, version: int | None = None) -> Motion:
    """The time to study it is over and no opinion was given: the matter goes on, and says so.
    TransitionRefused before that day."""
    with translation.override("zh-hans"):
        words = _("研究期限内没有提出意见。")
    return transition_apply(
        motion,
        "go_on_without_opinion",
        actor=actor,
        version=version,
        changes={"party_opinion": words},
    ).subject
