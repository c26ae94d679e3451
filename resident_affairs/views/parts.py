"""What the pages of issues share: paging, the buttons of the next steps, the forms beside them."""

from dataclasses import replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.access.checker import access_of
from portal.selectors.clock_history import clock_turns
from portal.services.transitions import transitions_offered
from resident_affairs.forms.filters import choices_of
from resident_affairs.forms.messages import MessageForm, StaffMessageForm
from resident_affairs.forms.steps import (
    AcceptForm,
    AnswerForm,
    DeclineForm,
    MergeForm,
    NoteForm,
    OutcomeForm,
    PublicReasonForm,
    RateForm,
    ReopenForm,
    WithdrawForm,
)
from resident_affairs.selectors.categories import category_tree
from resident_affairs.selectors.photos import photos_of
from resident_affairs.selectors.rows import rows_of

STEP_FORMS = {
    "accept": AcceptForm,
    "answer": AnswerForm,
    "assign": NoteForm,
    "refer": NoteForm,
    "escalate": PublicReasonForm,
    "hand_back": PublicReasonForm,
    "settle_escalated": OutcomeForm,
    "escalate_district": PublicReasonForm,
    "hand_down": PublicReasonForm,
    "settle_district": OutcomeForm,
    "decline": DeclineForm,
    "merge": MergeForm,
    "rate": RateForm,
    "reopen": ReopenForm,
    "withdraw": WithdrawForm,
}
STEP_ICONS = {
    "accept": "inbox-fill",
    "answer": "reply",
    "assign": "tools",
    "refer": "people",
    "escalate": "arrow-up-circle",
    "hand_back": "arrow-return-left",
    "settle_escalated": "check-circle",
    "escalate_district": "arrow-up-circle",
    "hand_down": "arrow-return-left",
    "settle_district": "check-circle",
    "decline": "signpost-split",
    "merge": "intersect",
    "rate": "star",
    "reopen": "arrow-repeat",
    "withdraw": "arrow-counterclockwise",
}
STYLES = {"primary": "quiet", "secondary": "quiet", "danger": "plain"}
ROUTES = {"station": "assign", "committee": "refer", "subdistrict": "escalate", "answer": "answer"}
MESSAGE = "resident_affairs.message_issue"
SEE_REPORTER = "resident_affairs.view_reporter"


def before_of(request) -> int | None:
    """The keyset's ``before`` of the URL, if it is one."""
    value = request.GET.get("before", "")
    return int(value) if value.isdecimal() and len(value) < 19 else None


def list_context(request, page, *, route="resident_affairs:issue_detail", **more) -> dict:
    """Rows and the link to the next page, which keeps the filters."""
    context = {"rows": rows_of(page.rows, request.user.pk, route=route), **more}
    if page.next_before:
        kept = [(k, v) for k, v in request.GET.items() if k != "before" and v]
        context["next_url"] = "?" + urlencode([*kept, ("before", page.next_before)])
    return context


def steps_for(issue, user, *, desk: bool = False, refused=None) -> list[dict]:
    """The buttons of the next steps with their forms; ``refused`` = (name, form) stays open."""
    offers = sorted(transitions_offered(issue, user), key=lambda o: _rank(issue, o["step"].name))
    found = [_button(issue, offer, desk, refused) for offer in offers]
    if found and found[0]["name"] != "withdraw":  # taking back is never what one came for
        found[0]["style"] = "primary"
    return found


def _button(issue, offer, desk, refused) -> dict:
    """One step: its words, its address, and its form (the refused one with what was typed)."""
    step, name = offer["step"], offer["step"].name
    url = reverse(f"resident_affairs:issue_{name}", args=[issue.pk])
    is_refused = bool(refused) and refused[0] == name
    return {
        "name": name,
        "label": step.label,
        "icon": STEP_ICONS[name],
        "style": STYLES[step.style],
        "url": f"{url}?desk=1" if desk else url,
        "form": refused[1] if is_refused else _step_form(issue, name, desk),
        "is_refused": is_refused,
        "is_open": offer["is_open"],
        "why_closed": offer["why_closed"],
    }


def _step_form(issue, name, desk):
    more = {"categories": choices_of(category_tree())} if desk and name == "accept" else {}
    return STEP_FORMS[name](subject=issue, auto_id=f"id_{name}_%s", **more)


def _rank(issue, name: str) -> int:
    """The step that the category usually takes comes first, what turns people away last."""
    if name in {"decline", "merge", "withdraw"}:
        return 2
    return 0 if name == ROUTES[issue.category.default_route] else 1


def facts_of(detail) -> list[dict]:
    """The plain facts under the text."""
    issue = detail.issue
    return [
        {"label": _("在哪"), "value": detail.place},
        {"label": _("反映时间"), "value": _moment(issue.created_at)},
        {"label": _("来源"), "value": issue.get_channel_display()},
        {"label": _("办理期限"), "value": _moment(issue.due_at) if issue.is_open else ""},
        {"label": _("也遇到的居民"), "value": issue.support_count or ""},
        {"label": _("重办次数"), "value": issue.reopen_count or ""},
    ]


def entries_shown(entries) -> list:
    """Timeline entries with their moment in words."""
    return [replace(entry, when=_moment(entry.when)) for entry in entries]


def _moment(moment) -> str:
    if moment is None:
        return ""
    return formats.date_format(timezone.localtime(moment), pgettext("moment", "n月j日 H:i"))


def detail_context(request, detail, *, desk=False, refused=None, message_form=None) -> dict:
    """Everything the page of one issue needs."""
    entries = entries_shown(detail.entries)
    return {
        "detail": detail,
        "issue": detail.issue,
        "facts": facts_of(detail),
        "photos": photos_of(detail.photos, detail.title),
        "entries": entries,
        "turns": clock_turns(entries),
        "steps": steps_for(detail.issue, request.user, desk=desk, refused=refused),
        "message_form": message_form or _message_form(request, detail),
        "desk": desk,
        **_doors(request, detail),
    }


def _message_form(request, detail):
    """An empty form for whoever may write here."""
    if not request.user.is_authenticated or not access_of(request.user).can(MESSAGE, detail.issue):
        return None
    return MessageForm() if detail.is_reporter else StaffMessageForm()


def _doors(request, detail) -> dict:
    """Which of the small buttons this person finds."""
    issue, access = detail.issue, access_of(request.user)
    return {
        "may_see_reporter": detail.is_handler and access.can(SEE_REPORTER, issue),
        "may_follow": request.user.is_authenticated and not detail.is_reporter,
        "may_support": not detail.is_supporter and not detail.is_handler and issue.is_open,
    }
