"""Short ways to bring a supervision case, or a petition, of 明通巷 somewhere."""

from datetime import timedelta
from uuid import uuid4

from committees.models import OversightSeat
from portal.kernel import clock
from portal.services.roles import role_grant
from tests import world as worlds
from workstations.services import case_steps as step
from workstations.services import cases as write
from workstations.services import petitions as ask

SECRET = "三月一日晚上九点，在值班室收了两条烟，我在窗外看见的。"
WHISTLER = "苟灵灵"
DAYS = timedelta(days=1)


class Matter:
    """One case; each method is one step by the right person. ``handler`` has it."""

    def __init__(self, world):
        self.world = world
        self.handler = world.inspector
        self.case = None
        self.whistler = worlds.person("whistler", WHISTLER, phone="13700000091")
        self.watch = worlds.person("watch", "监委")
        place = {"division": world.mingtong, "valid_from": worlds.TERM_FROM}
        role_grant(actor=None, user=self.watch, role="oversight_member", **place)
        world.people |= {"whistler": self.whistler, "watch": self.watch}

    def second_inspector(self):
        """Another inspector of the same district."""
        other = worlds.person("inspector2", "另监")
        place = {"division": self.world.district, "valid_from": worlds.TERM_FROM}
        role_grant(actor=None, user=other, role="discipline_inspector", **place)
        self.world.people["inspector2"] = other
        return other

    def seat(self, user):
        """A tie is declared where one of the two sits: here ``user`` on the oversight committee."""
        OversightSeat.objects.create(
            community=self.world.mingtong, user=user, valid_from=worlds.TERM_FROM
        )

    def complained(self, key=None, **words):
        given = {"community": self.world.mingtong, "body": "station", "text": SECRET} | words
        self.case = write.complaint_file(actor=self.whistler, submit_key=key or uuid4(), **given)
        return self.case

    def opened(self, actor=None, key=None, **words):
        given = {
            "community": self.world.mingtong,
            "source": "inspection",
            "body": "station",
            "title": "台账不全",
            "summary": "三月份没有走访记录",
        } | words
        actor = actor or self.handler
        self.case = write.case_open(
            actor=actor, draft=write.CaseDraft(**given), submit_key=key or uuid4()
        )
        return self.case

    def step(self, name, actor=None, **words):
        self.case = step.case_step(actor=actor or self.handler, case=self.case, name=name, **words)
        return self.case

    def accepted(self):
        self.opened()
        return self.step("accept")

    def notified(self, accused=(), open_it=True, **words):
        if open_it:
            self.opened()
        self.step("accept")
        given = {
            "title": "值班和台账",
            "notice": "请说明三月份走访台账的情况。",
            "explain_by": clock.today() + 5 * DAYS,
        } | words
        self.case = step.case_notify(
            actor=self.handler, case=self.case, accused=list(accused), **given
        )
        return self.case

    def explained(self, **words):
        self.notified(**words)
        self.case = step.case_explain(
            actor=self.world.head, case=self.case, words="漏记了，已经补。"
        )
        return self.case

    def found(self, is_upheld=True, **words):
        self.explained(**words)
        given = {"is_upheld": is_upheld, "text": "台账缺三周", "basis": "社工站工作制度第九条"}
        self.case = step.case_find(actor=self.handler, case=self.case, **given)
        return self.case

    def ordered(self, **words):
        self.found()
        given = {
            "title": "补齐走访台账",
            "text": "逐户补记，附照片。",
            "due_on": clock.today() + 20 * DAYS,
        } | words
        self.case = step.case_order(actor=self.handler, case=self.case, **given)
        return self.case

    def reported(self):
        self.ordered()
        self.case = step.case_report(actor=self.world.head, case=self.case, words="补齐了")
        return self.case

    def checked(self):
        self.reported()
        return self.step("check", remark="抽查五户，属实。")

    def closed(self):
        self.checked()
        return self.step("close", remark="已整改到位。")


class Plea:
    """One petition; each method is one step by the right person."""

    def __init__(self, world):
        self.world = world
        self.petition = None

    def draft(self, **words):
        given = {
            "community": self.world.mingtong,
            "kind": "claim",
            "title": "补偿款没有到账",
            "text": "去年修路占了门口的地，补偿款一直没有到账。",
        }
        return ask.PetitionDraft(**(given | words))

    def filed(self, key=None, **words):
        self.petition = ask.petition_file(
            actor=self.world.resident, draft=self.draft(**words), submit_key=key or uuid4()
        )
        return self.petition

    def step(self, actor, name, **words):
        self.petition = ask.petition_step(actor=actor, petition=self.petition, name=name, **words)
        return self.petition

    def transferred(self):
        self.filed()
        return self.step(self.world.petitioner, "transfer")

    def acknowledged(self):
        self.transferred()
        return self.step(self.world.street, "acknowledge")

    def answered(self):
        self.acknowledged()
        self.petition = ask.petition_answer(
            actor=self.world.street, petition=self.petition, text="款项已经核定，五月发放。"
        )
        return self.petition

    def reviewed(self):
        self.answered()
        self.step(self.world.resident, "ask_review", remark="数目不对")
        self.petition = ask.petition_review(
            actor=self.world.districter, petition=self.petition, text="维持原答复。"
        )
        return self.petition

    def re_reviewed(self):
        self.reviewed()
        self.step(self.world.resident, "ask_re_review", remark="还是不对")
        self.petition = ask.petition_re_review(
            actor=self.world.petitioner, petition=self.petition, text="市级复核：维持。"
        )
        return self.petition
