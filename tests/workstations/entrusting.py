"""Short ways to bring an entrusted affair of 明通巷 somewhere."""

from datetime import timedelta
from uuid import uuid4

from portal.kernel import clock
from tests import world as worlds
from workstations.services import entrusted as write
from workstations.services import ledger
from workstations.services.units import unit_add, unit_member_add

PAPER = {"voucher": "0001"}


class Deal:
    """A department, its clerk, and one affair; each method is one step by the right person."""

    def __init__(self, world):
        self.world = world
        self.unit = unit_add(
            actor=None, district=world.district, name="盘龙区民政局", kind="department"
        )
        self.clerk = worlds.person("clerk", "部门甲")
        unit_member_add(actor=None, unit=self.unit, user=self.clerk)
        self.world.people["clerk"] = self.clerk
        self.affair = None

    def draft(self, **words):
        given = {
            "title": "高龄补贴年审入户",
            "legal_basis": "《老年人权益保障法》第三十三条",
            "volume": "入户 300 户",
            "powers": "查询高龄津贴系统",
            "starts_on": clock.today(),
            "ends_on": clock.today() + timedelta(days=60),
            "fee_fen": 3_000_000,
        }
        return write.EntrustDraft(**(given | words))

    def apply(self, key=None, **words):
        self.affair = write.entrusted_apply(
            actor=self.clerk,
            unit=self.unit,
            community=self.world.mingtong,
            draft=self.draft(**words),
            submit_key=key or uuid4(),
        )
        return self.affair

    def step(self, actor, name, **words):
        self.affair = write.entrusted_step(actor=actor, affair=self.affair, name=name, **words)
        return self.affair

    def quoted(self, fen=2_400_000):
        self.apply()
        self.step(self.world.street, "admit")
        self.affair = write.opinion_give(
            actor=self.world.chair, affair=self.affair, opinion="可以办，请先公示。"
        )
        words = {"hours": 240, "fen": fen}
        self.affair = write.quote_give(actor=self.world.head, affair=self.affair, **words)
        return self.affair

    def signed(self):
        self.quoted()
        for actor in (self.clerk, self.world.street):
            self.affair = write.agreement_sign(actor=actor, affair=self.affair)
        return self.affair

    def funded(self, fen=2_400_000, **words):
        self.signed()
        given = PAPER | words
        self.affair = ledger.fee_record(
            actor=self.world.street, affair=self.affair, fen=fen, **given
        )
        return self.affair

    def task(self, **words):
        given = {
            "title": "第一片入户",
            "due_on": clock.today() + timedelta(days=20),
            "evidence_wanted": "登记表照片",
            "submit_key": uuid4(),
        }
        task = write.entrusted_task_open(
            actor=self.world.head, affair=self.affair, **(given | words)
        )
        self.affair.refresh_from_db()
        return task

    def running(self):
        self.funded()
        self.task()
        return self.affair

    def ask(self, fen=1_000_000, **words):
        given = {"payee": "打印店", "purpose": "登记表印刷", "submit_key": uuid4()}
        return ledger.payout_ask(
            actor=self.world.head, affair=self.affair, fen=fen, **(given | words)
        )
