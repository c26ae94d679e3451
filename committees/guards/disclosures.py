"""The guards of the public board: each answers None, or a sentence why not."""

from django.utils.translation import gettext as _

from portal.kernel import clock


def is_anothers_draft(entry, actor):
    """I4: nobody publishes what he alone wrote."""
    if actor is not None and entry.written_by_id == actor.pk:
        return _("自己写的由另一位主任或副主任公布（I4）。")
    return None


def has_hung_long_enough(entry, actor):
    """§34: the board shows an entry for so many days at least."""
    if entry.board_until is None or clock.today() < entry.board_until:
        days = entry.rules.get("board_days", 0)
        words = _("公示不少于 %(days)d 日（%(article)s），还没有期满。")
        return words % {"days": days, "article": entry.rules.get("article", "")}
    return None
