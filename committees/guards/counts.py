"""The guards of candidates, the count and the result: each answers None, or a sentence why not."""

from django.utils.translation import gettext as _

from portal.kernel import clock


def is_recall(election, actor):
    """The step belongs to recalls only."""
    return None if election.is_recall else _("只有罢免表决才有这一步。")


def defence_is_heard(election, actor):
    """§20: the one to be recalled may speak before the vote; what was said is on paper."""
    if election.is_recall and not election.defence.strip():
        return _("请先登记本人的申辩（放弃申辩也要写明）。")
    return None


def nominations_are_checked(election, actor):
    """No nomination is left without a ruling on the person's qualification."""
    for post in election.posts.all():
        if post.candidates.filter(state="nominated").exists():
            return _("还有提名没有审查资格。")
    return None


def meeting_was_announced(election, actor):
    """§18: the candidates meet the residents, at a time and place announced before."""
    if election.meeting_at is None:
        return _("请先公告见面会的时间和地点。")
    if clock.now() < election.meeting_at:
        return _("还没有到公告的见面会时间。")
    return None


def candidates_still_enough(election, actor):
    """Withdrawals and rulings after the publication leave more candidates than seats (§18)."""
    if election.is_recall or election.is_runoff:
        return None
    return candidates_are_enough(election, actor)


def candidates_are_short(election, actor):
    """Nominations open again only when too few are left."""
    if election.is_recall or election.is_runoff or not candidates_are_enough(election, actor):
        return _("候选人够了，不用重新提名。")
    return None


def no_candidate_holds_a_proxy(election, actor):
    """§19: no candidate votes for anybody else."""
    gone = ("withdrawn", "refused")
    for proxy in election.proxies.filter(revoked_on__isnull=True).select_related("holder"):
        names = (proxy.holder_id, proxy.holder.voter_id)
        standing = election_candidates(election).filter(registration__in=[n for n in names if n])
        if standing.exclude(state__in=gone).exists():
            words = _("%(name)s 是候选人，不能受托代投，请先撤销委托。")
            return words % {"name": proxy.holder.name}
    return None


def election_candidates(election):
    """Everybody put forward for any post."""
    model = election.posts.model._meta.get_field("candidates").related_model
    return model.objects.filter(post__election=election.pk)


def candidates_are_enough(election, actor):
    """§18: more candidates than seats, for every post."""
    more = election.rules["nomination"]["more_than_seats"]
    if election.is_recall:
        return _("罢免表决没有候选人。")
    for post in election.posts.all():
        standing = post.candidates.filter(state="qualified", accepted_on__isnull=False).count()
        if standing < post.seats + more:
            words = _("%(post)s应选 %(seats)d 人，候选人至少要有 %(least)d 人。")
            least = post.seats + more
            return words % {"post": post.get_seat_display(), "seats": post.seats, "least": least}
    return None


def sheets_agree(election, actor):
    """Two different people entered the count, and every figure is the same."""
    sheets = list(election.sheets.all())
    if len(sheets) < 2:
        return _("计票单要由两个人各录入一份。")
    first, second = sheets
    figures = ("issued", "returned", "invalid", "votes")
    if any(getattr(first, name) != getattr(second, name) for name in figures):
        return _("两份计票单不一致，请核对。")
    return None


def winners_are_known(election, actor):
    """Whoever was elected has an account, so that the result itself can seat them."""
    if election.is_recall:
        return None
    tallies = [tally for key, tally in (election.result or {}).items() if key != "refused"]
    elected = {pk for tally in tallies for pk in tally["elected"]}
    for post in election.posts.all():
        for candidate in post.candidates.filter(pk__in=elected, user__isnull=True):
            words = _("%(name)s 还没有账号，请先为当选人关联账号。")
            return words % {"name": candidate.name}
    return None


def handover_is_done(election, actor):
    """§25: a general election ends with the handover to the new committee."""
    handover = getattr(election.committee, "handover", None) if election.committee_id else None
    if election.kind == "general" and handover is not None and not handover.is_over:
        return _("新老居委会还没有移交完毕。")
    return None
