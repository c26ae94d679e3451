"""Filing an issue: who may file where, what must be said, and that one form makes one issue."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.access.checker import access_of
from portal.kernel.deadlines import clock_fact
from portal.kernel.errors import Refused, RuleViolated
from portal.kernel.search import bigrams
from portal.models.divisions import Level
from portal.services.transitions import subject_create
from resident_affairs.models import Channel, Follower, Issue, Reporter
from resident_affairs.services.clocks import due_at_for
from resident_affairs.services.closing import issue_settle
from resident_affairs.services.photos import photos_attach
from resident_affairs.services.progress import (
    issue_mark_referred,
    issue_record_progress,
    issue_return_to_triage,
    issue_start_work,
)
from resident_affairs.services.titles import title_of

__all__ = [
    "issue_file",
    "issue_mark_referred",
    "issue_record_progress",
    "issue_return_to_triage",
    "issue_settle",
    "issue_start_work",
]

FILE = "resident_affairs.file_issue"
FILE_FOR_OTHERS = "resident_affairs.file_issue_for_resident"
MIN_TEXT, MAX_TEXT = 4, 2000


def issue_file(
    *,
    actor,
    community,
    category,
    text: str,
    title: str = "",
    group=None,
    building: str = "",
    place: str = "",
    latitude=None,
    longitude=None,
    visibility: str = "public",
    uploads=(),
    pictures=(),
    submit_key,
    reporter_name: str = "",
    reporter_phone: str = "",
    for_other: bool = False,
) -> Issue:
    """File an issue in ``community``; the same ``submit_key`` again returns the same issue.

    for_other  the counter or a group leader files for a resident, who is then no account
    pictures   ids of pictures this actor sent in an earlier step, beside new ``uploads``
    Raises Refused (not at home here), RuleViolated on category, group, text, photos, ….
    """
    group, post = _right_to_file(actor, community, group, for_other)
    _check_category(category)
    _check_text(text)
    if for_other and not reporter_name.strip():
        raise RuleViolated(_("请写明替谁登记。"), field="reporter_name", code="required")
    issue = Issue(
        community=community,
        subdistrict_id=community.parent_id,
        district_id=community.parent.parent_id,
        group=group,
        category=category,
        title=(title or title_of(text)).strip(),
        text=text.strip(),
        building=building,
        place=place,
        latitude=latitude,
        longitude=longitude,
        visibility=visibility,
        channel=_channel(post, for_other),
        reporter=None if for_other else actor,
        filed_by=actor,
        submit_key=submit_key,
        due_at=due_at_for(category),
    )
    issue.search_bigrams = bigrams(f"{issue.title} {issue.text} {place} {building}")
    return _store_once(issue, actor, post, (reporter_name, reporter_phone), (uploads, pictures))


def _store_once(issue, actor, post, contact, photos) -> Issue:
    """Store it with all its rows. If this form has made an issue already, the key's unique
    constraint says so, whoever was first, and that issue is returned."""
    try:
        with transaction.atomic():
            _store(issue, actor, post, *contact)
            photos_attach(issue, actor=actor, uploads=photos[0], pictures=photos[1])
    except ValidationError as error:
        field, problems = next(iter(error.message_dict.items()))
        raise RuleViolated(problems[0], field=field, code="invalid") from error
    except IntegrityError:
        earlier = _filed_before(actor, issue.submit_key)
        if earlier is None:
            raise
        return earlier
    return issue


def _store(issue, actor, post, name: str, phone: str) -> None:
    """The rows of a new issue: itself, its record, the reporter's contact, the first follower."""
    subject_create(
        issue,
        actor=actor,
        post=post,
        verb="file",
        data={"category": issue.category_id, "channel": issue.channel}
        | clock_fact("started", after=issue.due_at),
    )
    if name or phone:
        contact = Reporter(issue=issue, name=name, phone=phone)
        contact.clean_fields(exclude=["issue"])
        contact.save(force_insert=True)
    if issue.reporter_id:
        Follower(issue=issue, user_id=issue.reporter_id).save(force_insert=True)


def _filed_before(actor, submit_key) -> Issue | None:
    """The issue that this very form already made; somebody else's key is refused."""
    earlier = Issue.objects.filter(submit_key=submit_key).first()
    if earlier is not None and earlier.filed_by_id != actor.pk:
        raise RuleViolated(_("这份表单已经用过，请重新填写。"), field="submit_key", code="used")
    return earlier


def _right_to_file(actor, community, group, for_other: bool):
    """(group, post): the group checked against the community, and the post that allows filing.
    A group leader is at home in the whole community and files from the group they lead."""
    if community is None or community.level != Level.COMMUNITY or not community.is_open:
        raise RuleViolated(_("请选择社区。"), field="community", code="community")
    if group is not None and (group.parent_id != community.pk or group.level != Level.GROUP):
        raise RuleViolated(_("这个居民小组不在本社区。"), field="group", code="foreign")
    access = access_of(actor)
    posts = access.posts_with(FILE_FOR_OTHERS if for_other else FILE)
    at_home = next((post for post in posts if post.division_id == community.pk), None)
    if at_home:
        return group, at_home
    led = {a.division_id: a.division for a in access.assignments}
    for post in posts:
        mine = led[post.division_id]
        if mine.level == Level.GROUP and mine.parent_id == community.pk:
            if group is None or group.pk == mine.pk:
                return mine, post
    raise Refused(_("您只能在自己所在的社区反映问题。"))


def _check_category(category) -> None:
    """Only an active leaf of the tree has a deadline."""
    if category is None or not category.is_active or category.parent_id is None:
        raise RuleViolated(_("请选择具体的类别。"), field="category", code="category")


def _check_text(text: str) -> None:
    """Something is said, and no more than a page of it."""
    if len(text.strip()) < MIN_TEXT:
        raise RuleViolated(_("请写几句话，让办理的人知道是什么事。"), field="text", code="required")
    if len(text) > MAX_TEXT:
        raise RuleViolated(
            _("最多 %(n)d 个字。") % {"n": MAX_TEXT}, field="text", code="max_length"
        )


def _channel(post, for_other: bool) -> str:
    if not for_other:
        return Channel.ONLINE
    return Channel.LEADER if post.level == Level.GROUP else Channel.COUNTER
