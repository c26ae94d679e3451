"""Consultations of the demo: one running with poll and papers, one finished, one major matter."""

from datetime import timedelta

from django.utils import timezone

from committees.models import Consultation, MajorMatter
from committees.selectors.rolls import resident_ids
from committees.services import consultations as write
from committees.services.answers import PaperSlip, answer_give
from committees.services.consultation_sittings import SittingDraft, sitting_record
from committees.services.consultations import Topic
from committees.services.matters import Minutes, matter_propose, matter_step
from committees.services.opinions import opinion_write
from committees.services.polls import PollDraft, poll_set, polls_sweep
from committees.services.voices import PaperWords, voice_check, voice_enter
from portal.kernel import clock
from portal.services.files import picture_process
from workstations.demo.place import Place, key

SAID = (
    ("for", "划线以后消防车进得来，支持。车主也有个准地方停。"),
    ("for", "同意单侧停，晚上九点以后可以放宽一点。"),
    ("against", "我家门口划了线，三轮车就出不去了，请留出门口。"),
    ("other", "先把废弃的自行车清走，能腾出五六个位置。"),
    ("for", "赞成，费用要公开。"),
)
PAPERS = (
    ("杨德福", "2 栋 101", "for", "我八十一了，住在巷口，车子两边停，轮椅过不去。赞成只停一边。"),
    ("毕秀兰", "5 栋 203", "other", "请给送菜的三轮车留一个卸货的位置，十分钟就走。"),
)
CLOSED = (
    "一、晾衣架装在院坝南侧，不占通道。二、费用从便民经费出，不向居民收。"
    "三、社工站两周内装好，装好后请参加人来看。"
)


def _evening(days: int):
    """Half past seven in so many days."""
    day = timezone.localtime(clock.now()) + timedelta(days=days)
    return day.replace(hour=19, minute=30, second=0, microsecond=0)


def _begun(place: Place, days: int, **words) -> Consultation:
    """A consultation that takes opinions."""
    chair = place.cast.chair
    closes_at = _evening(days)
    row = write.consultation_propose(
        actor=chair,
        community=place.community,
        topic=Topic(closes_at=closes_at, **words),
        submit_key=key("consultation", place.community.code, words["title"]),
    )
    row = write.consultation_accept_topic(actor=chair, consultation=row)
    row = write.consultation_set_participants(
        actor=chair,
        consultation=row,
        participants="本社区居民，巷口商户代表，社区民警",
        closes_at=closes_at,
        sits_at=_evening(days - 1),
        place=f"{place.community.short_name}议事厅",
    )
    row = write.consultation_give_notice(actor=chair, consultation=row)
    return write.consultation_begin(actor=chair, consultation=row)


def _asked(place: Place, row: Consultation, **words):
    draft = PollDraft(
        unit="person",
        closes_at=row.closes_at,
        roll_size=len(resident_ids(place.community.pk)),
        **words,
    )
    return poll_set(
        actor=place.cast.chair,
        consultation=row,
        draft=draft,
        submit_key=key("poll", row.pk, words["question"]),
    )


def _answers(place: Place, poll, contents) -> None:
    for user, content in zip(_speakers(place), contents, strict=False):
        answer_give(actor=user, poll=poll, content=content)


def _speakers(place: Place) -> list:
    """Residents and members, but not the account that is shown: it still may answer."""
    return [*place.cast.residents[1:], *place.cast.members[1:]]


def running(place: Place) -> Consultation:
    """The lane's parking: opinions and a poll are open."""
    row = _begun(
        place,
        days=9,
        kind="council",
        title="巷口停车怎么管",
        question="巷口要不要改成只准单侧停车？",
        why="两边都停车，消防车和救护车进不来；上个月演练，车在巷口堵了十一分钟。",
    )
    poll = _asked(
        place,
        row,
        kind="single",
        question="您赞成哪种停法？",
        options=("单侧停车，另一侧留作消防通道", "两侧都不停", "照现在这样"),
    )
    _answers(place, poll, [[1], [1], [3], [1], [2], [1]])
    for user, (stance, text) in zip(_speakers(place), SAID, strict=False):
        opinion_write(actor=user, consultation=row, stance=stance, text=text)
    _on_paper(place, row)
    return row


