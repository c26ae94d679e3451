"""The photos of an issue as the gallery shows them, and who may open one."""

from django.urls import reverse
from django.utils.translation import gettext as _

from resident_affairs.models import Issue

VIEW = "resident_affairs.view_issue"


def photos_of(pictures, title: str) -> list[dict]:
    """One entry for each picture that is ready; those still being prepared are left out."""
    ready = [picture for picture in pictures if picture.is_ready]
    return [
        {
            "url": reverse("portal:picture", args=[picture.pk, "full"]),
            "thumb_url": reverse("portal:picture", args=[picture.pk, "thumb"]),
            "alt": _("%(title)s，第 %(n)d 张照片") % {"title": title, "n": number},
        }
        for number, picture in enumerate(ready, start=1)
    ]


def may_open_photo(access, picture) -> bool:
    """Whether ``picture`` belongs to an issue that this person may read in full, or anybody may:
    whoever only supervises sees no photos of what is not public."""
    issue = Issue.objects.filter(photos__picture=picture).first()
    return issue is not None and (issue.is_public_now or access.can(VIEW, issue))
