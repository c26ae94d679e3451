"""Short ways to bring a consultation and its polls somewhere."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from committees.services import consultations as write
from committees.services.consultations import Topic
from committees.services.polls import PollDraft, poll_set
from portal.kernel import clock


def scan(name="paper.jpg"):
    """A small picture of a paper."""
    out = BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def topic(**words) -> Topic:
    """What is to be talked over."""
    given = {
        "kind": "council",
        "title": "巷口停车怎么管",
        "question": "巷口是否划单侧停车位？",
        "why": "两边停车，消防车进不来。",
        "closes_at": clock.now() + timedelta(days=7),
    }
    return Topic(**(given | words))


def proposed(world, actor="chair", **words):
    """A topic."""
    return write.consultation_propose(
        actor=world.people[actor],
        community=world.mingtong,
        topic=topic(**words),
        submit_key=uuid4(),
    )


def noticed(world, **words):
    """A consultation whose notice is out."""
    row = proposed(world, **words)
    row = write.consultation_accept_topic(actor=world.chair, consultation=row)
    row = write.consultation_set_participants(
        actor=world.chair,
        consultation=row,
        participants="巷口两侧的居民",
        closes_at=row.closes_at,
    )
    return write.consultation_give_notice(actor=world.chair, consultation=row)


def deliberating(world, **words):
    """A consultation that takes opinions."""
    return write.consultation_begin(actor=world.chair, consultation=noticed(world, **words))


def draft(**words) -> PollDraft:
    """A question."""
    given = {
        "kind": "single",
        "unit": "person",
        "question": "巷口怎么停车？",
        "options": ("单侧停", "都不停", "照旧"),
        "closes_at": clock.now() + timedelta(days=5),
        "roll_size": 30,
    }
    return PollDraft(**(given | words))


def poll(world, consultation=None, **words):
    """An open poll."""
    consultation = consultation or deliberating(world)
    return poll_set(
        actor=world.chair, consultation=consultation, draft=draft(**words), submit_key=uuid4()
    )
