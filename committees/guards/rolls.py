"""The guards of an election up to the vote: each answers None, or a sentence why not."""

from datetime import timedelta

from django.utils.translation import gettext as _

from portal.kernel import clock


def committee_is_whole(election, actor):
    """§15: a head and at least as many members as the frozen rules ask for."""
    sitting = [officer for officer in election.officers.all() if officer.left_on is None]
    least = election.rules["election_committee"]["size"][0]
    if len(sitting) < least:
        return _("居民选举委员会至少要有 %(n)d 人。") % {"n": least}
    if not any(officer.is_head for officer in sitting):
        return _("居民选举委员会还没有主任。")
    return None


def roll_is_not_empty(election, actor):
    """Nobody can be elected by nobody: the voters' roll, and that of the form, have names (§17)."""
    if not election.standing_voters.exists():
        return _("选民名单上还没有人。")
    rows = election.registrations.filter(roll=election.form, removed_on__isnull=True)
    if not rows.exists():
        return _("户代表或居民代表的名单上还没有人。")
    return None


def registration_is_settled(election, actor):
    """§16: who applied has an answer, and community workers are confirmed."""
    if election.applications.filter(state="waiting").exists():
        return _("还有居民的登记申请没有处理。")
    rows = election.standing_voters.filter(basis="worker", worker_confirmed_by__isnull=True)
    if rows.exists():
        return _("还有社区工作者没有经选举委员会确认。")
    return None


def roll_is_early_enough(election, actor):
    """§17: the roll is public so many days before election day."""
    days = election.rules["roll"]["published_days"]
    last = election.election_day - timedelta(days=days)
    if clock.today() > last:
        words = _("名单要在选举日 %(days)d 天前（最迟 %(last)s）公布，请改选举日。")
        return words % {"days": days, "last": last.isoformat()}
    return None


def is_election_day(election, actor):
    """Ballots are given out on election day only."""
    if clock.today() != election.election_day:
        return _("投票在选举日（%(day)s）进行。") % {"day": election.election_day.isoformat()}
    return None


def objections_are_ruled(election, actor):
    """§17: no objection to the roll is left without a ruling."""
    if election.objections.filter(ruled_on__isnull=True).exists():
        return _("还有名单异议没有处理。")
    return None
