"""How whistles, requests for one, and referrals are told of, and who hears."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.services.kinds import ClockOf, SubjectKind, Verb, kind_register
from workstations.selectors import whistle_audience as audience
from workstations.selectors.referrals import may_see_referral, referrals_by_ids
from workstations.selectors.whistles import may_see_whistle, requests_by_ids, whistles_by_ids
from workstations.workflows import REFERRAL, WHISTLE

HAND = "execution"
LATE = {
    "clock_yellow": Verb(_("部门的时限只剩五分之一"), "calm", public=False),
    "clock_red": Verb(_("部门超过了时限"), "calm"),
    "clock_escalated": Verb(_("部门超时过半，已报到区里"), "calm"),
}

kind_register(
    SubjectKind(
        subject_type="whistle",
        label=_("吹哨"),
        workflow=WHISTLE,
        verbs={"blow": Verb(_("街道吹哨，请部门到现场"), HAND), **LATE},
        load=whistles_by_ids,
        title=lambda whistle: whistle.title,
        url=lambda whistle: reverse("workstations:whistle", args=[whistle.pk]),
        can_see=may_see_whistle,
        audience=audience.whistle_audience,
        needs=audience.whistle_needs,
        clock=ClockOf(
            reading=lambda whistle: whistle.clock_reading,
            hears=audience.whistle_clock_hears,
            why=audience.whistles_why,
        ),
    )
)
kind_register(
    SubjectKind(
        subject_type="whistle_request",
        label=_("吹哨请求"),
        verbs={
            "ask": Verb(_("社区请街道吹哨"), HAND, public=False),
            "refuse": Verb(_("街道没有同意吹哨"), HAND, public=False),
        },
        load=requests_by_ids,
        title=lambda request: request.source.title,
        url=lambda request: reverse("workstations:whistle_request", args=[request.pk]),
        can_see=lambda access, request: access.can("workstations.view_whistle", request),
        audience=audience.request_audience,
        needs=audience.request_needs,
    )
)
kind_register(
    SubjectKind(
        subject_type="referral",
        label=_("转部门办理"),
        workflow=REFERRAL,
        verbs={"refer": Verb(_("街道转给部门，请答复"), HAND), **LATE},
        load=referrals_by_ids,
        title=lambda referral: referral.title,
        url=lambda referral: reverse("workstations:referral", args=[referral.pk]),
        can_see=may_see_referral,
        audience=audience.referral_audience,
        needs=audience.referral_needs,
        clock=ClockOf(
            reading=lambda referral: referral.clock_reading,
            hears=audience.referral_clock_hears,
            why=audience.referrals_why,
        ),
    )
)
