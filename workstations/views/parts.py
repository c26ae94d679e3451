"""What the pages of execution share: paging, the buttons of the next steps, moments in words."""

from dataclasses import replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.access.checker import access_of
from portal.selectors.clock_history import clock_turns
from portal.services.transitions import transitions_offered
from workstations.forms import tasks as forms
from workstations.forms.plans import WorkForm
from workstations.guards.tasks import checklist_is_done, parts_are_verified
from workstations.selectors.replies import replies_for_task
from workstations.selectors.whistles import doors_of
from workstations.services.work_entries import LIVING

STEP_FORMS = {
    "accept": forms.StepForm,
    "return": forms.ReasonForm,
    "note_progress": forms.NoteForm,
    "block": forms.ReasonForm,
    "unblock": forms.StepForm,
    "deliver": forms.DeliverForm,
    "verify": forms.VerifyForm,
    "send_back": forms.PublicReasonForm,
    "cancel": forms.PublicReasonForm,
    "ask_extension": forms.ExtensionForm,
    "decide_extension": forms.ExtensionDecideForm,
    "add_evidence": forms.EvidenceForm,
    "log_work": WorkForm,
}
ICONS = {
    "assign": "person-plus",
    "accept": "check-circle",
    "return": "arrow-return-left",
    "note_progress": "pencil-square",
    "block": "pause-circle",
    "unblock": "play-circle",
    "hand_over": "person",
    "deliver": "send",
    "verify": "check-lg",
    "send_back": "arrow-repeat",
    "cancel": "x-circle",
    "ask_extension": "hourglass-split",
    "add_evidence": "camera",
    "log_work": "clock",
}
STYLES = {"primary": "quiet", "secondary": "quiet", "danger": "plain"}
ORDER = (
    "accept deliver unblock verify assign note_progress add_evidence log_work send_back block "
    "ask_extension hand_over return cancel"
).split()
OWN_PAGE = {"assign", "hand_over"}
HIDDEN = {"extend"}
WORDED = {"deliver", "note_progress"}
# What the phone keeps while there is no network, and where it sends that (static/js/field.js).
KEPT = {
    "note_progress": "workstations-api:tasks-notes",
    "add_evidence": "workstations-api:tasks-evidence",
}
EXECUTE = "workstations.execute_task"


def before_of(request) -> int | None:
    """The keyset's ``before`` of the URL, if it is one."""
    value = request.GET.get("before", "")
    return int(value) if value.isdecimal() and len(value) < 19 else None


def next_url(request, page) -> str:
    """The link to the next page, which keeps the filters."""
    if not page.next_before:
        return ""
    kept = [(k, v) for k, v in request.GET.items() if k != "before" and v]
    return "?" + urlencode([*kept, ("before", page.next_before)])


def step_form(name: str, task, data=None, files=None):
    """The form of one step, empty or as sent, with ids of its own."""
    words = {"subject": task, "auto_id": f"id_{name}_%s"}
    if data is None:
        initial = {"percent": task.percent} if name == "note_progress" else None
        return STEP_FORMS[name](initial=initial, **words)
    return STEP_FORMS[name](data, files, **words)


def steps_for(task, user, refused=None) -> list[dict]:
    """The buttons of the next steps, the most likely first; ``refused`` = (name, form)."""
    offers = [o for o in transitions_offered(task, user) if o["step"].name not in HIDDEN]
    found = [_button(task, offer, refused) for offer in offers]
    if access_of(user).can(EXECUTE, task) and task.is_open and not task.delivered_at:
        found += _beside_the_table(task, refused)
    if task.status in LIVING and access_of(user).can(EXECUTE, task):
        found.append(_sheet(task, "log_work", _("记工时"), "quiet", refused))
    found.sort(key=lambda button: ORDER.index(button["name"]))
    first = next((button for button in found if button["is_open"]), None)
    if first:
        first["style"] = "primary"
    return found


def with_replies(steps: list[dict], replies: list, chosen: int | None) -> list[dict]:
    """The forms whose words the resident reads, with the wordings to begin from."""
    words = next((row.text for row in replies if row.pk == chosen), None)
    for step in steps:
        if step["name"] not in WORDED or "form" not in step:
            continue
        step["replies"] = replies
        if words and step["name"] == "deliver" and not step["form"].is_bound:
            step["form"].initial["remark"] = words
            step["is_refused"] = True  # open
    return steps


def _button(task, offer, refused) -> dict:
    step = offer["step"]
    why = offer["why_closed"]
    if step.name == "deliver":
        # The photo may come with the form itself; open lines and parts hold the step.
        held = checklist_is_done(task, None) or parts_are_verified(task, None)
        why = why if task.was_voted_by(task.assignee_id) else held or ""
    button = _sheet(task, step.name, step.label, STYLES[step.style], refused)
    return button | {"is_open": not why, "why_closed": why}


def _beside_the_table(task, refused) -> list[dict]:
    """What the assignee may do that leaves the state as it is."""
    found = []
    if task.status in {"in_progress", "rework", "blocked"}:
        found.append(_sheet(task, "add_evidence", _("补充照片"), "quiet", refused))
    if getattr(task, "asked_pk", None) is None:
        found.append(_sheet(task, "ask_extension", _("申请延期"), "plain", refused))
    return found


