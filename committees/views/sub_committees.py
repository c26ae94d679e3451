"""The pages with one form each by which sub-committees are set up, filled, left and dissolved."""

from django.utils.translation import gettext_lazy as _

from committees.forms import sub_committees as forms
from committees.forms.bodies import EndForm
from committees.selectors import sub_committees as read
from committees.selectors import terms
from committees.selectors.bodies import members_of
from committees.services import sub_committees as write
from committees.views.body_forms import KEEP, BodyFormView


class SubCommitteeView(BodyFormView):
    """Set up a sub-committee or change its head."""

    title = _("设立下属委员会或更换主任")
    submit_label = _("保存")
    done = _("已保存。")

    def load(self, pk) -> None:
        """The committee in office."""
        super().load(pk)
        self.committee = terms.committee_kept(self.access, KEEP, self.community)

    def make(self, data=None):
        """With the members in office."""
        return forms.SubCommitteeForm(data, members=members_of(self.committee.pk))

    def save(self, data):
        """Save it."""
        words = self.words(data, "submit_key")
        return write.sub_committee_set(actor=self.request.user, committee=self.committee, **words)


class _OfOneView(BodyFormView):
    """A form about one sub-committee."""

    def load(self, pk) -> None:
        """The sub-committee."""
        self.row = read.sub_committee_for(self.access, pk)
        self.community = self.row.committee.community

    def about(self) -> str:
        """Which one."""
        return str(self.row)


class SubSeatView(_OfOneView):
    """Seat a member."""

    title = submit_label = _("登记下属委员会成员")
    lead = _("居委会成员可以兼任，也可以由居民担任；没有账号的只填姓名。")
    done = _("已登记成员。")

    def make(self, data=None):
        """Blank, or as sent."""
        return forms.SubSeatForm(data)

    def save(self, data):
        """Seat them."""
        words = self.words(data)
        return write.sub_seat_add(actor=self.request.user, sub_committee=self.row, **words)


class SubDissolveView(_OfOneView):
    """Dissolve it by a decision."""

    title = submit_label = _("撤销下属委员会")
    lead = _("由居委会会议决定；撤销以后成员的任期同时终止，以后还可以重新设立。")
    done = _("已撤销。")

    def make(self, data=None):
        """With the committee's decisions."""
        decisions = read.decisions_of_committee(self.row.committee)
        return forms.DissolveForm(data, resolutions=decisions)

    def save(self, data):
        """Dissolve it."""
        words = self.words(data, "submit_key")
        return write.sub_committee_dissolve(
            actor=self.request.user, sub_committee=self.row, **words
        )


class SubSeatEndView(BodyFormView):
    """End a member's term."""

    title = submit_label = _("终止任职")
    done = _("已终止。")

    def load(self, pk) -> None:
        """The seat."""
        self.row = read.sub_seat_for(self.access, pk)
        self.community = self.row.community

    def about(self) -> str:
        """Who it is."""
        return str(self.row)

    def make(self, data=None):
        """Blank, or as sent."""
        return EndForm(data)

    def save(self, data):
        """End it."""
        words = self.words(data, "submit_key")
        return write.sub_seat_end(actor=self.request.user, seat=self.row, **words)
