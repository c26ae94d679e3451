"""Short ways to bring a year's transfers somewhere: three communities, 100,000 yuan."""

from datetime import date
from uuid import uuid4

from committees.models import Resolution
from portal.models import DivisionProfile, Role
from portal.services.roles import role_grant
from tests import world as worlds
from workstations.services import transfer_money as money
from workstations.services import transfers as write

POOL = 10_000_000
WEIGHTS = {"equal": 40, "population": 30, "households": 20, "area": 10}
FIGURES = {
    "mingtong": (6000, 2000, "0.50"),
    "baita": (3000, 1000, "0.30"),
    "xinying": (9000, 3000, "0.70"),
}


class Year:
    """The year 2026; each method is one step by the right person."""

    def __init__(self, world):
        self.world = world
        second = worlds.person("districter2", "韩二")
        role_grant(
            actor=None,
            user=second,
            role=Role.DISTRICT_OFFICIAL,
            division=world.district,
            valid_from=worlds.TERM_FROM,
        )
        world.people["districter2"] = second
        for name, (population, households, area) in FIGURES.items():
            DivisionProfile.objects.create(
                division=getattr(world, name),
                as_of=date(2025, 12, 31),
                population=population,
                households=households,
                area_km2=area,
            )
        self.plan = self.share = None

    def draft(self, **words):
        given = {
            "year": 2026,
            "pool_fen": POOL,
            "source": "区级预算 盘财预〔2026〕1号",
            "weights": WEIGHTS,
            "inputs_as_of": date(2026, 3, 1),
        }
        return write.PlanDraft(**(given | words))

    def made(self, key=None, **words):
        self.plan = write.plan_make(
            actor=self.world.districter,
            district=self.world.district,
            draft=self.draft(**words),
            submit_key=key or uuid4(),
        )
        self.share = self.plan.shares.get(community=self.world.mingtong)
        return self.plan

    def step(self, name, actor, **words):
        self.plan = write.plan_step(actor=actor, plan=self.plan, name=name, **words)
        return self.plan

    def proposed(self):
        self.made()
        return self.step("propose", self.world.districter)

    def approved(self):
        self.proposed()
        return self.step("approve", self.world.people["districter2"])

    def paid_down(self):
        self.approved()
        self.plan = write.plan_pay_down(actor=self.world.districter, plan=self.plan, voucher="拨-1")
        self.share.refresh_from_db()
        return self.plan

    def in_use(self):
        self.paid_down()
        self.share = money.share_allot(actor=self.world.street, share=self.share, voucher="拨-2")
        return self.share

    def closed(self):
        self.in_use()
        self.share = money.share_close(actor=self.world.street, share=self.share)
        return self.share

    def audited(self):
        self.closed()
        for share in self.plan.shares.exclude(pk=self.share.pk):
            street = self.world.people[
                "street" if share.subdistrict_id == self.world.tuodong.pk else "donghua_street"
            ]
            money.share_allot(actor=street, share=share, voucher="拨-3")
            self.audit(money.share_close(actor=street, share=share))
        self.share = self.audit(self.share)
        self.plan.refresh_from_db()
        return self.share

    def audit(self, share):
        return money.share_audit(actor=self.world.auditor, share=share, finding="账实相符。")

    def ask(self, ground, actor=None, fen=100_000, **words):
        given = {"payee": "园林公司", "purpose": "补种桂花", "submit_key": uuid4()}
        name = "resolution" if isinstance(ground, Resolution) else "entrusted"
        return money.use_ask(
            actor=actor or self.world.member4,
            share=self.share,
            fen=fen,
            **{name: ground},
            **(given | words),
        )
