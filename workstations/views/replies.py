"""Pages of the wordings for replies."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.access.mixins import PermissionView
from portal.forms.base import form_run
from workstations.forms import replies as forms
from workstations.policies.replies import KEEP
from workstations.selectors import replies as read
from workstations.selectors.plans import categories_to_name
from workstations.services import replies as write
from workstations.views.plan_parts import plan_tabs
from workstations.views.plans import form_page


class ReplyListView(PermissionView):
    """One's own and the sub-district's."""

    permission = KEEP

    def get(self, request):
        """Those in use first."""
        context = {"rows": read.replies_listed(self.access)}
        context["tabs"] = plan_tabs(self.access, "replies")
        return render(request, "workstations/replies/list.html", context)


class ReplyFormView(PermissionView):
    """A wording is written, or (with ``pk``) changed."""

    permission = KEEP

    def get(self, request, pk=None):
        """The form."""
        reply = read.reply_for(self.access, pk) if pk else None
        initial = forms.reply_initial(reply) if reply else None
        return self._page(reply, self._form(reply, initial=initial))

    def post(self, request, pk=None):
        """Keep it, or say why not at its field."""
        reply = read.reply_for(self.access, pk) if pk else None
        form = self._form(reply, request.POST)
        if form_run(form, lambda data: self._keep(reply, form, data)) is None:
            return self._page(reply, form, 422)
        messages.success(request, _("用语已保存，交付和记进展时可以用。"))
        return redirect("workstations:reply_list")

    def _form(self, reply, *given, **words):
        return forms.ReplyForm(*given, subject=reply, categories=categories_to_name(), **words)

    def _keep(self, reply, form, data):
        place = read.place_of_keeper(self.access)
        words = {"reply": reply, "version": data["version"], "draft": form.draft()}
        return write.reply_keep(actor=self.request.user, place=place, **words)

    def _page(self, reply, form, status=200):
        title = _("修改用语") if reply else _("写一条用语")
        back, kicker = reverse("workstations:reply_list"), reply.title if reply else ""
        return form_page(self.request, form, title, back, kicker=kicker, status=status)


class ReplySwitchView(PermissionView):
    """Out of use, or back into it."""

    permission = KEEP

    def post(self, request, pk):
        """``on`` is yes or anything else."""
        reply = read.reply_for(self.access, pk)
        is_active = request.POST.get("on") == "yes"
        write.reply_switch(actor=request.user, reply=reply, is_active=is_active)
        return redirect("workstations:reply_list")
