"""Killing the worker or the broker loses nothing for ever and repeats nothing that can be seen."""

import io
import socket
import time
import uuid

import pytest
from celery import Celery
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from PIL import Image

from portal.models import Figure, Notice, Picture, PictureState, Record, RecordReader
from portal.runner import ports
from portal.services import figures, notices, wakeups
from portal.services.files import pictures_take
from portal.services.records import record_append
from resident_affairs.models import Follower
from resident_affairs.services.issues import issue_file

RECOVERY, IDLE = 60, 2.0
MANY = 1000
PHOTOS = 4


def file_issue(world, **words):
    return issue_file(
        actor=world.resident,
        community=world.mingtong,
        category=world.categories["water"],
        text="东风巷14号院坝积水很深，老人出门要绕道。",
        submit_key=uuid.uuid4(),
        **words,
    )


def photo(size=(1600, 1200)) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(out, "JPEG", quality=90)
    return SimpleUploadedFile("photo.jpg", out.getvalue())


def wait_until(true, seconds: float) -> float:
    """How long it took; fails when it never came true."""
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < seconds, f"not within {seconds} s"
        time.sleep(0.02)
    return time.monotonic() - began


def much_to_tell(world) -> None:
    """Enough rows for the worker to be in the middle of them for some seconds."""
    with transaction.atomic():
        issue = file_issue(world)
        people = [user for user in world.people.values() if user != world.resident]
        Follower.objects.bulk_create(Follower(issue=issue, user=user) for user in people)
        for _n in range(MANY):
            record_append(subject=issue, verb="message", actor=world.resident)


def pictures_wait(world) -> list[int]:
    uploads = [photo() for _n in range(PHOTOS)]
    with transaction.atomic():
        return [row.pk for row in pictures_take(actor=world.resident, uploads=uploads)]


def is_read() -> bool:
    """Whether all three followers have seen the last row of the record."""
    newest = Record.objects.order_by("-pk").values_list("pk", flat=True).first()
    return RecordReader.objects.filter(last_id=newest).count() == 3


def is_encoded() -> bool:
    return not Picture.objects.filter(processing=PictureState.WAITING).exists()


def told() -> list:
    return sorted(Notice.objects.values_list("record_id", "recipient_id", "why", "needs_you"))


def assert_as_if_nothing_had_happened() -> None:
    """What the killed workers left is what one undisturbed run makes."""
    left = told()
    assert len(left) == len({row[:2] for row in left}) > MANY
    Notice.objects.all().delete()
    RecordReader.objects.filter(name=notices.READER).update(last_id=0)
    # The worker that still runs may be the one who reads: then this process finds the reader held.
    wait_until(lambda: notices.notices_run() >= 0 and is_read(), RECOVERY)
    assert left == told()
    assert Figure.objects.exists() and figures.figures_drift() == []


def assert_pictures_are_whole(wanted: list[int]) -> None:
    rows = Picture.objects.filter(pk__in=wanted)
    assert [row.processing for row in rows] == [PictureState.READY] * PHOTOS
    for row in rows:
        assert not row.raw and Image.open(row.image).size == (1600, 1200) and row.thumb


@pytest.fixture
def broker(request) -> str:
    """PostgreSQL is tried with production's broker, SQLite with the one of ./run."""
    is_production = connection.vendor == "postgresql"
    return request.getfixturevalue("own_redis").url if is_production else ""


def kill_while(home, is_midway, times: int) -> int:
    """Start a worker, wait until it is in the middle, kill it; how often that was."""
    for _turn in range(times):
        home.start("worker")
        wait_until(is_midway(), RECOVERY)
        home.kill("worker")
    return times


