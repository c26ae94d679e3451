"""The demo's transfers: last year audited, this year in use, next year being computed."""

from datetime import date, datetime, timedelta

from committees.models import Resolution
from portal.kernel import clock
from portal.models import Division, DivisionProfile, Level, Role, User
from workstations.demo.people import Crowd
from workstations.demo.place import Place, key
from workstations.models import TransferPlan, TransferShare
from workstations.services import transfer_money as money
from workstations.services import transfers as write

WEIGHTS = {"equal": 40, "population": 40, "households": 20, "area": 0}
SOURCE = "区级预算 盘财预（演示）"


def all_of(place: Place, crowd: Crowd, now: datetime) -> None:
    """Figures for every community, then the plans."""
    district = Division.objects.get(pk=place.community.parent.parent_id)
    _figures(district, now)
    first = crowd.person("district")
    second = crowd.person("district-2")
    crowd.hold(second, Role.DISTRICT_OFFICIAL, district)
    makers = (first, second)
    with clock.at(now - timedelta(days=60)):
        plan = _plan(district, makers, now.year, 480_000_00)
        _approve(plan, makers)
    with clock.at(now - timedelta(days=50)):
        _down(plan, first)
    with clock.at(now - timedelta(days=20)):
        _use(plan, place)
    with clock.at(now - timedelta(days=2)):
        _plan(district, makers, now.year + 1, 520_000_00)


def _figures(district: Division, now: datetime) -> None:
    """Invented, but the same at every run and never the same for two."""
    rows = Division.objects.open_on().at_level(Level.COMMUNITY)
    for number, row in enumerate(rows.filter(parent__parent=district).order_by("code")):
        if not row.profiles.filter(population__isnull=False).exists():
            households = 1200 + (number * 137) % 1400
            population = households * 26 // 10 + number * 11 % 90
            DivisionProfile.objects.create(
                division=row,
                as_of=date(now.year - 1, 12, 31),
                households=households,
                population=population,
                population_adult=population * 82 // 100,
                source="演示数据",
            )


def _plan(district: Division, makers: tuple[User, User], year: int, pool: int) -> TransferPlan:
    draft = write.PlanDraft(
        year=year, pool_fen=pool, source=SOURCE, weights=WEIGHTS, inputs_as_of=clock.today()
    )
    words = {"district": district, "draft": draft, "submit_key": key("transfers", year)}
    return write.plan_make(actor=makers[0], **words)


def _approve(plan: TransferPlan, makers: tuple[User, User]) -> None:
    """One community gets more, another less; proposed by one, approved by the other."""
    less, more = plan.shares.order_by("community__code")[:2]
    for share, change in ((less, -200_000), (more, 200_000)):
        reason = "旧院落改造任务较多" if change > 0 else "上年结余较多"
        write.share_adjust(
            actor=makers[0], share=share, fen=share.computed_fen + change, reason=reason
        )
    plan = write.plan_step(actor=makers[0], plan=plan, name="propose")
    write.plan_step(actor=makers[1], plan=plan, name="approve")


def _down(plan: TransferPlan, actor: User) -> None:
    """To the streets; the streets with somebody pass all but one share on."""
    write.plan_pay_down(actor=actor, plan=plan, voucher="拨-0001")
    for number, share in enumerate(plan.shares.order_by("community__code")):
        street = _street(share)
        if street is not None and number % 4 != 3:
            money.share_allot(actor=street, share=share, voucher=f"拨-1{number:03d}")


def _street(share: TransferShare) -> User | None:
    rows = share.subdistrict.role_assignments.filter(role=Role.SUBDISTRICT_OFFICIAL)
    row = rows.order_by("id").first()
    return row.user if row else None


def _use(plan: TransferPlan, place: Place) -> None:
    """Two uses for the courtyard's resolution: one paid, one waiting for the second person."""
    share = plan.shares.get(community=place.community)
    if share.status == "at_street":
        share = money.share_allot(actor=_street(share), share=share, voucher="拨-2001")
    ground = Resolution.objects.in_force().filter(community=place.community).earliest("id")
    cast = place.cast
    member = next(row for row in cast.members if row not in {cast.chair, cast.vice})
    for number, (fen, payee, purpose) in enumerate(
        ((86_000, "盘龙园林队", "桂花苗和移栽"), (42_500, "巷口五金店", "院坝排水沟盖板"))
    ):
        use = money.use_ask(
            actor=member,
            share=share,
            resolution=ground,
            fen=fen,
            payee=payee,
            purpose=purpose,
            submit_key=key("transfers", "use", number),
        )
        money.use_approve(actor=cast.chair, use_id=use.pk)
        if number == 0:
            money.use_approve(actor=cast.vice, use_id=use.pk)
