"""Ordinary affairs: enough that lists, charts and corners look as in real life."""

import random

from portal.kernel import clock
from resident_affairs.models import Issue
from resident_affairs.services import closing, following, triage
from workstations.demo.place import Place
from workstations.demo.texts import (
    ANSWERS,
    DECLINES,
    KINDS,
    POOR_WORDS,
    PROGRESS,
    RATING_WORDS,
)


def affair(place: Place, number: int) -> None:
    """One ordinary affair from its report to where its number takes it."""
    chance = random.Random(number)  # noqa: S311 - stories need no secrets
    issue = place.file(number)
    clock.advance(hours=chance.randrange(1, 9))
    if number % 9 == 4:
        words = chance.choice(ANSWERS)
        triage.issue_answer(actor=place.cast.head, issue=issue, remark=words)
        _rate(place, issue, chance)
    elif number % 17 == 5:
        triage.issue_decline(
            actor=place.cast.chair,
            issue=issue,
            remark=chance.choice(DECLINES),
            where_to_go="街道便民服务大厅 3 号窗口",
        )
    elif number % 13 == 7:
        triage.issue_withdraw(actor=issue.reporter, issue=issue, remark="邻居已经帮忙弄好了。")
    else:
        _through_the_station(place, issue, number, chance)


def _through_the_station(place: Place, issue: Issue, number: int, chance) -> None:
    opened = place.to_station(issue)
    for neighbour in place.cast.residents[: chance.randrange(0, 3)]:
        if neighbour.pk != issue.reporter_id:
            following.issue_support(actor=neighbour, issue=issue)
    task = place.give(opened)
    clock.advance(hours=chance.randrange(4, 40))
    if chance.random() < 0.5:
        task = place.work(task, chance.choice(PROGRESS), 50)
    clock.advance(hours=chance.randrange(6, 60))
    report = KINDS[number % len(KINDS)][4].format(n=chance.randrange(2, 9), g="", b="")
    task = place.deliver(task, report, number)
    clock.advance(hours=chance.randrange(2, 30))
    place.verify(task)
    _rate(place, issue, chance)


def _rate(place: Place, issue: Issue, chance) -> None:
    """Half of them say something; few are cross, and one in twelve has it done again."""
    clock.advance(hours=chance.randrange(3, 70))
    if chance.random() < 0.45:
        return
    issue = Issue.objects.get(pk=issue.pk)
    mood = chance.random()
    if mood < 0.08:
        closing.issue_reopen(actor=issue.reporter, issue=issue, remark=chance.choice(POOR_WORDS))
        return
    score = 2 if mood < 0.14 else chance.choice((3, 4, 4, 5, 5, 5))
    words = chance.choice(POOR_WORDS if score < 3 else RATING_WORDS)
    closing.issue_rate(
        actor=issue.reporter, issue=issue, score=score, is_solved=score > 2, words=words
    )
