"""The figures on the desks: counts of what one may read, and KPIs of one's own place this month."""

from datetime import timedelta

from django.db.models import Count, F, Q

from portal.access.checker import Access
from portal.dashboards.kpi import Value, share
from portal.dashboards.kpis import BY_NAME, Kpi
from portal.dashboards.periods import Period, PeriodName, period_of
from portal.kernel import clock
from portal.models import Division
from portal.selectors.figures import figures_by_division, gauges_by_division
from workstations.models import (
    EntrustedAffair,
    Petition,
    Referral,
    SupervisionCase,
    TransferShare,
    Whistle,
    WhistleCall,
)
from workstations.policies.units import unit_ids_of
from workstations.selectors.cases import case_scope
from workstations.selectors.dashboards import dashboard_division
from workstations.selectors.petitions import petition_scope
from workstations.workflows import (
    WHISTLE_OVER,
    CaseStatus,
    EntrustStatus,
    PetitionStatus,
    ReferralStatus,
)
from workstations.workflows.cases import OPEN_CASES
from workstations.workflows.petitions import OPEN_PETITIONS
from workstations.workflows.transfers import AUDIT, ShareStatus

FIGURES = "workstations.view_figures"
DEPARTMENT_DAYS = 365
R, P = ReferralStatus, PetitionStatus


def own_place(access: Access) -> Division:
    """The division of the person's first post with figures; no statement. NotFound without."""
    return dashboard_division(access, None, FIGURES)


def this_month() -> Period:
    """The month in which one looks."""
    return period_of(PeriodName.THIS_MONTH, clock.today())


def kpi_values(division: Division, names: tuple[str, ...]) -> list[tuple[Kpi, Value]]:
    """The KPIs of these names, of this month; one statement."""
    period = this_month()
    sums = figures_by_division([division.pk], period.first, period.last)[division.pk]
    return [(BY_NAME[name], BY_NAME[name].value(sums)) for name in names]


def task_heights(division: Division) -> dict[str, int]:
    """How many tasks stand open and overdue now; one statement."""
    found = gauges_by_division([division.pk])[division.pk]
    return {name: found.get(f"tasks_{name}", 0) for name in ("open", "overdue")}


def case_counts(access: Access) -> dict[str, int]:
    """Open cases that the person may read: ``open``, ``overdue``, ``free`` (nobody has it),
    ``rectifying``. Who is barred from a case does not find it in a figure either."""
    mine = Q(status__in=sorted(OPEN_CASES))
    return SupervisionCase.objects.filter(case_scope(access) & mine).aggregate(
        open=Count("pk"),
        overdue=Count("pk", filter=Q(due_at__lt=clock.now())),
        free=Count("pk", filter=Q(handler__isnull=True)),
        rectifying=Count("pk", filter=Q(status=CaseStatus.RECTIFYING)),
    )


def petition_counts(access: Access) -> dict[str, int]:
    """Open petitions that the person may read: ``open``, ``overdue``, ``registered`` (to be passed
    on), ``extensions`` (questions for more time)."""
    mine = Q(status__in=sorted(OPEN_PETITIONS))
    return Petition.objects.filter(petition_scope(access) & mine).aggregate(
        open=Count("pk"),
        overdue=Count("pk", filter=Q(due_at__lt=clock.now())),
        registered=Count("pk", filter=Q(status=P.REGISTERED)),
        extensions=Count("pk", filter=Q(extension_asked_by__isnull=False)),
    )


def street_counts(access: Access) -> dict[str, int]:
    """What runs with departments and units in the person's place: ``reviews``, ``whistles``,
    ``referrals``; three statements."""
    reviews = EntrustedAffair.objects.filter(access.scope("workstations.view_entrusted"))
    whistles = Whistle.objects.filter(access.scope("workstations.view_whistle"))
    referrals = Referral.objects.filter(access.scope("workstations.view_referral"))
    return {
        "reviews": reviews.filter(status=EntrustStatus.APPLIED).count(),
        "whistles": whistles.exclude(status__in=sorted(WHISTLE_OVER)).count(),
        "referrals": referrals.filter(status=R.WAITING).count(),
    }


def share_counts(access: Access) -> dict[str, int]:
    """Shares of the yearly transfers: ``closed`` (to be audited), ``audited``, ``running``."""
    return TransferShare.objects.filter(access.scope(AUDIT)).aggregate(
        closed=Count("pk", filter=Q(status=ShareStatus.CLOSED)),
        audited=Count("pk", filter=Q(status=ShareStatus.AUDITED)),
        running=Count("pk", filter=Q(status=ShareStatus.IN_USE)),
    )


def department_values(access: Access) -> dict[str, Value]:
    """Arrival and answer in time of the person's own departments in the last 365 days, counted as
    the KPIs ``whistle_arrival`` and ``referral_on_time`` count for a place; two statements."""
    units, since = unit_ids_of(access), clock.now() - timedelta(days=DEPARTMENT_DAYS)
    ended = WhistleCall.objects.filter(unit__in=units, whistle__ended_at__gte=since)
    was_due = Q(arrived_at__isnull=False) | Q(whistle__due_at__lte=F("whistle__ended_at"))
    calls = ended.aggregate(
        due=Count("pk", filter=was_due),
        came=Count("pk", filter=Q(arrived_at__lte=F("whistle__due_at"))),
    )
    answered = Referral.objects.filter(unit__in=units, replied_at__gte=since)
    replies = answered.filter(status__in=[R.ANSWERED, R.DECLINED]).aggregate(
        all=Count("pk"), in_time=Count("pk", filter=Q(replied_at__lte=F("answer_due_at")))
    )
    return {
        "whistle_arrival": share(calls["came"], calls["due"]),
        "referral_on_time": share(replies["in_time"], replies["all"]),
    }
