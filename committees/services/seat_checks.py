"""What the law asks before somebody takes a seat: term, number, kin, women, by-election."""

from datetime import date

from django.utils.translation import gettext as _

from committees.models import Committee, Seat
from committees.services.kin import kin_refuse, sitting_ids
from committees.services.seat_grounds import SeatGround
from portal.kernel.errors import RuleViolated
from portal.selectors.rules import rule_set_for


def seat_check(committee: Committee, user, seat: str, valid_from: date, valid_to: date) -> None:
    """Within the term, once, while seats are free, one chair. RuleViolated at its field."""
    if not committee.term_from <= valid_from < valid_to <= committee.term_to:
        raise RuleViolated(_("任职时间要在本届任期之内。"), field="valid_from", code="term")
    sitting = list(committee.memberships.active(valid_from))
    if any(member.user_id == user.pk for member in sitting):
        raise RuleViolated(_("此人已是本届委员。"), field="user", code="twice")
    if len(sitting) >= committee.size:
        raise RuleViolated(_("席位已满。"), field="user", code="full")
    if seat == Seat.CHAIR and any(member.seat == Seat.CHAIR for member in sitting):
        raise RuleViolated(_("已有一位主任。"), field="seat", code="chair")


def kin_check(committee: Committee, user, on: date, *, declared: bool) -> None:
    """§10, §36: near kin sit neither on one committee nor one over the other."""
    if not declared:
        words = _("请确认与在任成员没有近亲属关系。")
        raise RuleViolated(words, field="kin_declared", code="kin_declared")
    members, watching = sitting_ids(committee.community_id, on)
    rules = rule_set_for(on, committee.community).rules
    kin_refuse(user, members | watching, rules["kin_article"])


def by_election_check(committee: Committee, valid_from: date, valid_to: date) -> None:
    """§24: a by-election fills a seat that fell free, for the rest of the term."""
    if not committee.memberships.filter(valid_to__lte=valid_from).exists():
        raise RuleViolated(_("本届还没有空出的席位可以补选。"), field="seated_by", code="none")
    if valid_to != committee.term_to:
        rules = rule_set_for(valid_from, committee.community).rules
        words = _("补选的任期到本届届满为止（%(article)s）。")
        words %= {"article": rules["by_election_article"]}
        raise RuleViolated(words, field="valid_to", code="term")


def women_check(committee: Committee, on: date, *, is_woman: bool, ground: SeatGround) -> None:
    """§10: where a meeting fills the last seat, somebody on the committee is a woman."""
    sitting = list(committee.memberships.active(on))
    rules = rule_set_for(on, committee.community).rules
    women = sum(row.is_woman for row in sitting) + is_woman
    is_last = len(sitting) + 1 >= committee.size
    if ground.resolution is not None and is_last and women < rules["women_least"]:
        words = _("这是最后一席，居委会应当有妇女成员（%(article)s）。")
        words %= {"article": rules["women_article"]}
        raise RuleViolated(words, field="is_woman", code="women")
