"""What the pages of the public board need beside their rows."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from committees.forms.disclosures import EntryForm
from committees.models.disclosures import DisclosureClass
from committees.selectors import disclosures as read
from committees.selectors.bodies import committees_for
from committees.selectors.consultations import consultations_listed
from committees.selectors.entry_sources import sources_shown
from committees.selectors.papers import moment, money
from committees.selectors.resolutions import actions_told, resolutions_for_board
from committees.services.disclosures import WRITE
from committees.services.questions import ASK
from portal.kernel.errors import NotFound
from portal.selectors.timelines import records_of_one, timeline_entries
from portal.views.steps import buttons_for, split

STEP, EDIT = "committees:disclosure_step", {"edit": "committees:disclosure_edit"}


def home_of(access, permission: str = ""):
    """The community whose committee the person works for, or None; NotFound when it is needed."""
    found = committees_for(access, permission or read.DESK)
    home = found[0].community if found else None
    if home is None and permission:
        raise NotFound()
    return home


def class_tabs(kind: str) -> list[dict]:
    """The seven classes and all."""
    return [{"label": _("全部"), "url": "?", "is_current": not kind}] + [
        {"label": label, "url": f"?class={value}", "is_current": value == kind}
        for value, label in DisclosureClass.choices
    ]


def board_context(access, community, kind: str, text: str, rows) -> dict:
    """The board: what is owed, the entries, and the resolutions that hang there by themselves."""
    context = {
        "community": community,
        "tabs": class_tabs(kind),
        "kind": kind,
        "text": text,
        "entries": rows[: read.PAGE],
        "late": [row for row in read.owed_by(community) if row.is_overdue],
        **found_by_themselves(access, community.pk, kind),
    }
    if len(rows) > read.PAGE:
        query = urlencode({"class": kind, "q": text, "before": rows[read.PAGE - 1].pk})
        context["next_url"] = f"?{query}"
    return context


def found_by_themselves(access, pk: int, kind: str) -> dict:
    """What hangs on the board without anybody copying it there: resolutions, consultations."""
    if kind == DisclosureClass.DECISIONS:
        address = reverse("committees:resolution_list") + f"?community={pk}"
        return {"resolutions": resolutions_for_board(pk), "resolutions_url": address}
    if kind == DisclosureClass.CONSULTATIONS:
        return {"consultations": consultations_listed(access, pk, "over", None)[:5]}
    return {}


def entry_context(access, page) -> dict:
    """One entry: its account, its questions, what this person may do."""
    entry = page.entry
    known = access.user.is_authenticated
    may_ask = known and entry.is_shown and access.can(ASK, entry)
    return {
        "page": page,
        "entry": entry,
        "account": account_table(entry),
        "facts": entry_facts(entry),
        "may_ask": may_ask,
        **_beside(access, entry),
        "may_answer": known and access.can(read.ANSWER, entry),
        "may_correct": known and page.corrected_by is None and access.can(WRITE, entry),
        "timeline": entry_timeline(access, entry),
        **split(buttons_for(entry, access.user, STEP, EDIT) if known else []),
    }


def _beside(access, entry) -> dict:
    """What it rests on, what the station does about it, and where papers go while it is a draft."""
    there = reverse("committees:disclosure_papers", args=[entry.pk])
    writes = entry.status == "draft" and access.can(WRITE, entry)
    actions = actions_told(entry.resolution) if entry.resolution_id else []
    shown = {"sources": sources_shown(access, entry), "actions": actions}
    return shown | {"papers_url": there if writes else ""}


def entry_timeline(access, entry) -> list:
    """How the entry came to hang there; names only for those who work there."""
    works = access.user.is_authenticated and access.can(read.DESK, entry)
    return timeline_entries(records_of_one(entry, public_only=not works), names=works)


def account_table(entry) -> dict | None:
    """The account as a table with its sum."""
    if not entry.amounts:
        return None
    rows = [[label, money(fen)] for label, fen in entry.amounts]
    rows.append([_("合计"), money(sum(fen for _label, fen in entry.amounts))])
    return {"columns": [_("项目"), _("金额")], "rows": rows}


def entry_facts(entry) -> list[dict]:
    """When, until when, on which ground."""
    half = entry.half_year and read.account_title(entry.disclosure_class, entry.half_year)
    rules = entry.rules
    rows = [
        (_("公布时间"), moment(entry.published_at)),
        (_("公示至"), moment(entry.board_until)),
        (_("半年账"), half),
        (_("其他凭据"), entry.source),
        (_("依据"), f"{rules['title']} {rules['article']}" if rules else ""),
    ]
    return [{"label": label, "value": value, "url": ""} for label, value in rows]


def desk_context(access) -> dict:
    """The lists of the desk: of one's own committee, or of the places one looks after."""
    home = home_of(access)
    return {
        "community": home,
        "drafts": read.drafts_for(access),
        "questions": read.questions_waiting(access, read.DESK),
        "owed": read.owed_by(home) if home else [],
        "untruths": read.untruths_waiting(access),
        "late_places": [] if home else read.streets_late(access),
        "writes": bool(access.posts_with(WRITE)),
    }


WORDS = ("disclosure_class", "title", "text", "half_year", "source")
PREFILLED = ("disclosure_class", "half_year", "resolution")


def _as_typed(entry) -> dict:
    """The words of an entry as its form takes them."""
    amounts = [f"{label} {fen / 100:.2f}" for label, fen in entry.amounts]
    sources = [reference for _type, _pk, reference in entry.sources]
    lines = {"amounts": "\n".join(amounts), "sources": "\n".join(sources)}
    return (
        {name: getattr(entry, name) for name in WORDS} | lines | {"resolution": entry.resolution_id}
    )


def entry_form(community, data=None, *, corrects=None, edits=None, given=None) -> EntryForm:
    """The form, from what it corrects or edits, or from what is owed (``?disclosure_class=``)."""
    initial, like = {}, corrects or edits
    if like is not None:
        initial = _as_typed(like)
    elif given is not None:
        initial = {name: given.get(name) for name in PREFILLED}
    return EntryForm(
        data,
        initial=initial,
        resolutions=resolutions_for_board(community.pk, 50),
        halves=[(name, read.account_title("", name)) for name in read.halves_of(community)],
        corrects=corrects is not None,
    )
