"""A believable district of any size for load: years of issues, their tasks and their history."""

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import accumulate, islice
from operator import itemgetter
from uuid import UUID

from django.utils import timezone

from portal.kernel import clock
from portal.kernel.search import bigrams
from portal.models import Record
from portal.selectors.duties import wording_on
from portal.services.bulk import BulkTable
from portal.services.bulk_indexes import indexes_lifted
from portal.services.duties import GENERAL
from resident_affairs.models import Category, Issue, Rating
from resident_affairs.services.responses import URGENT_HOURS
from workstations.demo.ground import answers_due, filing_moments, staffed_communities
from workstations.demo.texts import BUILDINGS, KINDS, LANES, RATING_WORDS
from workstations.models import Task

CHUNK = 20_000
MODELS = (Issue, Task, Rating, Record)
HAPPENED_AT = 1  # the place of the moment in a row of the record
# (verb, state, role, what else the task then says) of a task done in the ordinary way.
STEPS = (
    ("open", "open", "station_head", {}),
    ("assign", "assigned", "station_head", {}),
    ("accept", "in_progress", "station_staff", {}),
    ("deliver", "delivered", "station_staff", {"percent": 100}),
    ("verify", "verified", "chair", {}),
)


def _hours(number: float) -> timedelta:
    return timedelta(seconds=round(number * 3600, 3))


def _cumulated(count: int, power: float) -> list[float]:
    """Weights of a skewed choice: the first is the most frequent."""
    return list(accumulate(1 / (rank + 1) ** power for rank in range(count)))


