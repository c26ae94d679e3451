"""A roll's file between preview and confirmation: kept under a token, without ID numbers."""

import secrets
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from committees.models import Election, ElectionForm, RollKind, RollUpload
from committees.services.identity import number_digest, number_normal
from committees.services.roll_files import COLUMNS, file_drafts
from committees.services.roll_forms import households_check, households_import
from committees.services.rolls import VoterDraft, roll_check, roll_import, roll_open
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated

KEPT = timedelta(days=1)
HEADS = {field: head for head, field in COLUMNS.items()}
DAYS = ("born_on", "worker_since", "living_since")


def _stored(draft: VoterDraft) -> dict:
    """A draft for keeping: the number as a digest and a tail, never whole."""
    number = number_normal(draft.id_number)
    return {
        "line": draft.line,
        "name": draft.name,
        "household": draft.household,
        "born_on": draft.born_on and draft.born_on.isoformat(),
        "basis": draft.basis,
        "group_name": draft.group_name,
        "id_digest": number_digest(number) if number else "",
        "id_tail": number[-4:],
        "has_rights": draft.has_rights,
        "willing": draft.willing,
        "worker_since": draft.worker_since and draft.worker_since.isoformat(),
        "living_since": draft.living_since and draft.living_since.isoformat(),
        "admission": draft.admission,
    }


def _draft(row: dict) -> VoterDraft:
    days = {name: date.fromisoformat(row[name]) for name in DAYS if row.get(name)}
    row = {name: value for name, value in row.items() if name not in DAYS}
    return VoterDraft(**(row | days))


@transaction.atomic
def roll_look(
    *, actor, election: Election, upload, roll: str = RollKind.VOTERS
) -> tuple[RollUpload, int, list]:
    """Look at a file: (what is kept for the confirmation, how many names would stand, the first
    five of them). A person's earlier file of the election goes. RuleViolated on ``file``."""
    election = roll_open(election, actor)
    drafts = file_drafts(upload)
    if roll not in RollKind.values or roll == RollKind.REPRESENTATIVES:
        raise RuleViolated(_("请选择。"), field="roll", code="invalid")
    if roll == RollKind.HOUSEHOLDS and election.form != ElectionForm.HOUSEHOLDS:
        words = _("只有每户派代表的选举才登记户代表。")
        raise RuleViolated(words, field="roll", code="form")
    check = households_check if roll == RollKind.HOUSEHOLDS else roll_check
    good, faults = check(election, drafts)
    if not faults:
        # With the birth date that the number carries, for the second reading.
        drafts = [_with_birth(draft, row) for draft, row in zip(drafts, good, strict=True)]
    RollUpload.objects.filter(election=election, uploaded_by=actor).delete()
    kept = RollUpload.objects.create(
        election=election,
        roll=roll,
        token=secrets.token_urlsafe(32),
        rows=[] if faults else [_stored(draft) for draft in drafts],
        faults=[[row.line, HEADS.get(row.field, ""), str(row.words)] for row in faults],
        uploaded_by=actor,
        uploaded_at=clock.now(),
    )
    return kept, len(good), good[:5]


def _with_birth(draft: VoterDraft, row) -> VoterDraft:
    given = {name: getattr(draft, name) for name in VoterDraft.__dataclass_fields__}
    return VoterDraft(**(given | {"born_on": row.born_on}))


def upload_of(*, actor, election: Election, token: str) -> RollUpload:
    """One's own file that was looked at less than a day ago; NotFound."""
    rows = RollUpload.objects.filter(
        election=election, uploaded_by=actor, uploaded_at__gt=clock.now() - KEPT
    )
    kept = rows.filter(token=token[:43]).first()
    if kept is None:
        raise NotFound()
    return kept


@transaction.atomic
def roll_take(*, actor, election: Election, token: str, is_affirmed: bool) -> int:
    """Check the kept rows again and put them on the roll, all or none; the file is gone then.

    is_affirmed  that nobody in it has lost the political rights and everybody wants to be
                 registered (§16)
    RuleViolated on ``is_affirmed`` or ``lines``; NotFound for a token that is not one's own.
    """
    kept = upload_of(actor=actor, election=election, token=token)
    if not is_affirmed:
        words = _("请确认已逐人核对（%(article)s）。")
        words %= {"article": election.rules["electorate"]["article"]}
        raise RuleViolated(words, field="is_affirmed", code="required")
    if kept.faults or not kept.rows:
        raise RuleViolated(_("文件里还有问题，请改好再导入。"), field="lines", code="faults")
    take = households_import if kept.roll == RollKind.HOUSEHOLDS else roll_import
    count = take(actor=actor, election=election, drafts=[_draft(row) for row in kept.rows])
    kept.delete()
    return count


def rolls_tidy() -> int:
    """Remove the files that nobody confirmed within a day; how many."""
    rows = RollUpload.objects.filter(uploaded_at__lte=clock.now() - KEPT)
    return rows.delete()[0]
