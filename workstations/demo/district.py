"""A believable district of any size for load: years of issues, their history and their tasks."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

from portal.kernel import clock
from portal.kernel.search import bigrams
from portal.models import Division, Level, Record, Role, RoleAssignment
from portal.services.bulk import BulkTable
from resident_affairs.models import Category, Issue, Rating
from workstations.demo.texts import BUILDINGS, KINDS, LANES, RATING_WORDS
from workstations.models import Task, Workstation

YEARS = 4
CHUNK = 20_000
# Months from January: the rains of June to September bring more.
SEASON = (7, 6, 8, 8, 9, 13, 15, 15, 12, 8, 7, 7)
HOURS = (0, 0, 0, 0, 0, 0, 1, 4, 9, 12, 11, 8, 4, 6, 9, 10, 8, 6, 4, 5, 5, 3, 1, 0)


class DistrictMaker:
    """Makes ``total`` issues ending at the present moment, oldest first, from one seed."""

    def __init__(self, total: int, seed: int, now: datetime | None = None):
        self.total = total
        self.chance = random.Random(seed)  # noqa: S311 - load needs no secrets
        self.now = (now or clock.now()).astimezone(UTC)
        self.issues = BulkTable(Issue)
        self.records = BulkTable(Record)
        self.tasks = BulkTable(Task)
        self.ratings = BulkTable(Rating)
        self.places = self._places()
        self.categories = {row.code: row for row in Category.objects.all()}
        self.kinds = [kind for kind in KINDS if kind[0] in self.categories]
        self.kind_weights = [1 / (rank + 1) ** 0.7 for rank in range(len(self.kinds))]
        self.place_weights = [1 / (rank + 1) ** 0.5 for rank in range(len(self.places))]

    def run(self) -> Iterator[int]:
        """Write chunk by chunk; yields how many issues are done."""
        done = 0
        for moment in self._moments():
            self._affair(moment)
            done += 1
            if done % CHUNK == 0:
                self._flush()
                yield done
        self._flush()
        for table in (self.issues, self.records, self.tasks, self.ratings):
            table.settle_sequence()
        yield done

    def _flush(self) -> None:
        for table in (self.issues, self.records, self.tasks, self.ratings):
            table.flush()

    def _places(self) -> list[dict]:
        """Each staffed community with its chain, station and people's ids."""
        stations = {s.community_id: s.pk for s in Workstation.objects.all()}
        posts: dict[tuple[int, str], list[int]] = {}
        for row in RoleAssignment.objects.active().values_list("division_id", "role", "user_id"):
            posts.setdefault(row[:2], []).append(row[2])
        found = []
        rows = Division.objects.open_on().at_level(Level.COMMUNITY).select_related("parent")
        for community in rows.order_by("code"):
            residents = posts.get((community.pk, Role.RESIDENT))
            head = posts.get((community.pk, Role.STATION_HEAD))
            if community.pk in stations and residents and head:
                found.append(
                    {
                        "chain": {
                            "community_id": community.pk,
                            "subdistrict_id": community.parent_id,
                            "district_id": community.parent.parent_id,
                        },
                        "station": stations[community.pk],
                        "residents": residents,
                        "head": head[0],
                        "staff": posts.get((community.pk, Role.STATION_STAFF)) or head,
                        "chair": (posts.get((community.pk, Role.CHAIR)) or head)[0],
                    }
                )
        self.chance.shuffle(found)
        return found

    def _moments(self) -> list[datetime]:
        """Times of filing: by season, by hour of the day, fewer on Sundays, growing over years."""
        start = self.now - timedelta(days=365 * YEARS)
        days = [start + timedelta(days=n) for n in range(365 * YEARS)]
        weights = [
            SEASON[day.month - 1] * (0.6 if day.weekday() == 6 else 1) * (1 + n / (365 * YEARS))
            for n, day in enumerate(days)
        ]
        picked = self.chance.choices(days, weights, k=self.total)
        hours = self.chance.choices(range(24), HOURS, k=self.total)
        moments = [
            day.replace(hour=0, minute=0, second=0)
            + timedelta(hours=hour - 8, seconds=self.chance.random() * 3600)
            for day, hour in zip(picked, hours, strict=True)
        ]
        return sorted(min(moment, self.now - timedelta(minutes=5)) for moment in moments)

    def _affair(self, filed_at: datetime) -> None:
        """One issue with its way: answered, done by the station, or still open."""
        chance = self.chance
        place = chance.choices(self.places, self.place_weights)[0]
        kind = chance.choices(self.kinds, self.kind_weights)[0]
        words = self._words()
        issue = self._filed(place, kind, words, filed_at)
        path = chance.random()
        if path < 0.22:
            self._answered(issue, place, filed_at)
        elif path < 0.25:
            self._step(issue, "decline", "declined", filed_at + timedelta(hours=5), place)
        else:
            self._executed(issue, place, filed_at, words, kind)
        self.issues.add(issue)

    def _words(self) -> dict:
        chance = self.chance
        lane, building = chance.choice(LANES), chance.choice(BUILDINGS)
        return {"g": lane, "b": building, "n": chance.randrange(2, 10)}

    def _filed(self, place, kind, words, filed_at) -> dict:
        """A new issue's columns, with its first row in the record."""
        chance = self.chance
        category = self.categories[kind[0]]
        title, text = kind[1].format(**words)[:60], kind[2].format(**words)
        issue = {
            **place["chain"],
            "status": "submitted",
            "category_id": category.pk,
            "title": title,
            "text": text,
            "search_bigrams": bigrams(f"{title} {text}"),
            "place": kind[3].format(**words),
            "visibility": "staff" if chance.random() < 0.12 else "public",
            "channel": chance.choices(("online", "counter", "leader"), (8, 3, 1))[0],
            "reporter_id": chance.choice(place["residents"]),
            "submit_key": UUID(int=chance.getrandbits(128)),
            "created_at": filed_at,
            "due_at": filed_at + timedelta(days=category.deadline_amount),
            "id": self.issues.next_id,
        }
        self.issues.next_id += 1
        self._record(
            issue,
            "issue",
            issue["id"],
            "file",
            "",
            "submitted",
            filed_at,
            actor=issue["reporter_id"],
            role="resident",
            data={"category": category.pk},
        )
        return issue

    def _record(self, issue, kind, subject_id, verb, before, after, moment, *, actor, role, data):
        self.records.add(
            {
                "happened_at": moment,
                "actor_id": actor,
                "actor_role": role,
                "actor_division_id": issue["community_id"] if role else None,
                "division_id": issue["community_id"],
                "subject_type": kind,
                "subject_id": subject_id,
                "verb": verb,
                "from_state": before,
                "to_state": after,
                "data": data,
                "is_public": True,
            }
        )

    def _step(self, issue, verb, target, moment, place, role="station_head", data=None) -> bool:
        """Move the issue unless the moment is still to come."""
        if moment > self.now:
            return False
        actor = {"resident": issue["reporter_id"], "": None}.get(role, place["head"])
        self._record(
            issue,
            "issue",
            issue["id"],
            verb,
            issue["status"],
            target,
            moment,
            actor=actor,
            role=role,
            data=data or {"category": issue["category_id"]},
        )
        issue["status"] = target
        issue["version"] = issue.get("version", 1) + 1
        return True

    def _answered(self, issue, place, filed_at) -> None:
        moment = filed_at + timedelta(hours=self.chance.expovariate(1 / 20) + 1)
        if self._step(
            issue, "answer", "answered", moment, place, data=self._settled(issue, filed_at, moment)
        ):
            issue["settled_at"] = moment
            self._close(issue, place, moment)

    def _settled(self, issue, filed_at, moment) -> dict:
        """The facts that the figures count at settlement."""
        return {
            "category": issue["category_id"],
            "on_time": moment <= issue["due_at"],
            "days": (moment - filed_at).days,
        }

    def _executed(self, issue, place, filed_at, words, kind) -> None:
        chance = self.chance
        triaged = filed_at + timedelta(hours=chance.expovariate(1 / 6) + 0.2)
        if not self._step(issue, "assign", "assigned", triaged, place):
            return
        days = chance.lognormvariate(1.1, 0.8)
        settled = triaged + timedelta(days=days)
        task = {
            **place["chain"],
            "station_id": place["station"],
            "title": issue["title"],
            "issue_id": issue["id"],
            "duty": "社区服务日常职责",
            "assignee_id": chance.choice(place["staff"]),
            "due_at": issue["due_at"],
            "created_at": triaged,
            "status": "in_progress",
        }
        if self._step(
            issue,
            "settle",
            "settled",
            settled,
            place,
            role="committee_member",
            data=self._settled(issue, filed_at, settled),
        ):
            issue["settled_at"] = settled
            task |= {
                "status": "verified",
                "percent": 100,
                "verified_at": settled,
                "delivered_at": settled,
            }
            self._close(issue, place, settled)
        else:
            self._step(issue, "start_work", "in_progress", triaged, place)
        self.tasks.add(task)

    def _close(self, issue, place, settled) -> None:
        """Rated by half of them, silent otherwise."""
        chance = self.chance
        if chance.random() < 0.48:
            moment = settled + timedelta(hours=chance.expovariate(1 / 30))
            score = chance.choices((1, 2, 3, 4, 5), (2, 3, 9, 32, 54))[0]
            solved = score > 2
            facts = {"category": issue["category_id"], "score": score, "solved": solved}
            if self._step(issue, "rate", "closed", moment, place, "resident", facts):
                issue |= {"closed_at": moment, "is_solved": solved}
                self.ratings.add(
                    {
                        "issue_id": issue["id"],
                        "score": score,
                        "is_solved": solved,
                        "words": chance.choice(RATING_WORDS),
                        "rated_by_id": issue["reporter_id"],
                        "created_at": moment,
                    }
                )
        else:
            moment = settled + timedelta(days=7)
            if self._step(issue, "close_silent", "closed", moment, place, ""):
                issue["closed_at"] = moment
