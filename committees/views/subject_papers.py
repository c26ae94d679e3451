"""The papers beside a motion, an entry of the public board, and a consultation."""

from django.utils.translation import gettext as _

from committees.models.consultations import OVER
from committees.selectors.consultations import consultation_for
from committees.selectors.disclosures import entry_for
from committees.selectors.motions import motion_for
from committees.workflows.disclosures import WRITE
from portal.kernel.errors import TransitionRefused
from portal.views.papers import PapersView

LEAD = "committees.lead_consultation"


def _still(is_open: bool, words: str) -> None:
    if not is_open:
        raise TransitionRefused(words, code="frozen")


class MotionPapersView(PapersView):
    """What is laid before the meeting; until the vote is opened."""

    permission, page = "committees.edit_motion", "committees:motion_detail"

    def subject(self, pk):
        """The motion."""
        motion = motion_for(self.access, pk)
        self.access.require(self.permission, motion)
        _still(not motion.is_frozen, _("表决一开始，议案就不能再改了。"))
        return motion


class EntryPapersView(PapersView):
    """Beside an entry, until it hangs on the board."""

    permission, page = WRITE, "committees:disclosure"

    def subject(self, pk):
        """The draft."""
        entry = entry_for(self.access, pk)
        self.access.require(self.permission, entry)
        _still(entry.status == "draft", _("公布后不能再改，只能写更正。"))
        return entry


class ConsultationPapersView(PapersView):
    """Beside a consultation, until it is over."""

    permission, page = LEAD, "committees:consultation_detail"

    def subject(self, pk):
        """The consultation."""
        row = consultation_for(self.access, pk, self.permission)
        _still(row.status not in OVER, _("这次协商已经结束。"))
        return row
