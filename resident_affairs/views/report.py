"""Reporting in three steps: what, where, a last look. The draft travels signed in the form."""

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.access.mixins import PermissionView
from portal.forms.base import form_run
from resident_affairs.forms.report import (
    ConfirmForm,
    CounterConfirmForm,
    WhatForm,
    WhereForm,
    draft_open,
    draft_seal,
)
from resident_affairs.selectors.categories import category_guess, category_leaf, category_tree
from resident_affairs.selectors.places import communities_to_file_in, groups_of
from resident_affairs.selectors.rows import rows_of
from resident_affairs.selectors.similar import issues_similar
from resident_affairs.services.issues import issue_file
from resident_affairs.services.photos import photos_keep

STEPS = ("what", "where", "confirm")
WHO = ("visibility", "reporter_name", "reporter_phone")
WHERE = ("category", "group", "building", "place", "latitude", "longitude")


class ReportView(PermissionView):
    """A resident reports for themselves."""

    permission = "resident_affairs.file_issue"
    for_other = False
    confirm_form = ConfirmForm

    def get(self, request):
        """The first step, empty."""
        return self._page("what", self._form("what", {}), draft_open(request.user.pk, ""))

    def post(self, request):
        """Take what this step says, then show the next one (or the one before)."""
        step = request.POST.get("step", "what")
        step = step if step in STEPS else "what"
        draft = draft_open(request.user.pk, request.POST.get("draft", ""))
        if step != "what" and not draft.get("text"):
            step = "what"
        if request.POST.get("go") == "back":
            before = STEPS[max(STEPS.index(step) - 1, 0)]
            return self._page(before, self._form(before, draft), draft)
        form = self._form(step, draft, request.POST, request.FILES)
        done = form_run(form, lambda data: getattr(self, f"_take_{step}")(draft, data))
        if done is None:
            return self._page(step, form, draft, 422)
        return done

    def _take_what(self, draft, data):
        """Keep the words and the photos; go on to the place."""
        kept = draft.get("pictures", [])
        pictures = photos_keep(actor=self.request.user, uploads=data["photos"], kept=kept)
        draft.update(community=data["community"], text=data["text"], pictures=pictures)
        return self._page("where", self._form("where", draft), draft)

    def _take_where(self, draft, data):
        """Keep the place; go on to the last look."""
        for name in WHERE:
            value = data.get(name)
            draft[name] = str(value) if name.endswith("itude") and value is not None else value
        return self._page("confirm", self._form("confirm", draft), draft)

    def _take_confirm(self, draft, data):
        """File it, once."""
        issue = issue_file(
            actor=self.request.user,
            community=self._community(draft),
            text=draft["text"],
            pictures=draft.get("pictures", ()),
            submit_key=draft["submit_key"],
            for_other=self.for_other,
            **self._where(draft),
            **{name: data.get(name, "") for name in WHO},
        )
        return self._gone(reverse("resident_affairs:issue_filed", args=[issue.pk]))

    def _where(self, draft) -> dict:
        """The draft's place, its ids looked up again."""
        words = {name: draft[name] for name in WHERE if draft.get(name) is not None}
        groups = self._groups(draft) if words.get("group") else []
        words["group"] = next((g for g in groups if g.pk == words.get("group")), None)
        words["category"] = category_leaf(words.get("category"))
        return words

    def _gone(self, url):
        """A redirect that htmx follows as a whole page."""
        answer = HttpResponseRedirect(url)
        if self.request.headers.get("HX-Request"):
            answer.status_code = 204
            answer["HX-Redirect"] = url
        return answer

    def _form(self, step, draft, *sent):
        """The form of ``step``: with what was sent, else with what the draft holds."""
        initial = dict(draft)
        if step == "what":
            return WhatForm(*sent, initial=initial, places=self._places())
        if step == "confirm":
            return self.confirm_form(*sent, initial=initial)
        tree = category_tree()
        if not draft.get("category"):
            guess = category_guess(draft.get("text", ""), tree)
            initial["category"] = guess.pk if guess else None
        return WhereForm(*sent, initial=initial, tree=tree, groups=self._groups(draft))

    def _places(self):
        return communities_to_file_in(self.access, for_other=self.for_other)

    def _groups(self, draft):
        return groups_of(draft.get("community") or 0)

    def _community(self, draft):
        return next((p for p in self._places() if p.pk == draft.get("community")), None)

    def _page(self, step, form, draft, status=200):
        """The whole page, or only the step when htmx asks."""
        context = {
            "step": step,
            "form": form,
            "draft": draft_seal(self.request.user.pk, draft),
            "said": draft,
            "stepper": _stepper(step),
            "for_other": self.for_other,
            **self._extras(step, draft),
        }
        whole = not self.request.headers.get("HX-Request")
        name = "page" if whole else "step"
        return render(self.request, f"resident_affairs/report/{name}.html", context, status=status)

    def _extras(self, step, draft):
        """Similar issues beside the place; the category's name beside the last look."""
        if step == "where" and not self.for_other:
            offers = issues_similar(community_id=draft["community"], text=draft["text"])
            return {"similar": rows_of([offer.issue for offer in offers], self.request.user.pk)}
        if step == "confirm":
            leaf = category_leaf(draft.get("category"))
            return {"category": leaf, "community": self._community(draft)}
        return {}


class CounterReportView(ReportView):
    """Staff or a group leader files for a resident."""

    permission = "resident_affairs.file_issue_for_resident"
    for_other = True
    confirm_form = CounterConfirmForm


class HintsView(PermissionView):
    """While typing: what category it sounds like, and similar open issues."""

    permission = "resident_affairs.file_issue"

    def get(self, request):
        """A fragment for htmx; nothing when too little was typed."""
        text = request.GET.get("text", "").replace("\x00", "")[:2000]
        wanted = request.GET.get("community", "")
        places = communities_to_file_in(self.access, for_other=False)
        place = next((p for p in places if str(p.pk) == wanted), None)
        guess = category_guess(text) if text.strip() else None
        offers = (
            issues_similar(
                community_id=place.pk, text=text, category_id=guess.pk if guess else None
            )
            if place
            else []
        )
        rows = rows_of([offer.issue for offer in offers], request.user.pk)
        context = {"guess": guess, "similar": rows}
        return render(request, "resident_affairs/report/hints.html", context)


def _stepper(step: str) -> list[dict]:
    labels = {"what": _("说事"), "where": _("在哪"), "confirm": _("确认")}
    at = STEPS.index(step)
    states = ["done" if i < at else "current" if i == at else "todo" for i in range(len(STEPS))]
    return [
        {"label": labels[name], "state": state} for name, state in zip(STEPS, states, strict=True)
    ]
