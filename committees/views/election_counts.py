"""Election day on the pages: turnout, the two count sheets, announcing, the defence."""

from django.utils.translation import gettext as _

from committees.forms import elections as forms
from committees.selectors import election_rows as find
from committees.selectors.papers import moment
from committees.services import election_counts, recalls, results
from committees.views.election_forms import ElectionFormView


def so_far(election) -> str:
    """How many are on the roll, and how many ballots had been given out when."""
    registered, last = find.turnout_so_far(election)
    words = _("名单上 %(n)d 人。") % {"n": registered}
    if last is None:
        return words
    told = _("%(when)s 登记已发出 %(n)d 张。")
    return words + told % {"when": moment(last.noted_at), "n": last.issued}


class TurnoutView(ElectionFormView):
    """Ballots given out by now."""

    title = property(lambda self: _("登记投票进度"))
    lead = property(
        lambda self: so_far(self.election) + _("每小时登记一次，填从开始到现在的总数。")
    )
    done = property(lambda self: _("已登记。"))

    def shape(self, *given):
        """The form."""
        return forms.TurnoutForm(*given)

    def keep(self, form, data):
        """Note it."""
        words = {"election": self.election, "issued": data["issued"]}
        return election_counts.turnout_note(actor=self.request.user, **words)


class SheetView(ElectionFormView):
    """One's own count sheet."""

    title = property(lambda self: _("录入计票单"))
    lead = property(
        lambda self: _("由两个人各录一份，不看对方的；完全一致才能确认。") + so_far(self.election)
    )
    done = property(lambda self: _("已录入。"))

    def shape(self, *given):
        """The form with every candidate."""
        election = self.election
        standing = None if election.is_recall else election_counts.candidates_standing(election)
        mine = find.sheet_of(election, self.request.user)
        return forms.SheetForm(*given, standing=standing, mine=mine)

    def keep(self, form, data):
        """Enter it."""
        words = {"election": self.election, "sheet": form.sheet()}
        return election_counts.sheet_enter(actor=self.request.user, **words)


class AnnounceView(ElectionFormView):
    """Announcing a result that needs a runoff: on which day."""

    title = property(lambda self: _("公布结果，定另行选举的日子"))
    done = property(lambda self: _("结果已公布。"))

    def shape(self, *given):
        """The form."""
        return forms.AnnounceForm(*given)

    def keep(self, form, data):
        """Announce."""
        words = {"election": self.election, "runoff_day": data["runoff_day"]}
        return results.result_announce(actor=self.request.user, **words)


class DefenceView(ElectionFormView):
    """The defence of the one to be recalled."""

    title = property(lambda self: _("登记申辩"))
    done = property(lambda self: _("申辩已登记。"))

    def shape(self, *given):
        """The form."""
        return forms.DefenceForm(*given)

    def keep(self, form, data):
        """Hear it."""
        words = {"election": self.election, "defence": data["defence"]}
        return recalls.defence_hear(actor=self.request.user, **words)
