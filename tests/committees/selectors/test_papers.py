"""Minutes and resolutions as paper: everything that was said and counted, and a PDF of it."""

from committees.models import Meeting, Resolution
from committees.selectors.papers import minutes_data, resolution_data
from committees.services.debates import debate_note_add
from committees.services.meetings import meeting_end
from committees.services.recusals import recusal_declare
from committees.services.votes import vote_close
from portal.services.documents import document_render


def test_minutes_hold_presence_debate_roll_and_arithmetic(hall):
    event = hall.vote(present=5)
    item = event.motion.agenda_items.get()
    debate_note_add(actor=hall.world.vice, item=item, speaker="孙丽", text="建议先试种一半。")
    recusal_declare(actor=hall.world.member3, motion=event.motion, reason="家人承包绿化")
    hall.say(event, "for", "chair", "vice", "member1")
    hall.say(event, "against", "member2")
    vote_close(actor=hall.world.chair, event_id=event.pk)
    meeting_end(actor=hall.world.chair, meeting=event.meeting)
    data = minutes_data(Meeting.objects.get(pk=event.meeting_id))
    assert [row[2] for row in data["attendance"]["rows"]].count("到会") == 5
    told = data["items"][0]
    assert told["notes"][0]["text"] == "建议先试种一半。"
    assert ["李强", "反对"] in told["votes"]
    assert ["周芳", "回避"] in told["votes"]
    assert ["郑秀", "未到会"] in told["votes"]
    assert told["adopted"] and told["result"] == "通过"
    assert document_render("minutes", data).startswith(b"%PDF")


def test_minutes_show_no_choice_of_an_open_vote(hall):
    event = hall.vote()
    hall.say(event, "against", "chair", "vice")
    told = minutes_data(Meeting.objects.get(pk=event.meeting_id))["items"][0]
    assert told["votes"] == [] and told["steps"] == [] and told["result"] == ""


def test_the_resolution_prints_its_fingerprint(hall):
    resolution = hall.adopted()
    data = resolution_data(Resolution.objects.get(pk=resolution.pk))
    assert data["text_hash"] == resolution.text_hash
    assert len(data["actions"]) == 2
    assert document_render("resolution", data).startswith(b"%PDF")
