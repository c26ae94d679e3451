"""Pages of the head: how much each has in hand, and giving many tasks to one person."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext

from portal.access.mixins import PermissionView
from portal.forms.base import form_run
from portal.views.steps import int_of
from workstations.forms.handing import HandForm
from workstations.forms.tasks import away_words
from workstations.selectors import workload as read
from workstations.services.handing import tasks_hand
from workstations.services.reads import looks_note
from workstations.views.parts import hours_words
from workstations.views.tasks import tabs

VIEW_LEAVE = "workstations.view_leave"
PAGE = "workstations/handing/hand.html"


class PeopleView(PermissionView):
    """Each person's load, and whose tasks have to be handed over."""

    permission = read.ASSIGN

    def get(self, request):
        """The least loaded first."""
        page = read.people_page(self.access)
        context = {"page": page, "rows": [_row(load) for load in page.loads]}
        context["tabs"] = tabs(self.access, "task_people")
        away = [load.away for load in page.loads if load.away is not None]
        looks_note(actor=request.user, subjects=away, permission=VIEW_LEAVE)
        return render(request, "workstations/handing/people.html", context)


def _row(load) -> dict:
    list_url = reverse("workstations:task_list")
    hand_url = reverse("workstations:task_hand")
    return {
        "load": load,
        "expected": hours_words(load.expected),
        "logged": hours_words(load.logged),
        "away": away_words(load.away),
        "list_url": f"{list_url}?status=all_open&assignee={load.pk}",
        "day_url": f"{reverse('workstations:task_day')}?who={load.pk}",
        "hand_url": f"{hand_url}?from={load.pk}" if load.open else "",
    }


class HandView(PermissionView):
    """Tick tasks, choose a person: those of nobody, or (``from``) those of somebody."""

    permission = read.ASSIGN

    def get(self, request):
        """The most urgent first; nothing is ticked, of a leaver everything is."""
        whose = int_of(request.GET.get("from"))
        pile = read.pile_for(self.access, whose)
        return self._page(pile, self._form(pile))

    def post(self, request):
        """Give them; those refused are named with the reason."""
        pile = read.pile_for(self.access, int_of(request.GET.get("from")))
        form = self._form(pile, request.POST)
        handed = form_run(form, self._hand)
        if handed is None:
            return self._page(pile, form, status=422)
        return self._told(handed)

    def _form(self, pile, *given):
        people = [row for row in read.loads_of(pile.community_id) if row.user != pile.whose]
        return HandForm(*given, people=people)

    def _hand(self, data):
        words = {"assignee": data["assignee"], "remark": data["remark"]}
        return tasks_hand(actor=self.request.user, pks=data["tasks"], **words)

    def _told(self, handed):
        n = len(handed.given) + len(handed.already)
        if n:
            words = ngettext(
                "已派出 %(n)s 件，对方会收到通知。", "已派出 %(n)s 件，对方会收到通知。", n
            )
            messages.success(self.request, words % {"n": n})
        if not handed.refused:
            return redirect("workstations:task_people")
        pile = read.pile_for(self.access, int_of(self.request.GET.get("from")))
        return self._page(pile, self._form(pile), refused=handed.refused)

    def _page(self, pile, form, refused=(), status=200):
        context = {"pile": pile, "form": form, "refused": refused}
        context["ticked"] = form.ticked if form.is_bound else _all(pile)
        return render(self.request, PAGE, context, status=status)


def _all(pile) -> set[int]:
    """Who hands somebody's tasks over means all of them, unless said otherwise."""
    return {row.task.pk for row in pile.rows} if pile.whose else set()
