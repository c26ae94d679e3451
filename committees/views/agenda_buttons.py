"""What the chair may do with one item of the agenda, drawn from the table of motions."""

from django.utils.translation import gettext_lazy as _

from committees.models import MeetingKind, VoteMethod
from committees.selectors.sealed_motions import box_prepared
from portal.views.steps import buttons_for

IN_MEETING = {"debate", "open_vote", "defer"}
BY_NAME = ((VoteMethod.NAMED, _("记名表决，各自投票")), (VoteMethod.HANDS, _("举手表决，逐人录入")))
IN_TOTALS = (
    (VoteMethod.COUNTED, _("举手表决，两人点数")),
    (VoteMethod.SECRET, _("无记名投票，两人计票")),
)


SEALED = ((VoteMethod.SEALED, _("无记名投票，密封票箱")),)


def _ways(item, button: dict) -> list[dict]:
    """The same step by each method that this kind of meeting knows, the usual one first: small
    rooms by name, a residents' meeting by totals only; what a box was prepared for by that box."""
    ways = IN_TOTALS if item.meeting.is_of_residents else BY_NAME + IN_TOTALS
    if item.meeting.kind == MeetingKind.REPRESENTATIVES and box_prepared(item.motion_id):
        ways = SEALED
    return [
        {
            **button,
            "name": f"{button['name']}_{method}" if at else button["name"],
            "label": label,
            "style": "quiet" if at else button["style"],
            "hidden": {"method": str(method)},
        }
        for at, (method, label) in enumerate(ways)
    ]


def item_buttons(item, user) -> list[dict]:
    """The chair's steps on one agenda item; they come back to the meeting."""
    if not item.meeting.is_in_session:
        return []
    chosen = []
    for button in buttons_for(item.motion, user, "committees:motion_step"):
        if button["name"] == "open_vote":
            chosen += _ways(item, button)
        elif button["name"] in IN_MEETING:
            chosen.append(button)
    for button in chosen:
        button["url"] += f"?meeting={item.meeting_id}"
        button["name"] += f"-{item.pk}"
    return chosen
