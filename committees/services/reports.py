"""Yearly reports: the committee's by its leaders, a member's by the member (§37)."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from committees.models.appraisals import YearlyReport
from committees.models.bodies import Committee, Membership
from committees.services.disclosure_duties import duty_facts, report_duty
from committees.services.seats import place_lock
from committees.texts import canonical_hash
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import Refused, RuleViolated
from portal.services.records import record_append

PUBLISH = "committees.publish_report"
LEAD = "committees.publish_resolution"


@transaction.atomic
def report_publish(
    *,
    actor,
    committee: Committee,
    year: int,
    text: str,
    submit_key,
    membership: Membership | None = None,
) -> YearlyReport:
    """Publish a report for good; a later one of the same year is its next number. The same key
    is the same report. RuleViolated on ``year`` or ``text``."""
    access = access_of(actor)
    access.require(PUBLISH if membership else LEAD, committee)
    if membership and (membership.user_id != actor.pk or membership.committee_id != committee.pk):
        raise Refused(_("述职报告由本人公布。"))
    if not committee.term_from.year <= year <= clock.today().year:
        raise RuleViolated(_("年度要在本届任期之内，且不晚于今年。"), field="year", code="year")
    if not text.strip():
        raise RuleViolated(_("请填写这一项。"), field="text", code="required")
    place_lock(committee.community)
    known = YearlyReport.objects.filter(submit_key=submit_key, published_by=actor).first()
    if known:
        return known
    same = YearlyReport.objects.filter(committee=committee, year=year, membership=membership)
    row = YearlyReport.objects.create(
        community=committee.community,
        committee=committee,
        membership=membership,
        year=year,
        number=(same.aggregate(last=Max("number"))["last"] or 0) + 1,
        text=text.strip(),
        text_hash=canonical_hash({"year": year, "text": text.strip()}),
        published_by=actor,
        published_at=clock.now(),
        submit_key=submit_key,
    )
    post = access.post_for(PUBLISH, committee)
    data = {"year": year, "number": row.number, "text_hash": row.text_hash}
    duty = report_duty(committee.community, year, 0 if membership else row.number)
    with duty_facts(*duty) as facts:
        record_append(subject=row, verb="publish", actor=actor, post=post, data=data | facts)
    return row
