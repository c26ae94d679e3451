"""Filing (§39): what is over goes on file once, for as long as the rules of its day say."""

import io
from datetime import date

import pytest

from committees.models import ArchiveClass, ArchiveItem, Minutes
from committees.selectors.archives import archive_items, archive_years
from committees.services.appraisals import appraisal_cancel
from committees.services.archives import (
    OVER,
    archives_file,
    archives_sweep,
    keep_until,
    paper_place_set,
)
from committees.services.meetings import meeting_end
from committees.services.resolutions import resolution_publish, resolution_publish_result
from committees.services.sealed import vote_cancel
from committees.services.volumes import volume_request
from committees.services.votes import vote_close
from portal.kernel import clock
from portal.kernel.errors import NotFound, Refused, RuleViolated
from portal.models import Export, ExportState
from portal.selectors.rules import rule_set_for
from portal.services.exports import exports_run
from tests.committees.boxes import Box
from tests.committees.conftest import SEATS
from tests.committees.services.test_appraisals import Watch


@pytest.fixture
def decided(hall):
    """A meeting that decided something which asks nothing of the station."""
    event = hall.vote(actions=())
    hall.say(event, "for", *SEATS[:5])
    resolution = vote_close(actor=hall.world.chair, event_id=event.pk).resolution
    meeting_end(actor=hall.world.chair, meeting=event.meeting)
    return resolution


def over(hall, resolution):
    resolution = resolution_publish(actor=hall.world.chair, resolution=resolution)
    return resolution_publish_result(actor=hall.world.chair, resolution=resolution)


def test_what_is_over_is_filed_once(hall, decided):
    given = {"actor": hall.world.chair, "community": hall.world.mingtong}
    assert archives_file(**given) == 0
    resolution = over(hall, decided)
    assert archives_file(**given) == 1
    assert archives_file(**given) == 0
    item = ArchiveItem.objects.get()
    assert (item.archive_class, item.reference) == (ArchiveClass.RESOLUTION, resolution.reference)
    assert item.fingerprint == resolution.text_hash
    assert item.keep_until is None and not item.is_due


def test_a_stopped_vote_and_an_appraisal_called_off(hall):
    box = Box(hall)
    vote = box.frozen()
    vote_cancel(actor=box.chair, vote=vote, remark="名册有错")
    appraisal = Watch(hall).set()
    appraisal_cancel(actor=appraisal.hosted_by, appraisal=appraisal, remark="改期")
    assert archives_file(actor=hall.world.chair, community=hall.world.mingtong) == 2
    sealed = ArchiveItem.objects.get(archive_class="sealed")
    assert (sealed.fingerprint, sealed.title) == (vote.frozen_hash, vote.title)
    appraised = ArchiveItem.objects.get(archive_class="appraisal")
    assert appraised.dated_on == appraisal.held_on and "民主评议" in appraised.title
    assert appraised.keep_until == keep_until("appraisal", appraisal.held_on, hall.world.mingtong)
    assert keep_until("covenant", appraisal.held_on, hall.world.mingtong) is None


def test_every_class_has_its_period(hall):
    years = rule_set_for(date(2026, 3, 2), hall.world.mingtong).rules["archives"]["years"]
    assert set(years) == set(ArchiveClass.values) == set(OVER)


def test_the_night_files_too(hall, decided):
    over(hall, decided)
    assert archives_sweep() == 1
    assert ArchiveItem.objects.get().filed_by is None


@pytest.mark.parametrize("key", ["staff", "resident", "street", "baita_chair"])
def test_only_the_committee_files(hall, key):
    with pytest.raises((Refused, NotFound)):
        archives_file(actor=hall.world.people[key], community=hall.world.mingtong)


def test_papers_are_kept_as_long_as_the_rules_say(hall):
    here = hall.world.mingtong
    assert keep_until("resolution", date(2026, 3, 2), here) is None
    assert keep_until("consultation", date(2026, 3, 2), here) == date(2036, 3, 2)
    assert keep_until("matter", date(2028, 2, 29), here) == date(2058, 2, 28)


def test_a_paper_whose_time_is_over_waits_for_somebody_to_judge(hall):
    item = ArchiveItem(
        community=hall.world.mingtong,
        archive_class="consultation",
        subject_id=1,
        reference="CON-2026-000001",
        title="停车",
        dated_on=clock.today(),
        keep_until=clock.today(),
    )
    assert item.is_due