class DistrictMaker:
    """Makes ``total`` issues ending at ``now``, oldest first; the same seed makes the same ones.

    Each issue goes the legal way of the workflows, one row of the record for each step, and the
    record lies in the order of time. A load greater than what is there is written without
    indexes, which are built at the end, all in one transaction.
    """

    def __init__(self, total: int, seed: int, now: datetime | None = None):
        self.total = total
        self.chance = random.Random(seed)  # noqa: S311 - load needs no secrets
        self.now = (now or clock.now()).astimezone(UTC)
        self.tables = {model: BulkTable(model) for model in MODELS}
        self.issues, self.tasks, self.ratings, self.records = self.tables.values()
        # A second load with the same seed adds other issues, never the same keys again.
        self.keys = random.Random(f"{seed} {self.issues.next_id}")  # noqa: S311
        self.pending: list[list] = []
        self.duty = wording_on(*GENERAL).pk
        self.places = staffed_communities()
        self.chance.shuffle(self.places)
        self.place_weights = _cumulated(len(self.places), 0.5)
        categories = {row.code: row for row in Category.objects.all()}
        self.kinds = [(categories[kind[0]], kind) for kind in KINDS if kind[0] in categories]
        self.kind_weights = _cumulated(len(self.kinds), 0.7)
        moments = filing_moments(self.chance, total, self.now)
        self.moments, self.answer_due = iter(moments), answers_due(moments)
        self.words = lru_cache(100_000)(self._words)

    def run(self) -> Iterator[int]:
        """Write chunk by chunk; yields how many issues are done."""
        is_great = self.total > self.issues.next_id
        with indexes_lifted(MODELS) if is_great else nullcontext():
            yield from self._write()
            for table in self.tables.values():
                table.settle_sequence()

    def _write(self) -> Iterator[int]:
        """The next chunk is made while the database takes the one before."""
        done = 0
        with ThreadPoolExecutor(1) as pool:
            ahead = pool.submit(self._chunk)
            while any(chunk := ahead.result()):
                ahead = pool.submit(self._chunk)
                for table, rows in zip(self.tables.values(), chunk, strict=True):
                    table.write(rows)
                done += len(chunk[0])
                yield done

    def _chunk(self) -> list[list[list]]:
        """Rows of the next issues, a list for each of ``MODELS``; all empty at the end."""
        filed_at = None
        for filed_at in islice(self.moments, CHUNK):
            self._affair(filed_at)
        self._release(until=filed_at or datetime.max.replace(tzinfo=UTC))
        return [table.take_rows() for table in self.tables.values()]

    def _release(self, until: datetime) -> None:
        """Hand on, in the order of time, what no later issue can come before."""
        self.pending.sort(key=itemgetter(HAPPENED_AT))
        ready = sum(1 for row in self.pending if row[HAPPENED_AT] <= until)
        for row in islice(self.pending, ready):
            row[0] = self.records.take_id()
        self.records.rows += self.pending[:ready]
        del self.pending[:ready]

    def _affair(self, filed_at: datetime) -> None:
        """One issue with its way: answered, declined, or done by the station."""
        chance = self.chance
        place = chance.choices(self.places, cum_weights=self.place_weights)[0]
        category, kind = chance.choices(self.kinds, cum_weights=self.kind_weights)[0]
        issue = self._filed(place, category, kind, filed_at)
        facts = f'{{"category": {category.pk}}}'
        path = chance.random()
        if path < 0.22:
            self._answered(issue, place, category, facts)
        elif path < 0.25:
            moment = filed_at + _hours(5)
            facts = self._first_word(issue, category, moment, facts)
            self._step(issue, "decline", "declined", moment, place["head"], "station_head", facts)
        else:
            self._executed(issue, place, category, facts)
        self.issues.add(issue)

    def _first_word(self, issue: dict, category: Category, moment: datetime, facts: str) -> str:
        """``facts`` of the step from the inbox, with whether it came in time."""
        filed_at = issue["created_at"]
        if category.deadline_unit == "h":
            due_at = filed_at + _hours(URGENT_HOURS)
        else:
            due_at = self.answer_due[timezone.localtime(filed_at).date()]
        word = "in_time" if moment <= due_at else "late"
        return f'{facts[:-1]}, "response": "{word}"}}'

    @staticmethod
    def _words(kind: tuple, lane: str, building: str, number: int) -> tuple[str, str, str, str]:
        """(title, text, index words, place) of an issue."""
        words = {"g": lane, "b": building, "n": number}
        title, text = kind[1].format(**words)[:60], kind[2].format(**words)
        return title, text, bigrams(f"{title} {text}"), kind[3].format(**words)

    def _filed(self, place: dict, category: Category, kind: tuple, filed_at: datetime) -> dict:
        """A new issue's columns, with its first row in the record."""
        chance = self.chance
        lane, building = chance.choice(LANES), chance.choice(BUILDINGS)
        title, text, words, where = self.words(kind, lane, building, chance.randrange(2, 10))
        resident = chance.choice(place["residents"])
        issue = {
            **place["chain"],
            "status": "",
            "version": 0,
            "category_id": category.pk,
            "title": title,
            "text": text,
            "search_bigrams": words,
            "place": where,
            "visibility": "staff" if chance.random() < 0.12 else "public",
            "channel": chance.choices(("online", "counter", "leader"), (8, 3, 1))[0],
            "reporter_id": resident,
            "submit_key": UUID(int=self.keys.getrandbits(128)),
            "created_at": filed_at,
            "due_at": filed_at + timedelta(days=category.deadline_amount),
            "id": self.issues.take_id(),
        }
        facts = f'{{"category": {category.pk}}}'
        self._step(issue, "file", "submitted", filed_at, resident, "resident", facts)
        return issue

    def _step(self, subject, verb, target, moment, actor, role, facts, kind="issue") -> bool:
        """Move ``subject`` and record it, unless the moment is still to come."""
        if moment > self.now:
            return False
        community = subject["community_id"]
        row = [None, moment, actor, role, community if role else None, community, kind]
        row += [subject["id"], verb, subject["status"], target, None, "", facts, True]
        self.pending.append(row)
        subject["status"] = target
        subject["version"] += 1
        return True

    def _settled(self, issue: dict, moment: datetime) -> str:
        """The facts that the figures count at settlement."""
        issue["settled_at"] = moment
        on_time = "true" if moment <= issue["due_at"] else "false"
        days = (moment - issue["created_at"]).days
        facts = f'"category": {issue["category_id"]}, "on_time": {on_time}, "days": {days}'
        return f'{{{facts}, "extended": false}}'

    def _answered(self, issue: dict, place: dict, category: Category, facts: str) -> None:
        moment = issue["created_at"] + _hours(self.chance.expovariate(1 / 20) + 1)
        if moment <= self.now:
            done = self._first_word(issue, category, moment, self._settled(issue, moment))
            self._step(issue, "answer", "answered", moment, place["head"], "station_head", done)
            self._close(issue, moment, facts)

    def _executed(self, issue: dict, place: dict, category: Category, facts: str) -> None:
        """Through the station: each step of the task, and what it moves in the issue."""
        chance = self.chance
        moment = issue["created_at"] + _hours(chance.expovariate(1 / 6) + 0.2)
        head, staff = place["head"], chance.choice(place["staff"])
        word = self._first_word(issue, category, moment, facts)
        if not self._step(issue, "assign", "assigned", moment, head, "station_head", word):
            return
        task = self._task(issue, place, moment)
        staffed = {"assignee_id": staff}
        waits = (0.01, chance.expovariate(0.5), chance.expovariate(0.2) + 0.1)
        waits += (chance.lognormvariate(1.0, 0.8) * 24, chance.expovariate(0.1))
        actors = (head, head, staff, staff, place["chair"])
        for step, actor, wait in zip(STEPS, actors, waits, strict=True):
            moment += _hours(wait)
            verb, status, role, made = step
            said = self._task_facts(verb, issue, task, moment, staff)
            if not self._step(task, verb, status, moment, actor, role, said, kind="task"):
                break
            task |= made | (staffed if verb == "assign" else {})
            if verb == "accept":
                self._step(issue, "start_work", "in_progress", moment, None, "", facts)
            elif verb == "deliver":
                task["delivered_at"] = moment
        if task["status"] == "verified":
            task["verified_at"] = moment
            done = self._settled(issue, moment)
            self._step(issue, "settle", "settled", moment, None, "", done)
            self._close(issue, moment, facts)
        self.tasks.add(task)

    def _task(self, issue: dict, place: dict, moment: datetime) -> dict:
        return {
            **place["chain"],
            "id": self.tasks.take_id(),
            "status": "",
            "version": 0,
            "station_id": place["station"],
            "title": issue["title"],
            "issue_id": issue["id"],
            "duty_id": self.duty,
            "due_at": issue["due_at"],
            "created_at": moment,
        }

    @staticmethod
    def _task_facts(verb: str, issue: dict, task: dict, moment: datetime, staff: int) -> str:
        """What the record of a task's step says, in the words of the services."""
        if verb == "open":
            return f'{{"source": "issue", "category": {issue["category_id"]}, "round": 0}}'
        if verb == "assign":
            return f'{{"assignee": {staff}}}'
        if verb == "accept":
            return "{}"
        on_time = "true" if task.get("delivered_at", moment) <= task["due_at"] else "false"
        if verb == "deliver":
            return f'{{"on_time": {on_time}}}'
        days = (moment - task["created_at"]).days
        return f'{{"source": "issue", "on_time": {on_time}, "days": {days}, "rework": 0}}'

    def _close(self, issue: dict, settled: datetime, facts: str) -> None:
        """Rated by half of them, silent otherwise."""
        chance = self.chance
        if chance.random() >= 0.48:
            moment = settled + timedelta(days=7)
            if self._step(issue, "close_silent", "closed", moment, None, "", facts):
                issue["closed_at"] = moment
            return
        moment = settled + _hours(chance.expovariate(1 / 30))
        score = chance.choices((1, 2, 3, 4, 5), (2, 3, 9, 32, 54))[0]
        solved = "true" if score > 2 else "false"
        facts = f'{facts[:-1]}, "score": {score}, "solved": {solved}}}'
        resident = issue["reporter_id"]
        if self._step(issue, "rate", "closed", moment, resident, "resident", facts):
            issue |= {"closed_at": moment, "is_solved": score > 2}
            self.ratings.add(
                {
                    "issue_id": issue["id"],
                    "score": score,
                    "is_solved": score > 2,
                    "words": chance.choice(RATING_WORDS),
                    "rated_by_id": resident,
                    "created_at": moment,
                }
            )
