"""Leave: asked for, allowed with who stands in, refused, taken back, ended."""

from portal.api.acts import Act, by_pk, plain_acts
from portal.api.fields import KeyField
from portal.kernel.errors import Refused
from workstations.api.acts.base import USE, changing, making
from workstations.forms import leaves as forms
from workstations.selectors import leaves as read
from workstations.services import leaves as write
from workstations.workflows import LEAVE
from workstations.workflows.leaves import ASK, DECIDE


def _colleagues(access, station) -> dict:
    own = None if access.can(DECIDE, None) else access.user
    return {"people": read.colleagues_of(station.community_id), "own": own}


def _asked(access, _station, form) -> dict:
    """Whoever may ask for themselves alone is told so, not silently taken for somebody else."""
    if form.own is not None and form.sent.get("user") not in {None, access.user.pk}:
        raise Refused()
    return {"draft": form.draft()}


def _stand_in(name: str, service, says: str) -> Act:
    form = forms.SubstituteForm
    return Act(
        path=f"leaves/<key:pk>/{name}",
        permission=DECIDE,
        says=says,
        find=by_pk(read.leave_for, DECIDE),
        noun="leave",
        form=form,
        offers=lambda _access, row: {"people": read.colleagues_of(row.community_id, row.user_id)},
        shape=changing(f"Leave{name.title()}", form),
        takes=("substitute", "version"),
        service=service,
    )


ACTS = (
    Act(
        path="leaves",
        permission=ASK,
        says="Ask for leave; the head writes it down for somebody else too (user).",
        find=read.station_of_worker,
        noun="station",
        form=forms.LeaveForm,
        offers=_colleagues,
        shape=making("Leave", forms.LeaveForm, replaced={"user": KeyField(required=False)}),
        takes=("submit_key",),
        words=_asked,
        service=write.leave_ask,
        makes=True,
    ),
    _stand_in("approve", write.leave_approve, "Allow it, and say who stands in."),
    _stand_in("replace", write.leave_replace, "Somebody else stands in from now on."),
    *plain_acts(
        "leaves",
        LEAVE,
        ("refuse", "withdraw", "end"),
        write.leave_step,
        permission=USE,
        find=by_pk(read.leave_for),
        noun="leave",
    ),
)
