"""Complaints about an election, answered by the district in public (§22)."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from committees.models import Election, ElectionComplaint
from committees.services.objections import OBJECT
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import RuleViolated
from portal.kernel.personal import names_a_person
from portal.services.transitions import subject_create, transition_apply

PERIOD = {"days": 30}  # of elections called before the rules named one


def complaint_file(*, actor, election: Election, text: str, submit_key) -> ElectionComplaint:
    """Tell the district what is wrong; nobody else reads it. It answers within the days of the
    election's rules. RuleViolated on ``text``."""
    rows = ElectionComplaint.objects.filter(submit_key=submit_key, filed_by=actor)
    known = rows.first()
    if known:
        return known
    if not text.strip():
        raise RuleViolated(_("请填写。"), field="text", code="required")
    row = ElectionComplaint(
        community_id=election.community_id,
        subdistrict_id=election.subdistrict_id,
        district_id=election.district_id,
        election=election,
        text=text.strip(),
        due_on=clock.today() + timedelta(days=election.rules.get("complaints", PERIOD)["days"]),
        filed_by=actor,
        submit_key=submit_key,
        created_at=clock.now(),
    )
    access = access_of(actor)
    access.require(OBJECT, election)
    post = access.post_for(OBJECT, election)
    try:
        with transaction.atomic():
            subject_create(row, actor=actor, post=post, verb="file", is_public=False)
    except IntegrityError:
        known = rows.first()
        if known is None:
            raise
        return known
    return row


def complaint_answer(
    *, actor, complaint: ElectionComplaint, answer: str, version=None
) -> ElectionComplaint:
    """What the district found, in public and without a name. RuleViolated on ``answer``."""
    if not answer.strip():
        raise RuleViolated(_("请填写。"), field="answer", code="required")
    if names_a_person(answer):
        words = _("这里的文字人人可见，请去掉手机号码和身份证号码。")
        raise RuleViolated(words, field="answer", code="personal")
    changes = {"answer": answer.strip(), "answered_by": actor, "answered_at": clock.now()}
    return transition_apply(
        complaint, "answer", actor=actor, version=version, changes=changes
    ).subject
