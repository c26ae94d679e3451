"""Pages of the counter for consultations: papers, their second look, sittings."""

from uuid import uuid4

import pytest
from django.urls import reverse

from committees.models import ConsultationSitting, PaperVoice
from portal.kernel import clock
from portal.services.rules import rules_load_defaults
from tests.committees.assembly import deliberating, proposed, scan


@pytest.fixture
def world(world):
    """With the rules of the field."""
    rules_load_defaults()
    return world


def url(name, *args):
    return reverse(f"committees:{name}", args=args)


def slip(**more):
    return {"name": "老周", "phone": "13700000001", "submit_key": uuid4(), "scan": scan()} | more


def test_the_counter_enters_and_another_confirms(world, as_user):
    row = proposed(world, "resident")
    page, detail = url("voice_enter", row.pk, "support"), url("consultation_detail", row.pk)
    staff, second = as_user(world.staff), as_user(world.staff2)
    assert page in staff.get(detail).content.decode()
    assert page not in as_user(world.resident).get(detail).content.decode()
    poor = staff.post(page, slip(name=""))
    assert poor.status_code == 400 and "13700000001" in poor.content.decode()
    assert staff.post(page, slip()).status_code == 302
    voice = PaperVoice.objects.get()
    button = 'value="right"'
    assert button not in staff.get(page).content.decode()
    assert button in second.get(page).content.decode()
    data = {"voice": voice.pk, "said": "right"}
    assert second.post(url("voice_check", row.pk), data).status_code == 302
    assert row.supports.count() == 2
    assert "老周" not in as_user().get(detail).content.decode()


def test_an_opinion_is_entered_with_its_words(world, as_user):
    row = deliberating(world)
    page = url("voice_enter", row.pk, "opinion")
    data = slip(stance="for", text="同意。")
    assert as_user(world.staff).post(page, data).status_code == 302
    assert PaperVoice.objects.get().text == "同意。"
    assert as_user(world.staff2).get(page).status_code == 200


def test_nobody_else_and_nothing_odd(world, as_user):
    row = proposed(world, "resident")
    staff = as_user(world.staff)
    assert staff.get(url("voice_enter", row.pk, "gossip")).status_code == 404
    assert (
        staff.post(url("voice_check", row.pk), {"said": "right", "voice": "x"}).status_code == 404
    )
    for key in ("resident", "street", "baita_resident"):
        client = as_user(world.people[key])
        assert client.get(url("voice_enter", row.pk, "support")).status_code in {403, 404}


def test_a_sitting_is_public_but_for_its_names(world, as_user):
    row = deliberating(world)
    page, detail = url("consultation_sitting", row.pk), url("consultation_detail", row.pk)
    chair = as_user(world.chair)
    assert page in chair.get(detail).content.decode()
    data = {
        "held_at": clock.now().strftime("%Y-%m-%dT00:00"),
        "place": "议事厅",
        "present": 2,
        "minutes": "多数同意。",
        "names": "老吴",
        "submit_key": uuid4(),
    }
    poor = chair.post(page, data | {"present": 0})
    assert poor.status_code == 400 and "多数同意" in poor.content.decode()
    assert chair.post(page, data).status_code == 302
    assert ConsultationSitting.objects.count() == 1
    everybody = as_user().get(detail).content.decode()
    assert "多数同意。" in everybody and "老吴" not in everybody
    assert "老吴" in chair.get(detail).content.decode()
    assert as_user(world.staff).get(page).status_code in {403, 404}