def test_where_the_paper_lies(hall, decided):
    over(hall, decided)
    archives_sweep()
    item = ArchiveItem.objects.get()
    given = {"item": item, "place": "三号柜第二盒"}
    assert paper_place_set(actor=hall.world.member1, **given).paper_place == "三号柜第二盒"
    with pytest.raises(Refused):
        paper_place_set(actor=hall.world.staff, **given)
    with pytest.raises(RuleViolated):
        paper_place_set(actor=hall.world.member1, item=item, place="很" * 61)


def test_the_catalogue_is_found_by_class_year_and_words(hall, decided):
    over(hall, decided)
    archives_sweep()
    here = hall.world.mingtong
    assert archive_years(here) == [clock.today().year]
    assert len(archive_items(here, archive_class="resolution", text="院坝")) == 1
    assert archive_items(here, archive_class="minutes") == []
    assert archive_items(here, year=1999) == []
    assert archive_items(hall.world.baita) == []


# The year's volume


def test_the_volume_of_a_year_is_made_by_the_job(hall, decided, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    assert Minutes.objects.count() == 1
    export = volume_request(actor=hall.world.chair, community=hall.world.mingtong, year=2026)
    assert exports_run() == 1
    export.refresh_from_db()
    assert (export.progress_state, export.percent, export.ending) == ("ready", 100, "PDF")
    assert export.file.open("rb").read().startswith(b"%PDF")


def test_an_empty_year_makes_a_volume_that_says_so(hall, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    volume_request(actor=hall.world.chair, community=hall.world.mingtong, year=2020)
    assert exports_run() == 1


@pytest.mark.parametrize("year", [1989, 2999])
def test_a_year_that_cannot_be_is_refused(hall, year):
    with pytest.raises(RuleViolated) as refused:
        volume_request(actor=hall.world.chair, community=hall.world.mingtong, year=year)
    assert refused.value.field == "year"


@pytest.mark.parametrize("key", ["staff", "resident", "baita_chair"])
def test_others_get_no_volume(hall, key):
    with pytest.raises((Refused, NotFound)):
        volume_request(actor=hall.world.people[key], community=hall.world.mingtong, year=2026)
    assert not Export.objects.exists()


def test_a_right_lost_meanwhile_makes_no_volume(hall, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    volume_request(actor=hall.world.chair, community=hall.world.mingtong, year=2026)
    hall.world.chair.role_assignments.all().delete()
    with pytest.raises(NotFound):
        exports_run()
    assert Export.objects.get().progress_state == ExportState.RUNNING


# On the pages


def test_on_the_pages(hall, decided, as_user):
    over(hall, decided)
    here = hall.world.mingtong.pk
    chair = as_user(hall.world.chair)
    assert chair.get("/archives/")["Location"] == f"/communities/{here}/archives/"
    chair.post(f"/communities/{here}/archives/file/")
    page = chair.get(
        f"/communities/{here}/archives/?archive_class=resolution&year=2026"
    ).content.decode()
    assert decided.reference in page and "永久保管" in page
    odd = chair.get(f"/communities/{here}/archives/?archive_class=x&year=y&q=%00")
    assert odd.status_code == 200
    item = ArchiveItem.objects.get()
    chair.post(f"/archives/{item.pk}/place/", {"paper_place": "三号柜"})
    assert "三号柜" in chair.get(f"/communities/{here}/archives/").content.decode()
    answer = chair.post(f"/communities/{here}/archives/volume/", {"year": "2026"})
    assert answer["Location"] == "/exports/"
    assert chair.post(f"/communities/{here}/archives/volume/", {"year": "x"}).status_code == 404
    street = as_user(hall.world.street)
    assert street.get(f"/communities/{here}/archives/").status_code == 200
    assert street.post(f"/communities/{here}/archives/file/").status_code == 403
    assert as_user(hall.world.resident).get(f"/communities/{here}/archives/").status_code == 403
    other = as_user(hall.world.baita_chair)
    assert other.get(f"/communities/{here}/archives/").status_code == 404


def test_the_papers_before_a_meeting(hall, as_user):
    meeting = hall.planned(hall.motion())
    chair = as_user(hall.world.chair)
    for name in ("notice", "agenda"):
        answer = chair.get(f"/meetings/{meeting.pk}/{name}.pdf")
        assert io.BytesIO(answer.content).read(4) == b"%PDF"
        assert as_user(hall.world.resident).get(answer.request["PATH_INFO"]).status_code == 404