def _sheet(task, name: str, label, style: str, refused) -> dict:
    is_refused = bool(refused) and refused[0] == name
    button = {
        "name": name,
        "label": label,
        "style": style,
        "icon": ICONS[name],
        "is_open": True,
        "is_refused": is_refused,
    }
    if name in OWN_PAGE:
        url = reverse(f"workstations:task_{name}", args=[task.pk])
        return button | {"url": url, "is_link": True}
    return button | _form_of(task, name, refused if is_refused else None)


def _form_of(task, name: str, refused) -> dict:
    form = refused[1] if refused else step_form(name, task)
    url = reverse("workstations:task_step", args=[task.pk, name])
    keep = reverse(KEPT[name], args=[task.pk]) if name in KEPT else ""
    return {"url": url, "form": form, "has_files": form.is_multipart(), "keep": keep}


def moment_words(moment) -> str:
    """A moment in words, to the minute; nothing for no moment."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    return formats.date_format(local, pgettext("moment", "Y年n月j日 H:i"))


def hours_words(minutes: int) -> str:
    """Minutes as hours and minutes; nothing for none."""
    if not minutes:
        return ""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(n)s 分钟") % {"n": rest}
    if not rest:
        return _("%(n)s 小时") % {"n": hours}
    return _("%(h)s 小时 %(m)s 分钟") % {"h": hours, "m": rest}


def _yuan(fen: int) -> str:
    return f"¥{fen // 100:,}.{fen % 100:02d}" if fen else ""


def entries_shown(entries) -> list:
    """Timeline entries with their moment in words."""
    return [replace(entry, when=moment_words(entry.when)) for entry in entries]


def way_shown(entries) -> dict:
    """The timeline, and the history of the clock that is read off it."""
    shown = entries_shown(entries)
    return {"entries": shown, "turns": clock_turns(shown)}


def facts_of(detail) -> list[dict]:
    """What a task rests on and asks for."""
    return [*_grounds_of(detail), *_asked_of(detail.task), *_state_of(detail.task)]


def _grounds_of(detail) -> list[dict]:
    root = detail.task.root
    return [
        {"label": _("来源"), "value": detail.face.source},
        _link(_("诉求"), detail.issue, "workstations:affair" if detail.sees_issue else ""),
        _link(_("督办"), root.order if root.order_id else None, "workstations:order_detail"),
        _link(_("依据的决议"), detail.resolution, "committees:resolution_detail"),
        _link(_("职责依据"), root.duty, "portal:duty"),
        _link(_("委托事项"), root.entrusted, "workstations:entrusted"),
        _link(_("工作计划"), root.plan, "workstations:plan"),
        _link(_("属于"), detail.task.parent, "workstations:task_detail"),
    ]


def _asked_of(task) -> list[dict]:
    return [
        {
            "label": _("计划日"),
            "value": formats.date_format(task.occurs_on) if task.occurs_on else "",
        },
        {"label": _("权重"), "value": task.weight or ""},
        {"label": _("预计工时"), "value": hours_words(task.expected_minutes)},
        {"label": _("验收凭据"), "value": task.evidence_wanted},
        {"label": _("预计费用"), "value": _yuan(task.cost_fen)},
    ]


def _state_of(task) -> list[dict]:
    return [
        {"label": _("期限"), "value": moment_words(task.due_at)},
        {"label": _("进度"), "value": f"{task.percent}%" if task.is_open else ""},
        {"label": _("返工次数"), "value": task.rework_count or ""},
        {"label": _("交付"), "value": moment_words(task.delivered_at)},
        {"label": _("验收"), "value": moment_words(task.verified_at)},
    ]


def inside_context(detail, user) -> dict:
    """What the checklist, the parts and the entries of work need beside themselves."""
    spent = {"time": hours_words(detail.inside.minutes), "money": _yuan(detail.inside.fen)}
    return {"spent": spent, "living": detail.task.status in LIVING, "me": user.pk}


def _link(label, subject, route: str) -> dict:
    """``route`` is "" for who may not open it: they read what it is."""
    url = reverse(route, args=[subject.pk]) if subject is not None and route else ""
    return {"label": label, "value": "" if subject is None else str(subject), "url": url}


def detail_context(detail, user, refused=None, decide_form=None, reply=None) -> dict:
    """Everything the page of one task needs; ``reply``: the wording to begin the delivery with,
    where no script puts it into the open form."""
    task, entries = detail.task, entries_shown(detail.entries)
    replies = replies_for_task(access_of(user), task)
    asks = detail.extension and detail.extension["may_decide"]
    return {
        "detail": detail,
        "task": task,
        "steps": with_replies(steps_for(task, user, refused), replies, reply),
        "facts": facts_of(detail),
        "entries": entries,
        "turns": clock_turns(entries),
        "doors": doors_of(access_of(user), task),
        **inside_context(detail, user),
        "decide_form": (decide_form or step_form("decide_extension", task)) if asks else None,
    }
