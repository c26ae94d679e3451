"""Letters: one per person with everything not mailed yet, newest first; never an empty one."""

from itertools import groupby

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from portal.access.checker import Access
from portal.kernel import clock
from portal.models import Notice, User
from portal.selectors.notices import lines_of

log = structlog.get_logger(__name__)
PEOPLE = 200
LINES = 50


def digests_send(limit: int = PEOPLE) -> int:
    """Send to at most ``limit`` people; returns how many letters went out.

    A letter that fails is tried again at the next run. A crash just after sending may send it
    twice: mail has no transaction.
    """
    waiting = Notice.objects.filter(wants_mail=True, mailed_at__isnull=True)
    people = waiting.values_list("recipient_id", flat=True).distinct()[:limit]
    sent = 0
    for user in User.objects.filter(pk__in=list(people)):
        try:
            sent += _send(user)
        except OSError:
            log.warning("mail_failed", user=user.pk)
    return sent


@transaction.atomic
def _send(user: User) -> int:
    rows = Notice.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        recipient=user, wants_mail=True, mailed_at__isnull=True
    )
    page = list(rows.select_related("record").order_by("-id"))
    lines = lines_of(Access(user), page[:LINES]) if user.is_active and user.email else []
    if lines:
        _deliver(user, lines, more=len(page) > LINES)
    Notice.objects.filter(pk__in=[notice.pk for notice in page]).update(mailed_at=clock.now())
    return int(bool(lines))


def _deliver(user: User, lines: list, more: bool) -> None:
    """One affair after the other, each with its steps, the newest first."""
    order = {line.url: index for index, line in reversed(list(enumerate(lines)))}
    ranked = sorted(lines, key=lambda line: (order[line.url], -line.id))
    affairs = [
        {"title": steps[0].title, "url": url, "label": steps[0].label, "steps": steps}
        for url, steps in ((url, list(group)) for url, group in groupby(ranked, lambda x: x.url))
    ]
    with translation.override("zh-hans"):
        context = {"user": user, "affairs": affairs, "more": more}
        context["site_url"] = settings.SITE_URL
        subject = _("议行：%(n)s 条新进展") % {"n": len(lines)}
        text = render_to_string("portal/mails/digest.txt", context)
        html = render_to_string("portal/mails/digest.html", context)
    letter = EmailMultiAlternatives(subject, text, to=[user.email])
    letter.attach_alternative(html, "text/html")
    letter.send()
