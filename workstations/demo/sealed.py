"""The demo's sealed votes: one that is over, and one whose box is open.

The five shares of the open one lie in the demo's own folder (``demo_shares``), so that whoever
tries the portal can also open the box when it is closed.
"""

import random
from datetime import datetime, timedelta
from pathlib import Path

from committees import sealing
from committees.services import sealed, sealed_casting, sealed_drafts, sealed_opening, sealed_roll
from portal.kernel import clock
from portal.models import Role, User
from workstations.demo.people import Crowd
from workstations.demo.place import Place, key

VOTERS = 32
DONE = [
    {
        "text": "老年活动室放在哪里",
        "options": ["一楼储藏室", "二楼会议室", "暂时不设"],
        "least": 1,
        "most": 1,
    }
]
OPEN = [
    {
        "text": "院坝改造先做哪一样",
        "options": ["路灯", "扶手和坡道", "晾衣架", "停车划线"],
        "least": 1,
        "most": 2,
    },
    {
        "text": "施工放在什么时候",
        "options": ["工作日白天", "只在周末", "都可以"],
        "least": 0,
        "most": 1,
    },
]
TRUSTEES = (
    ("王秀英", "居民观察员"),
    ("李国华", "居务监督委员会"),
    ("张律师", "社区法律顾问"),
    ("沈明", "街道办事处"),
    ("陈桂兰", "后备保管人"),
)


def all_of(place: Place, crowd: Crowd, now: datetime, folder: Path) -> None:
    """Both."""
    done = _Box(place, crowd, "老年活动室选址（无记名）", now - timedelta(days=12))
    done.held(DONE, days=5)
    done.counted()
    _Box(place, crowd, "院坝改造的先后（无记名）", now - timedelta(days=1)).held(OPEN, days=6)
    _keep(folder / "demo_shares")


def _keep(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number, share in enumerate(sealing.seed_split(demo_seed()), start=1):
        (folder / f"share-{number}.txt").write_text(f"{share}\n", encoding="utf-8")


def demo_seed() -> bytes:
    """What the demo's key ceremonies split among its trustees."""
    return key("sealed", "seed").bytes


class _Box:
    """One vote of a place, its box open from ``opens_at``."""

    def __init__(self, place: Place, crowd: Crowd, title: str, opens_at: datetime):
        self.place, self.title, self.opens_at = place, title, opens_at
        self.chair, self.vice = place.cast.chair, place.cast.vice
        stem = place.community.code[-4:]
        self.people = [crowd.person(f"seal{stem}-{number}") for number in range(1, VOTERS + 1)]
        for person in self.people:
            crowd.hold(person, Role.RESIDENT, place.community)
        self.chance = random.Random(title)  # noqa: S311 - stories need no secrets
        self.vote = None

    def _step(self, service, **words) -> None:
        self.vote = service(actor=self.chair, vote=self.vote, **words)

    def held(self, questions: list[dict], *, days: int) -> None:
        """Drafted, its key made, its box open, most of the ballots in."""
        with clock.at(self.opens_at - timedelta(days=1)):
            self._prepared(questions, days)
        with clock.at(self.opens_at):
            self._step(sealed.vote_open)
        for number, person in enumerate(self.people[: VOTERS * 5 // 6]):
            with clock.at(self.opens_at + timedelta(minutes=7 * number + 1)):
                self._cast(person, number)

    def _prepared(self, questions: list[dict], days: int) -> None:
        draft = sealed_drafts.SealedDraft(
            kind="consultation",
            title=self.title,
            questions=questions,
            opens_at=self.opens_at,
            closes_at=self.opens_at + timedelta(days=days),
        )
        words = {"draft": draft, "submit_key": key("sealed", self.title)}
        place = self.place.community
        self.vote = sealed_drafts.sealed_draft(actor=self.chair, community=place, **words)
        people = [*self.people, *self.place.cast.residents[:8], "杨老太", "李大爷"]
        sealed_roll.entries_add(actor=self.chair, vote=self.vote, people=people)
        self._step(sealed_roll.roll_freeze)
        public = sealing.public_of(demo_seed())
        trustees = [{"name": name, "office": office} for name, office in TRUSTEES]
        secret = sealed.trial_secret(self.vote, public).hex()
        given = {"public_key": public, "trustees": trustees, "trial_opened": secret}
        self._step(sealed.key_set, **given)

    def _cast(self, person: User, number: int) -> None:
        choices = [
            sorted(self.chance.sample(range(size), max(least, 1)))
            for size, least, _most in self.vote.limits
        ]
        info = sealed.info_of(self.vote)
        sealed_casting.ballot_cast(
            actor=person,
            vote_id=self.vote.pk,
            ciphertext=sealing.seal(sealing.ballot_pack(choices), self.vote.public_key, info),
            submit_key=key("sealed", self.title, number),
        )

    def counted(self) -> None:
        """Closed, opened by three, brought in by two, published."""
        with clock.at(self.vote.closes_at):
            self._step(sealed.vote_close)
        with clock.at(self.vote.closes_at + timedelta(hours=2)):
            export = sealed_opening.ballots_export(actor=self.chair, vote=self.vote)
            opened = sealing.ballots_open(export, demo_seed())
            for person in (self.chair, self.vice):
                self.vote = sealed_opening.opened_import(
                    actor=person, vote=self.vote, opened=opened
                )
            self._step(sealed_opening.sealed_publish)