def test_a_killed_worker_loses_and_repeats_nothing(town, house, broker):
    much_to_tell(town)
    wanted = pictures_wait(town)
    home = house(broker)
    home.start("beat")

    def more_is_told():
        before = Notice.objects.count()
        return lambda: Notice.objects.count() > before

    kill_while(home, more_is_told, times=2)
    assert not is_read(), "the kills came too late to prove anything"

    def a_picture_is_begun():
        return lambda: Picture.objects.filter(tries__gt=0).exists() or is_encoded()

    kill_while(home, a_picture_is_begun, times=1)
    home.start("worker")
    wait_until(lambda: is_read() and is_encoded(), RECOVERY)
    assert_as_if_nothing_had_happened()
    assert_pictures_are_whole(wanted)


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="./run needs no Redis")
def test_a_killed_redis_that_comes_back_empty_loses_nothing(town, house, own_redis):
    home = house(own_redis.url)
    home.start("worker", "beat")
    much_to_tell(town)
    wait_until(Notice.objects.exists, RECOVERY)
    own_redis.kill()
    wanted = pictures_wait(town)
    file_issue(town)
    own_redis.start()
    wait_until(lambda: is_read() and is_encoded(), RECOVERY)
    assert_as_if_nothing_had_happened()
    assert_pictures_are_whole(wanted)


@pytest.fixture
def waking(settings, monkeypatch):
    """Let this process call the worker over ``broker`` as a web process does."""

    def arrange(url: str, **options) -> None:
        app = Celery("waking", broker=url)
        app.conf.broker_transport_options = options
        settings.CELERY_TASK_ALWAYS_EAGER = False
        monkeypatch.setattr(wakeups, "current_app", app)
        monkeypatch.setattr(wakeups, "_callers", {})

    return arrange


def test_an_idle_worker_starts_within_two_seconds_of_the_commit(town, house, broker, waking):
    home = house(broker)
    home.start("worker")  # and no beat
    queue = home.folder / "broker" / "queue"
    queue.mkdir(parents=True, exist_ok=True)
    folders = {"data_folder_in": str(queue), "data_folder_out": str(queue)}
    folders["control_folder"] = str(home.folder / "broker" / "control")
    waking(broker or "filesystem://localhost", **({} if broker else folders))
    wait_until(has_answered, RECOVERY)
    wait_until(is_read, RECOVERY)
    time.sleep(1)
    with transaction.atomic():
        issue = file_issue(town, uploads=[photo((200, 100))])
    rows = Notice.objects.filter(record__subject_id=issue.pk, record__subject_type="issue")
    assert wait_until(rows.exists, IDLE) < IDLE
    assert wait_until(is_encoded, IDLE) < IDLE


def has_answered() -> bool:
    """Whether the worker fetches: a call has been answered, after which it is idle."""
    wakeups.current_app.send_task(wakeups.FOLLOWERS, expires=1)
    time.sleep(0.5)
    return RecordReader.objects.exists()


@pytest.fixture(params=["refusing", "silent"])
def dead_broker(request):
    """One that is not there, and one that takes the call and never says a word."""
    if request.param == "refusing":
        yield f"redis://127.0.0.1:{ports.free_port()}/0"
        return
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(1)
        yield f"redis://127.0.0.1:{listener.getsockname()[1]}/0"


def test_a_dead_broker_neither_fails_nor_slows_a_write(town, waking, dead_broker):
    file_issue(town)  # warms what is loaded once
    waking(dead_broker)
    began = time.monotonic()
    issues = [file_issue(town) for _n in range(5)]
    assert time.monotonic() - began < 1.5
    assert Record.objects.filter(subject_type="issue", verb="file").count() == 6
    assert len({issue.pk for issue in issues}) == 5


def test_many_writes_call_once_and_none_of_a_rolled_back_one(town, settings, monkeypatch):
    calls = []
    settings.CELERY_TASK_ALWAYS_EAGER = False
    monkeypatch.setattr(wakeups, "_callers", {})
    monkeypatch.setattr(wakeups.Caller, "call", lambda caller: calls.append(caller.job))
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        file_issue(town)
        raise ZeroDivisionError
    time.sleep(0.2)
    assert calls == []
    for _n in range(10):
        file_issue(town)
    wait_until(lambda: calls, IDLE)
    assert calls == [wakeups.FOLLOWERS]  # the other nine share the next call
    wait_until(lambda: len(calls) == 2, 2 * wakeups.REST)
