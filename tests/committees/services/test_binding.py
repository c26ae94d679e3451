"""A filed paper is printed once; its fingerprint is frozen and shows what happens to the file."""

import hashlib

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction

from committees.models import ArchiveClass, ArchiveItem
from committees.selectors.filed import PAPERS
from committees.services.archives import OVER, archives_sweep
from committees.services.binding import archive_bind, archives_bind, archives_misfits, file_state
from committees.services.judgements import judgement_decide, judgement_propose
from committees.services.meetings import meeting_end
from committees.services.resolutions import resolution_publish, resolution_publish_result
from committees.services.volumes import _chapters, volume_request
from portal.kernel import clock
from portal.services.exports import exports_run


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def filed(hall):
    """A resolution whose result is public, on file."""
    resolution = hall.adopted(actions=())
    meeting_end(actor=hall.world.chair, meeting=resolution.vote_event.meeting)
    resolution = resolution_publish(actor=hall.world.chair, resolution=resolution)
    resolution_publish_result(actor=hall.world.chair, resolution=resolution)
    archives_sweep()
    return ArchiveItem.objects.get(archive_class="resolution")


def test_a_paper_is_bound_once_with_the_fingerprint_of_its_file(filed):
    assert file_state(filed) == "none"
    assert archives_bind() == 1
    item = ArchiveItem.objects.get(pk=filed.pk)
    content = item.file.open("rb").read()
    assert content.startswith(b"%PDF") and len(content) == item.size
    assert hashlib.sha256(content).hexdigest() == item.sha256
    assert file_state(item) == "same" and not list(archives_misfits())
    assert archives_bind() == 0
    assert archive_bind(item).file.name == item.file.name


@pytest.mark.parametrize(("spoil", "state"), [("changed", "changed"), ("removed", "missing")])
def test_a_file_that_is_not_what_was_filed_is_named(filed, spoil, state, capsys):
    item = archive_bind(filed)
    if spoil == "changed":
        with item.file.storage.open(item.file.name, "r+b") as file:
            file.seek(60)
            file.write(b"x")
    else:
        item.file.storage.delete(item.file.name)
    assert [found for _item, found in archives_misfits()] == [state]
    with pytest.raises(SystemExit) as ended:
        call_command("verify_archives")
    assert ended.value.code == 1 and item.reference in capsys.readouterr().err


def test_the_command_finds_nothing_wrong(filed, capsys):
    archive_bind(filed)
    call_command("verify_archives")
    assert "1 filed papers" in capsys.readouterr().out


@pytest.mark.parametrize("change", [{"sha256": "0" * 64}, {"size": 1}])
def test_the_database_keeps_the_fingerprint(filed, change):
    archive_bind(filed)
    with pytest.raises(DatabaseError), transaction.atomic():
        ArchiveItem.objects.filter(pk=filed.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        ArchiveItem.objects.filter(pk=filed.pk).delete()


def test_one_that_cannot_be_printed_does_not_keep_the_others_waiting(filed):
    ArchiveItem.objects.create(
        community=filed.community,
        archive_class="demand",
        subject_id=999_999,
        reference="DEM-2026-999999",
        title="没有这一件",
        dated_on=clock.today(),
    )
    assert archives_bind() == 1
    assert ArchiveItem.objects.get(pk=filed.pk).bound_at is not None


def test_a_destroyed_paper_loses_its_file_and_keeps_its_fingerprint(
    filed, hall, django_capture_on_commit_callbacks
):
    item = archive_bind(filed)
    ArchiveItem.objects.filter(pk=item.pk).update(keep_until=clock.today())
    item.refresh_from_db()
    judgement_propose(actor=hall.world.member1, item=item, until=None, reason="无保存价值")
    with django_capture_on_commit_callbacks(execute=True):
        judgement_decide(actor=hall.world.member2, item=item, is_agreed=True)
    gone = ArchiveItem.objects.get(pk=item.pk)
    assert gone.sha256 == item.sha256 and file_state(gone) == "destroyed"
    assert not gone.file.storage.exists(gone.file.name)
    assert not list(archives_misfits()) and archives_bind() == 0


def test_a_declined_destruction_keeps_the_file(filed, hall, django_capture_on_commit_callbacks):
    item = archive_bind(filed)
    ArchiveItem.objects.filter(pk=item.pk).update(keep_until=clock.today())
    item.refresh_from_db()
    judgement_propose(actor=hall.world.member1, item=item, until=None, reason="无保存价值")
    with django_capture_on_commit_callbacks(execute=True):
        judgement_decide(actor=hall.world.member2, item=item, is_agreed=False)
    assert file_state(ArchiveItem.objects.get(pk=item.pk)) == "same"


def test_every_class_has_a_paper():
    assert set(PAPERS) == set(ArchiveClass) == set(OVER)


# The year's volume


def test_a_draft_entry_a_topic_under_way_and_another_place_stay_out(hall, filed):
    place = hall.world.mingtong
    rows = {str(title): list(rows) for title, rows, _make in _chapters(hall.world.baita, 2026)}
    assert not any(rows.values())
    assert not any(len(rows) for _t, rows, _m in _chapters(place, 2020))


def test_the_volume_is_printed_with_its_table_of_contents(hall, filed):
    volume_request(actor=hall.world.chair, community=hall.world.mingtong, year=2026)
    assert exports_run() == 1


# On the pages


def test_the_page_of_a_paper_compares_it_and_hands_it_out(hall, filed, as_user):
    chair = as_user(hall.world.chair)
    place = f"/archives/{filed.pk}/"
    assert "正在生成" in chair.get(place).content.decode()
    assert chair.get(f"{place}paper.pdf").status_code == 404
    archive_bind(filed)
    assert "一字不差" in chair.get(place).content.decode()
    assert b"".join(chair.get(f"{place}paper.pdf").streaming_content).startswith(b"%PDF")
    for user in (hall.world.resident, hall.world.baita_chair):
        assert as_user(user).get(f"{place}paper.pdf").status_code in {403, 404}
        assert as_user(user).get(place).status_code in {403, 404}
