"""Writing the record: every domain write appends one row, in its own transaction."""

import hashlib
import secrets

from django.db import transaction

from portal.models.records import Record, Remark
from portal.services.wakeups import FOLLOWERS, wake_on_commit


def remark_digest(salt: str, text: str) -> str:
    """What the record keeps of somebody's words."""
    return hashlib.sha256(f"{salt}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()


def _remark_make(text: str, is_public: bool) -> Remark | None:
    if not text:
        return None
    return Remark.objects.create(text=text, salt=secrets.token_hex(16), is_public=is_public)


def record_append(
    *,
    subject,
    verb: str,
    actor=None,
    post=None,
    division_id: int | None = None,
    from_state: str = "",
    to_state: str = "",
    remark: str = "",
    remark_is_public: bool = False,
    data: dict | None = None,
    is_public: bool = True,
) -> Record:
    """Append one row about ``subject`` (anything with ``subject_type`` and a pk).

    actor      the person, or None when the house itself acts (jobs)
    post       the ``access.checker.Post`` through which the actor acted, if by a role; where it is
               another's, the row says in whose place (``data["in_place_of"]``)
    division_id  the community the row belongs to (default: the subject's)
    data       public-safe facts only: ids, codes, numbers. Never a name, phone or free text
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("the record is written in the transaction of the write it tells of")
    wake_on_commit(FOLLOWERS)
    note = _remark_make(remark, remark_is_public)
    return Record.objects.create(
        **_by(actor, post),
        division_id=division_id or getattr(subject, "community_id", None),
        subject_type=subject.subject_type,
        subject_id=subject.pk,
        verb=verb,
        from_state=from_state,
        to_state=to_state,
        remark=note,
        remark_digest=remark_digest(note.salt, note.text) if note else "",
        data=_facts(data, post),
        is_public=is_public,
    )


def _by(actor, post) -> dict:
    role, place = (post.role, post.division_id) if post else ("", None)
    return {"actor": actor, "actor_role": role, "actor_division_id": place}


def _facts(data: dict | None, post) -> dict:
    whose = post.in_place_of if post else None
    return dict(data or {}) if whose is None else {**(data or {}), "in_place_of": whose}


def records_append_many(entries: list[dict], *, actor=None, post=None) -> list[Record]:
    """Append many rows that one person wrote, or (without ``actor``) the house, in one statement.

    entries  each ``subject``, ``verb`` and ``is_public``, perhaps ``data`` (public-safe) and
             ``division_id`` (default: the subject's community)
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("the record is written in the transaction of the write it tells of")
    wake_on_commit(FOLLOWERS)
    rows = [
        Record(
            **_by(actor, post),
            division_id=entry.get("division_id") or entry["subject"].community_id,
            subject_type=entry["subject"].subject_type,
            subject_id=entry["subject"].pk,
            verb=entry["verb"],
            data=_facts(entry.get("data"), post),
            is_public=entry["is_public"],
        )
        for entry in entries
    ]
    return Record.objects.bulk_create(rows)
