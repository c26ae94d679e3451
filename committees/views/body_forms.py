"""The pages with one form each by which the bodies of a community are kept."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from committees.forms import bodies as forms
from committees.selectors import representatives as reps
from committees.selectors import terms as read
from committees.selectors.places import community_for
from committees.services import bodies, circles, kin, representatives
from committees.services.seat_grounds import SeatGround
from portal.access.mixins import PermissionView
from portal.forms.base import form_run

SEATS = "committees.manage_membership"
KEEP = "committees.manage_bodies"
GROUNDS = ("election", "resolution", "document")


class BodyFormView(PermissionView):
    """One form: drawn, sent, and back to the desk of the community.

    Whoever comes after gives ``load`` (which sets ``self.community``), ``make`` and ``save``.
    """

    permission = KEEP
    title = lead = done = submit_label = ""
    back = "committees:bodies"

    def get(self, request, pk):
        """The form."""
        self.load(pk)
        return self._page(self.make())

    def post(self, request, pk):
        """Save, or say why not at the field."""
        self.load(pk)
        form = self.make(request.POST)
        if form_run(form, self.save) is None:
            return self._page(form, 400)
        messages.success(request, str(self.done))
        return redirect(self.back, pk=self.community.pk)

    def load(self, pk) -> None:
        """The community of the address, where the person holds the permission."""
        self.community = community_for(self.access, self.permission, pk)

    def about(self) -> str:
        """Whom it is about."""
        return ""

    @staticmethod
    def words(data: dict, *leave: str) -> dict:
        """What the services take."""
        return {name: data[name] for name in data if name not in {"version", *leave}}

    def _page(self, form, status=200):
        context = {"form": form, "view": self, "community": self.community, "about": self.about()}
        return render(self.request, "committees/bodies/form.html", context, status=status)


class TermOpenView(BodyFormView):
    """Open a term."""

    permission = "committees.open_term"
    title = _("登记使用平台前的一届")
    lead = _("只登记使用本平台以前就开始的一届，要附文件；以后的各届由选举结果产生。")
    done = _("已登记这一届居委会。")
    submit_label = _("登记这一届")

    def make(self, data=None):
        """Blank, or as sent."""
        return forms.TermForm(data, self.request.FILES if data else None)

    def save(self, data):
        """Open it."""
        words = self.words(data, "submit_key")
        return bodies.committee_open(actor=self.request.user, community=self.community, **words)


class SeatView(BodyFormView):
    """Seat a member."""

    permission = SEATS
    title = submit_label = _("登记委员")
    lead = _("委员由选举结果或会议决定产生，这里只登记依据和任期。")
    done = _("已登记委员，职务从任职之日起生效。")

    def load(self, pk) -> None:
        """The committee in office."""
        super().load(pk)
        self.committee = read.committee_kept(self.access, SEATS, self.community)

    def make(self, data=None):
        """With what may have seated them."""
        return forms.SeatForm(
            data,
            self.request.FILES if data else None,
            elections=read.elections_announced(self.committee),
            resolutions=read.decisions_wider(self.community.pk),
            before=self.access.can("committees.open_term", self.committee),
        )

    def save(self, data):
        """Seat them."""
        words = self.words(data, "submit_key", *GROUNDS)
        words["ground"] = SeatGround(**{name: data.get(name) for name in GROUNDS})
        return bodies.member_seat(actor=self.request.user, committee=self.committee, **words)


class SeatEndView(BodyFormView):
    """End a seat with its ground."""

    permission = SEATS
    title = submit_label = _("终止任职")
    lead = _("罢免和连续两次不称职由投票和评议的结果直接生效，不在这里登记。")
    done = _("任职已终止，下一次操作起生效。")

    def load(self, pk) -> None:
        """The seat."""
        self.seat = read.membership_for(self.access, SEATS, pk)
        self.community = self.seat.committee.community

    def about(self) -> str:
        """Who sits there."""
        return f"{self.seat.user.name} · {self.seat.get_seat_display()}"

    def make(self, data=None):
        """With the decisions that may have taken a resignation."""
        return forms.SeatEndForm(data, resolutions=read.decisions_wider(self.community.pk))

    def save(self, data):
        """End it."""
        words = self.words(data, "submit_key")
        return bodies.member_unseat(actor=self.request.user, membership=self.seat, **words)


class KinView(BodyFormView):
    """Declare near kin."""

    permission = SEATS
    title = submit_label = _("登记近亲属关系")
    lead = _("登记后，系统不让两人同时任职。这里登记的内容不公开。")
    done = _("已登记。")

    def make(self, data=None):
        """Blank, or as sent."""
        return forms.KinForm(data)

    def save(self, data):
        """Note it."""
        words = self.words(data, "submit_key")
        return kin.kin_declare(actor=self.request.user, community=self.community, **words)


class RepresentativeView(BodyFormView):
    """Register a representative."""

    title = submit_label = _("登记居民代表")
    done = _("已登记居民代表。")
    back = "committees:representatives"

    def make(self, data=None):
        """With the groups of the place."""
        return forms.RepresentativeForm(data, groups=reps.groups_of(self.community))

    def save(self, data):
        """Add them."""
        return representatives.representative_add(
            actor=self.request.user, community=self.community, **self.words(data)
        )


class RepresentativeEndView(BodyFormView):
    """End a representative's term."""

    title = submit_label = _("终止居民代表资格")
    done = _("已终止。")
    back = "committees:representatives"

    def load(self, pk) -> None:
        """The representative."""
        self.row = reps.representative_for(self.access, KEEP, pk)
        self.community = self.row.community

    def about(self) -> str:
        """Who it is, and what they stay."""
        return " · ".join(filter(None, (self.row.name, read.other_seat_of(self.row))))

    def make(self, data=None):
        """Blank, or as sent."""
        return forms.EndForm(data)

    def save(self, data):
        """End it."""
        words = self.words(data, "submit_key")
        return representatives.representative_end(
            actor=self.request.user, representative=self.row, **words
        )


