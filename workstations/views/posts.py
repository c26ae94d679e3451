"""The sub-district's pages of posts and secondments."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.access.mixins import PermissionView
from portal.forms.base import form_run
from workstations.forms import contracts as forms
from workstations.selectors import structure as read
from workstations.services import posts as write
from workstations.services import secondments

FORM = "workstations/contracts/form.html"
LIST, SENT = "workstations:posts", "workstations:secondments"


class PostListView(PermissionView):
    """The posts of every station of the sub-district, filled and vacant."""

    permission = write.KEEP

    def get(self, request):
        """Show."""
        context = {"stations": read.stations_kept(self.access)}
        return render(request, "workstations/posts/list.html", context)


class FormView(PermissionView):
    """A form on a page of its own; a subclass names ``permission``, ``title``, ``lead``, ``back``,
    :meth:`thing`, :meth:`form` and :meth:`keep`."""

    lead = ""

    def get(self, request, **at):
        """The form."""
        thing = self.thing(**at)
        return self._page(thing, self.form(thing))

    def post(self, request, **at):
        """Keep it, or say why not at its field."""
        thing = self.thing(**at)
        form = self.form(thing, request.POST)
        if form_run(form, lambda data: self.keep(thing, form, data)) is None:
            return self._page(thing, form, 400)
        messages.success(request, _("已记录。"))
        return redirect(self.back)

    def _page(self, thing, form, status=200):
        context = {"form": form, "title": self.title, "lead": self.lead, "button": _("保存")}
        return render(self.request, FORM, context | {"back": self.back}, status=status)


class PostAddView(FormView):
    """One more post at a station; ``pk`` is the community's."""

    permission, back = write.KEEP, LIST
    title = property(lambda self: _("设岗位"))

    def thing(self, pk):
        """The station."""
        return read.station_kept(self.access, pk)

    def form(self, station, *given):
        """Empty or as sent."""
        return forms.PostForm(*given)

    def keep(self, station, form, data):
        """Open it."""
        words = {name: data[name] for name in ("title", "kind", "planned", "submit_key")}
        return write.post_add(actor=self.request.user, station=station, **words)


class PostChangeView(FormView):
    """Another name or number."""

    permission, back = write.KEEP, LIST
    title = property(lambda self: _("修改岗位"))

    def thing(self, pk):
        """The post."""
        return read.post_kept(self.access, pk)

    def form(self, post, *given):
        """As it is, or as sent."""
        initial = {"title": post.title, "planned": post.planned}
        return forms.PostChangeForm(*given, initial=initial)

    def keep(self, post, form, data):
        """Change it."""
        words = {name: data[name] for name in ("title", "planned")}
        return write.post_change(actor=self.request.user, post_id=post.pk, **words)


class PostCloseView(PermissionView):
    """Nobody is on it: closed."""

    permission = write.KEEP

    def post(self, request, pk):
        """Close."""
        write.post_close(actor=request.user, post_id=pk)
        return redirect(LIST)


class SecondmentListView(PermissionView):
    """Who was sent to the stations of the sub-district."""

    permission = write.KEEP

    def get(self, request):
        """Newest first."""
        context = {"rows": read.secondments_kept(self.access)}
        return render(request, "workstations/secondments/list.html", context)


class SecondmentAddView(FormView):
    """One more."""

    permission, back = write.KEEP, SENT
    title = property(lambda self: _("登记选派"))
    lead = property(lambda self: _("上级派到社工站的干部、党员；任职到期自动结束。"))

    def thing(self):
        """The stations one may be sent to."""
        return read.stations_kept(self.access)

    def form(self, stations, *given):
        """Empty or as sent."""
        return forms.SecondmentForm(*given, stations=stations)

    def keep(self, stations, form, data):
        """Record it."""
        words = {"draft": form.draft(), "submit_key": data["submit_key"]}
        station = form.stations[data["station"]]
        return secondments.secondment_add(actor=self.request.user, station=station, **words)


class SecondmentEndView(FormView):
    """Before its time."""

    permission, back = write.KEEP, SENT
    title = property(lambda self: _("提前结束选派"))

    def thing(self, pk):
        """The one that runs."""
        return read.secondment_kept(self.access, pk)

    def form(self, row, *given):
        """Empty or as sent."""
        return forms.SecondmentEndForm(*given)

    def keep(self, row, form, data):
        """End it."""
        words = {"last_day": data["last_day"], "reason": data["reason"]}
        write_end = secondments.secondment_end
        return write_end(actor=self.request.user, secondment_id=row.pk, **words)