def _on_paper(place: Place, row: Consultation) -> None:
    """Two neighbours without a phone wrote theirs down; one entry waits for its second person."""
    for number, (name, door, stance, text) in enumerate(PAPERS):
        voice = voice_enter(
            actor=place.cast.staff[0],
            consultation=row,
            slip=PaperSlip(name=name, phone="", door=door),
            words=PaperWords(kind="opinion", stance=stance, text=text),
            scans=[place.slip(name, text)],
        )
        picture_process(voice.scan_id)
        if number == 0:
            words = {"voice_id": voice.pk, "is_right": True}
            voice_check(actor=place.cast.vice, consultation=row, **words)


def _sat(place: Place, row: Consultation) -> None:
    """The meeting about the racks."""
    sitting_record(
        actor=place.cast.chair,
        consultation=row,
        draft=SittingDraft(
            held_at=row.sits_at,
            place=row.place,
            present=14,
            minutes="十四人到会。多数赞成装在院坝南侧；两人担心挡住通道，当场商定退后半米。",
            names="到会签名册另存",
        ),
        submit_key=key("sitting", row.pk),
    )


def finished(place: Place) -> Consultation:
    """The drying racks: closed, counted, carried out, told."""
    row = _begun(
        place,
        days=5,
        kind="talk",
        title="院坝晾衣架装在哪里",
        question="公共晾衣架装在院坝哪一侧？",
        why="楼道里拉绳晾衣服又不安全又不好看，老人提了好几次。",
    )
    poll = _asked(
        place,
        row,
        kind="ranked",
        question="请按您中意的先后排一排",
        options=("院坝南侧", "院坝北侧", "三栋楼顶"),
    )
    _answers(place, poll, [[1, 2], [2, 1], [1], [3, 1], [2, 1, 3], [1, 3], [3, 1, 2], [1, 2]])
    for user, (stance, text) in zip(_speakers(place), SAID[3:], strict=False):
        opinion_write(actor=user, consultation=row, stance=stance, text=text)
    clock.advance(days=6)
    polls_sweep()
    chair = place.cast.chair
    _sat(place, row)
    row = write.consultation_conclude(actor=chair, consultation=row, conclusion=CLOSED)
    row = write.consultation_execute(actor=chair, consultation=row)
    clock.advance(days=5)
    return write.consultation_give_feedback(
        actor=chair,
        consultation=row,
        feedback="晾衣架十二米已装好，花费一千八百六十元，收据贴在公示栏。",
    )


def major(place: Place) -> MajorMatter:
    """Renewing the activity room, half way through 四议两公开."""
    cast = place.cast
    matter = matter_propose(
        actor=cast.secretary,
        community=place.community,
        title="老年活动室改造",
        minutes=Minutes(
            held_on=clock.today(),
            text="社区党组织提议改造老年活动室，预算八万元，从惠民资金列支。",
        ),
        submit_key=key("matter", place.community.code),
    )
    clock.advance(days=3)
    words = (
        ("discuss", cast.chair, "两委成员九人到会，同意方案，建议加装扶手和紧急呼叫按钮。"),
        ("review", cast.secretary, "党员大会应到三十一人，实到二十六人，一致同意提交居民会议。"),
    )
    for step, actor, text in words:
        minutes = Minutes(held_on=clock.today(), text=text)
        matter = matter_step(actor=actor, matter=matter, step=step, minutes=minutes)
        clock.advance(days=2)
    return matter


def all_of(place: Place, now) -> None:
    """The whole story of one community, ending a day ago."""
    now = timezone.localtime(now).replace(hour=9, minute=20, second=0, microsecond=0)
    with clock.at(now - timedelta(days=15)):
        finished(place)
    with clock.at(now - timedelta(days=12)):
        major(place)
    with clock.at(now - timedelta(days=1)):
        running(place)
