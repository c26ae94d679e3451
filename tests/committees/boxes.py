"""A sealed vote taken as far as a test needs, with the keys of a ceremony beside it."""

import secrets
from datetime import timedelta
from uuid import uuid4

from committees import sealing
from committees.services import sealed, sealed_casting, sealed_drafts, sealed_opening, sealed_roll
from portal.kernel import clock
from portal.models import Role, User
from portal.services.roles import role_grant

QUESTIONS = [
    {"text": "主任的工作", "options": ["称职", "基本称职", "不称职"], "least": 1, "most": 1},
    {"text": "最想先办哪几件", "options": ["路灯", "扶手", "绿化", "停车"], "least": 1, "most": 2},
]
TRUSTEES = [{"name": f"保管{number}", "office": "居民观察员"} for number in range(1, 6)]


class Box:
    """One sealed vote of 明通巷; ``voters`` people on its roll."""

    def __init__(self, hall, voters: int = 3):
        self.hall, self.world = hall, hall.world
        self.chair, self.second = self.world.chair, self.world.vice
        self.voters = [self.voter(number) for number in range(voters)]
        self.seed = secrets.token_bytes(sealing.SEED)
        self.vote = None

    def voter(self, number: int) -> User:
        user = User.objects.create_user(username=f"sealed{number}-{uuid4().hex[:6]}", name="密")
        place = {"division": self.world.mingtong, "role": Role.RESIDENT}
        role_grant(actor=None, user=user, **place)
        return user

    @property
    def public(self) -> str:
        return sealing.public_of(self.seed)

    def drafted(self, **words):
        given = {
            "kind": "consultation",
            "title": "先修什么",
            "questions": QUESTIONS,
            "opens_at": clock.now() + timedelta(days=1),
            "closes_at": clock.now() + timedelta(days=3),
        } | words
        self.vote = sealed_drafts.sealed_draft(
            actor=self.chair,
            community=self.world.mingtong,
            draft=sealed_drafts.SealedDraft(**given),
            submit_key=uuid4(),
        )
        return self.vote

    def frozen(self, **words):
        self.drafted(**words)
        sealed_roll.entries_add(actor=self.chair, vote=self.vote, people=self.voters)
        self.vote = sealed_roll.roll_freeze(actor=self.chair, vote=self.vote)
        return self.vote

    def key(self, **words):
        trial = bytes.fromhex(sealed.trial_make(self.vote, self.public)["ballot"])
        shares = sealing.seed_split(self.seed)[1:4]
        opened = sealing.unseal(trial, sealing.seed_join(shares), sealed.info_of(self.vote))
        secret = opened.rstrip(bytes(1)).hex()
        given = {"public_key": self.public, "trustees": TRUSTEES, "trial_opened": secret}
        self.vote = sealed.key_set(actor=self.chair, vote=self.vote, **(given | words))
        return self.vote

    def open(self, **words):
        self.frozen(**words)
        self.key()
        clock.advance(days=1)
        self.vote = sealed.vote_open(actor=self.chair, vote=self.vote)
        return self.vote

    def seal(self, choices) -> bytes:
        """As the voter's device does it."""
        data = sealing.ballot_pack(choices)
        return sealing.seal(data, self.vote.public_key, sealed.info_of(self.vote))

    def cast(self, voter, choices, key=None):
        return sealed_casting.ballot_cast(
            actor=voter,
            vote_id=self.vote.pk,
            ciphertext=self.seal(choices),
            submit_key=key or uuid4(),
        )

    def closed(self):
        clock.advance(days=2)
        self.vote = sealed.vote_close(actor=self.chair, vote=self.vote)
        return self.vote

    def opened(self) -> dict:
        """What the offline tool gives out."""
        export = sealed_opening.ballots_export(actor=self.chair, vote=self.vote)
        return sealing.ballots_open(export, self.seed)

    def imported(self, **words):
        given = {"opened": self.opened()} | words
        for user in (self.chair, self.second):
            self.vote = sealed_opening.opened_import(actor=user, vote=self.vote, **given)
        return self.vote
