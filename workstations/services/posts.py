"""The post registry of a station (S47): opened, changed, closed by the sub-district."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel import clock
from portal.kernel.errors import NotFound, RuleViolated
from portal.services.records import record_append
from workstations.models import Contract, PostKind, StationPost, Workstation

KEEP = "workstations.keep_posts"
MOST = 50


def _may(actor, subject):
    """The post through which the actor acts; None = the house (demo, import). NotFound."""
    if actor is None:
        return None
    access = access_of(actor)
    if not access.can(KEEP, subject):
        raise NotFound()
    return access.post_for(KEEP, subject)


def _check(title: str, kind: str, planned: int) -> None:
    if not title.strip():
        raise RuleViolated(_("请填写。"), field="title", code="required")
    if kind not in PostKind.values:
        raise RuleViolated(_("请选择类别。"), field="kind", code="invalid")
    most = 1 if kind == PostKind.HEAD else MOST
    if not 1 <= planned <= most:
        words = _("要在 1 到 %(most)d 人之间。") % {"most": most}
        raise RuleViolated(words, field="planned", code="range")


def _recorded(post: StationPost, verb: str, actor, through) -> StationPost:
    record_append(
        subject=post,
        verb=verb,
        actor=actor,
        post=through,
        division_id=post.station.community_id,
        data={"kind": post.kind, "planned": post.planned},
    )
    return post


@transaction.atomic
def post_add(
    *, actor, station: Workstation, title: str, kind: str, planned: int, submit_key
) -> StationPost:
    """Open a post at ``station``; the same ``submit_key`` is the same post. NotFound; RuleViolated
    on ``title``, ``kind`` (a station has one head) or ``planned``."""
    through = _may(actor, station)
    known = StationPost.objects.filter(submit_key=submit_key, station=station).first()
    if known is not None:
        return known
    _check(title, kind, planned)
    Workstation.objects.select_for_update(of=("self",)).get(pk=station.pk)
    here = StationPost.objects.filter(station=station, closed_on__isnull=True)
    if kind == PostKind.HEAD and here.filter(kind=kind).exists():
        raise RuleViolated(_("这个站已有站长岗。"), field="kind", code="twice")
    if here.filter(title=title.strip()).exists():
        raise RuleViolated(_("已有同名的岗位。"), field="title", code="twice")
    try:
        with transaction.atomic():
            post = StationPost.objects.create(
                station=station,
                title=title.strip(),
                kind=kind,
                planned=planned,
                submit_key=submit_key,
                created_at=clock.now(),
            )
    except IntegrityError as error:
        raise RuleViolated(_("已有同名的岗位。"), field="title", code="twice") from error
    return _recorded(post, "open_post", actor, through)


def post_locked(post_id: int) -> StationPost:
    """The open post, locked with what is counted against it. NotFound."""
    rows = StationPost.objects.select_for_update(of=("self",))
    rows = rows.select_related("station__community__parent")
    post = rows.filter(pk=post_id, closed_on__isnull=True).first()
    if post is None:
        raise NotFound()
    return post


def seats_taken(post: StationPost, besides: int | None = None) -> int:
    """How many people hold or are about to hold the post; ``besides`` one person's id."""
    rows = Contract.objects.open().filter(post=post)
    return rows.exclude(user=besides).values("user").distinct().count()


@transaction.atomic
def post_change(*, actor, post_id: int, title: str, planned: int) -> StationPost:
    """Another name or number, never fewer than those who hold it. NotFound; RuleViolated on
    ``title`` or ``planned``."""
    post = post_locked(post_id)
    through = _may(actor, post)
    _check(title, post.kind, planned)
    if planned < seats_taken(post):
        raise RuleViolated(_("现有的人比这个数多。"), field="planned", code="filled")
    same = StationPost.objects.filter(station=post.station_id, closed_on__isnull=True)
    if same.exclude(pk=post.pk).filter(title=title.strip()).exists():
        raise RuleViolated(_("已有同名的岗位。"), field="title", code="twice")
    if (post.title, post.planned) == (title.strip(), planned):
        return post
    post.title, post.planned = title.strip(), planned
    post.save(update_fields=["title", "planned"])
    return _recorded(post, "change_post", actor, through)


@transaction.atomic
def post_close(*, actor, post_id: int) -> StationPost:
    """Close a post that nobody holds. NotFound; RuleViolated."""
    post = post_locked(post_id)
    through = _may(actor, post)
    if seats_taken(post):
        raise RuleViolated(_("还有人在这个岗位上，不能撤销。"), code="filled")
    post.closed_on = clock.today()
    post.save(update_fields=["closed_on"])
    return _recorded(post, "close_post", actor, through)