class OversightView(BodyFormView):
    """Seat somebody on the oversight committee."""

    title = submit_label = _("登记居务监督委员会成员")
    lead = _("居委会成员及其近亲属不能担任。")
    done = _("已登记居务监督委员会成员。")

    def make(self, data=None):
        """Blank, or as sent."""
        return forms.OversightForm(data)

    def save(self, data):
        """Seat them."""
        words = self.words(data, "submit_key", "kin_declared")
        return circles.oversight_seat(actor=self.request.user, community=self.community, **words)


class DelegateView(BodyFormView):
    """Register the delegate of a resident unit."""

    title = submit_label = _("登记驻社区单位代表")
    lead = _("驻社区单位代表列席会议、可以发言，不参加表决。")
    done = _("已登记驻社区单位代表。")

    def make(self, data=None):
        """Blank, or as sent."""
        return forms.DelegateForm(data)

    def save(self, data):
        """Add them."""
        return circles.delegate_add(
            actor=self.request.user, community=self.community, **self.words(data)
        )


class CircleEndView(BodyFormView):
    """End an oversight seat or a delegate's term."""

    title = submit_label = _("终止任职")
    done = _("已终止。")
    kind = ""

    def load(self, pk) -> None:
        """The seat."""
        self.row = read.circle_seat_for(self.access, self.kind, pk)
        self.community = self.row.community

    def about(self) -> str:
        """Who it is, and what they stay."""
        other = read.other_seat_of(self.row) if self.kind == "leaders" else ""
        return " · ".join(filter(None, (str(self.row), other)))

    def make(self, data=None):
        """Blank, or as sent."""
        return forms.EndForm(data)

    def save(self, data):
        """End it."""
        words = self.words(data, "submit_key")
        return circles.circle_end(actor=self.request.user, seat=self.row, **words)
