"""The committee assesses its station's year: drafted, signed by two or resolved, published."""

from fractions import Fraction

from django.db import transaction
from django.utils.translation import gettext as _

from committees.models import Resolution
from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated
from portal.services.transitions import subject_create, subject_lock, transition_apply
from workstations import scoring
from workstations.models import Scored, StationReview, Workstation
from workstations.selectors.score_evidence import evidence_of
from workstations.services.scores import points_checked
from workstations.services.year_results import year_scheme
from workstations.workflows.station_reviews import DRAFT, PUBLISH

WORDS = {"state_self": "self_words", "answer": "answer", "conclude": "outcome"}
STEPS = frozenset({"sign_chair", "sign_second", "send_back", "publish"})


def _measured(station: Workstation, scheme, quarters, points, words: str) -> dict:
    """The fields that hold what was scored. RuleViolated on ``points_<indicator>``, ``words``."""
    lines, total = points_checked(scheme.pk, Scored.STATION, points)
    if not words.strip():
        raise RuleViolated(_("请写评语。"), field="words", code="required")
    last = scoring.quarter_last(quarters[-1])
    return {
        "lines": lines,
        "total": total,
        "grade": scheme.grade_of(Fraction(total, 100)),
        "words": words.strip(),
        "evidence": evidence_of(station, quarters[0], last),
    }


@transaction.atomic
def review_draft(
    *, actor, station: Workstation, year: int, points: dict[int, int], words: str
) -> StationReview:
    """A member drafts the assessment of a year that is over, {indicator id: 0–100}; drafting
    one's own twice gives the first. NotFound; RuleViolated on ``year``, ``points_<indicator>``,
    ``words``."""
    Workstation.objects.select_for_update(of=("self",)).get(pk=station.pk)
    area = station.community.parent
    access = access_of(actor)
    if not access.can(DRAFT, station):
        raise NotFound()
    known = StationReview.objects.filter(station=station, year=year).first()
    if known is not None and known.drafted_by_id == actor.pk:
        return known
    if known is not None:
        raise RuleViolated(_("这一年已经有一份考核。"), field="words", code="twice")
    scheme, quarters = year_scheme(area.pk, year)
    review = StationReview(
        community=station.community,
        subdistrict=area,
        district_id=area.parent_id,
        station=station,
        year=year,
        scheme=scheme,
        drafted_by=actor,
        created_at=clock.now(),
        **_measured(station, scheme, quarters, points, words),
    )
    post, data = access.post_for(DRAFT, review), {"year": year}
    subject_create(review, actor=actor, post=post, verb="draft", data=data, is_public=False)
    return review


@transaction.atomic
def review_amend(*, actor, review: StationReview, points: dict[int, int], words: str, version=None):
    """Change a draft nobody has signed; whoever changes it becomes who drafted it. Refused;
    TransitionRefused; RuleViolated as for the draft."""
    review = subject_lock(review)
    access_of(actor).require(DRAFT, review)
    scheme, quarters = year_scheme(review.subdistrict_id, review.year)
    changes = _measured(review.station, scheme, quarters, points, words)
    changes |= {"scheme": scheme, "drafted_by": actor}
    given = {"changes": changes, "version": version}
    return transition_apply(review, "amend", actor=actor, **given).subject


@transaction.atomic
def review_step(*, actor, review: StationReview, name: str, remark: str = "", version=None):
    """Sign, send back (the signatures fall) or publish. NotFound for any other step."""
    if name not in STEPS:
        raise NotFound()
    changes = {
        "sign_chair": {"chair": actor},
        "sign_second": {"second": actor, "signed_at": clock.now()},
        "send_back": {"chair": None, "second": None, "resolution": None, "signed_at": None},
        "publish": {"published_at": clock.now()},
    }[name]
    words = {"changes": changes, "remark": remark, "version": version}
    return transition_apply(review, name, actor=actor, **words).subject


@transaction.atomic
def review_resolve(*, actor, review: StationReview, resolution: Resolution, version=None):
    """It rests on a resolution of the community's committee that is published and in force.
    Refused; RuleViolated on ``resolution``."""
    access_of(actor).require(PUBLISH, review)
    rows = Resolution.objects.public().in_force().filter(community=review.community_id)
    if not rows.filter(pk=resolution.pk).exists():
        raise RuleViolated(_("请选择本社区已公布的决议。"), field="resolution", code="foreign")
    changes = {"resolution": resolution, "signed_at": clock.now()}
    words = {"changes": changes, "data": {"resolution": resolution.pk}, "version": version}
    return transition_apply(review, "resolve", actor=actor, **words).subject


@transaction.atomic
def review_words(*, actor, review: StationReview, name: str, words: str, version=None):
    """The station's own words before (state_self) and after (answer), and what the sub-district
    draws from it (conclude). NotFound for any other step; RuleViolated on ``words``."""
    if name not in WORDS:
        raise NotFound()
    if not words.strip():
        raise RuleViolated(_("请填写。"), field="words", code="required")
    given = {"changes": {WORDS[name]: words.strip()}, "version": version}
    return transition_apply(review, name, actor=actor, **given).subject
