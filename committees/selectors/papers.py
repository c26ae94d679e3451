"""The papers of deliberation as plain data: minutes of a meeting, a resolution."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from committees.models import AmendmentOutcome, Meeting, Presence, Recusal, Resolution, VoteEvent
from committees.selectors.arithmetic import article_of, outcome_words, steps_of
from committees.selectors.meetings import agenda_of_meeting, people_of
from committees.selectors.quorums import quorum_of
from committees.selectors.votes import roll_of
from portal.selectors.papers import papers_by_subject


def moment(when: datetime | date | None) -> str:
    """A day, or a moment in Kunming, in full."""
    if when is None:
        return ""
    local = timezone.localtime(when) if isinstance(when, datetime) else when
    day = _("%(year)d年%(month)d月%(day)d日") % {
        "year": local.year,
        "month": local.month,
        "day": local.day,
    }
    return f"{day} {local:%H:%M}" if isinstance(when, datetime) else day


def money(fen: int) -> str:
    """Whole fen as yuan."""
    whole, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}¥{whole:,}.{rest:02d}"


def _action_rows(actions) -> list[list[str]]:
    return [
        [row.what, moment(row.due_on), row.evidence_wanted, money(row.cost_fen)] for row in actions
    ]


def amendment_words(row) -> str:
    """What an amendment says, its actions included, one a line."""
    if row.actions is None:
        return row.text
    lines = [
        _("%(what)s（%(day)s前，%(proof)s，%(cost)s）")
        % {
            "what": action.what,
            "day": moment(action.due_on),
            "proof": action.evidence_wanted,
            "cost": money(action.cost_fen),
        }
        for action in row.proposed_actions
    ]
    actions = "；".join(lines) or _("不交社工站办理")
    return row.text + "\n" + _("拟办事项改为：%(actions)s") % {"actions": actions}


def action_head() -> list[str]:
    """The head of a table of actions."""
    return [_("做什么"), _("何时完成"), _("凭什么验收"), _("费用")]


def minutes_data(meeting: Meeting) -> dict:
    """What the minutes say; ``meeting`` with committee and community loaded."""
    people = people_of(meeting)
    events = meeting.vote_events.filter(amendment__isnull=True).order_by("id")
    votes = {row.motion_id: row for row in events}
    recusals = _recusals_by_motion(meeting)
    items = [
        _item_data(item, votes.get(item.motion_id), recusals.get(item.motion_id, []))
        for item in agenda_of_meeting(meeting, meeting.convened_by)
    ]
    return {
        "title": _("%(title)s 会议记录") % {"title": meeting.title},
        "subtitle": f"{moment(meeting.opened_at or meeting.starts_at)} · {meeting.place}",
        "issuer": meeting.committee.name,
        "reference": meeting.reference,
        "facts": _meeting_facts(meeting),
        "attendance": _attendance_data(meeting, people),
        "points": [_point_data(point) for point in meeting.points.all()],
        "items": items,
        "words": {
            "points": _("报告和通报"),
            "attendance": _("出席"),
            "agenda": _("议程与决定"),
            "action_head": action_head(),
            "party_opinion": _("党组织意见："),
            "recused": _("回避："),
            "vote_head": [_("姓名"), _("表决")],
            "amendments": _("修正案"),
            "amendment_head": [_("提出人"), _("修改后的内容"), _("结果")],
        },
        "signatures": [_("主持人"), _("记录人"), _("日期")],
    }


def minutes_paper(page) -> dict:
    """The stored version with who signed it and its fingerprint; ``page`` a MinutesPage."""
    minutes = page.minutes
    signed = [[row.user.name, moment(row.created_at)] for row in page.signatures]
    signed += [[name, _("签名页（纸质，两人核对）")] for name in page.on_paper]
    return {
        **page.content,
        "stage": _("第 %(number)d 稿 · %(state)s")
        % {"number": minutes.number, "state": minutes.get_status_display()},
        "signed": signed,
        "text_hash": page.text_hash,
        "kept_words": {
            "summary": _("综述"),
            "corrections": _("补正"),
            "signed": _("到会人员签名"),
            "sign_head": [_("姓名"), _("签名时间")],
            "hash": _("文本指纹 SHA-256："),
        },
    }


def _meeting_facts(meeting: Meeting) -> list[list[str]]:
    kind = _("例行")
    if meeting.is_special:
        kind = _("特别召集：%(why)s") % {"why": meeting.special_reason}
    return [
        [_("会议种类"), meeting.get_kind_display()],
        [_("召集人"), meeting.convened_by.name],
        [_("通知时间"), moment(meeting.noticed_at) or "—"],
        [_("开会"), moment(meeting.opened_at) or "—"],
        [_("散会"), moment(meeting.ended_at) or "—"],
        [_("性质"), kind],
        [_("议事规则"), meeting.rules.get("title", "—")],
    ]


def _attendance_data(meeting: Meeting, people) -> dict:
    quorum = quorum_of(meeting, people)
    words = dict(Presence.choices)
    # Before it began nobody was absent yet.
    unsaid = Presence.ABSENT.label if meeting.opened_at else "—"
    rows = [[row.name, row.office, str(words.get(row.presence, unsaid))] for row in people]
    summary = _("应到 %(members)d 人，到会 %(present)d 人，法定人数 %(needed)d 人。") % quorum
    return {"head": [_("姓名"), _("身份"), _("出席")], "rows": rows, "summary": summary}


def _recusals_by_motion(meeting: Meeting) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    rows = Recusal.objects.filter(motion__agenda_items__meeting=meeting)
    seats = ("membership__user", "representative", "delegate", "participant")
    for row in rows.select_related(*seats).order_by("id"):
        found.setdefault(row.motion_id, []).append(f"{row.name}（{row.reason}）")
    return found


def _point_data(point) -> dict:
    heard = moment(point.heard_at) if point.heard_at else _("没有听取")
    return {
        "title": point.title,
        "kind": point.get_kind_display(),
        "speaker": point.speaker,
        "text": point.text,
        "heard": heard,
        "note": point.note,
    }


def _item_data(item, event: VoteEvent | None, recusals: list[str]) -> dict:
    motion = item.motion
    closed = event if event and not event.is_open else None
    return {
        "title": motion.title,
        "reference": motion.reference,
        "text": motion.text,
        "actions": _action_rows(motion.proposed_actions.all()),
        "party_opinion": motion.party_opinion,
        "amendments": [
            [row.mover_name, amendment_words(row), row.get_outcome_display() or "—"]
            for row in item.changes
            if row.outcome != AmendmentOutcome.REFUSED
        ],
        "notes": [{"speaker": n.speaker, "text": n.text} for n in item.debate_notes.all()],
        "recusals": recusals,
        "votes": [[row.name, row.said] for row in roll_of(closed)]
        if closed and not closed.keeps_names_apart
        else [],
        "method": closed.get_method_display() if closed else "",
        "steps": steps_of(closed.result) if closed else [],
        "result": outcome_words(closed.outcome) if closed else "",
        "adopted": bool(closed and closed.outcome == "adopted"),
    }


def resolution_data(resolution: Resolution) -> dict:
    """What the printed resolution says."""
    event = resolution.vote_event
    return {
        "title": resolution.title,
        "subtitle": _("%(when)s 通过") % {"when": moment(resolution.adopted_at)},
        "issuer": resolution.motion.committee.name,
        "reference": resolution.reference,
        "text": resolution.text,
        "actions": _action_rows(resolution.action_items.all()),
        "steps": steps_of(event.result),
        "result": f"{outcome_words(event.outcome)} · {article_of(event.rules)}",
        "text_hash": resolution.text_hash,
        "words": {
            "actions": _("由社工站办理的事项"),
            "action_head": action_head(),
            "vote": _("表决"),
            "hash": _("文本指纹 SHA-256："),
        },
        "signatures": [_("居民委员会（盖章）"), _("主任"), _("公布日期")],
    }


def notice_data(meeting: Meeting) -> dict:
    """What the printed notice says: who meets when and where, and about what."""
    facts = [
        [_("会议种类"), meeting.get_kind_display()],
        [_("时间"), moment(meeting.starts_at)],
        [_("地点"), meeting.place],
        [_("召集人"), meeting.convened_by.name],
        [_("应到"), _("%(n)d 人") % {"n": meeting.entitled or _entitled(meeting)}],
    ]
    if meeting.is_special:
        facts.append([_("性质"), _("特别召集")])
        facts.append([_("原因"), meeting.special_reason])
    return {
        "title": _("%(title)s 通知") % {"title": meeting.title},
        "subtitle": moment(meeting.noticed_at or meeting.created_at),
        "issuer": meeting.committee.name,
        "reference": meeting.reference,
        "facts": facts,
        "items": [str(point) for point in meeting.points.all()]
        + [item.motion.title for item in _agenda(meeting)],
        "words": {"agenda": _("议程")},
        "signatures": [_("居民委员会（盖章）"), _("召集人"), _("日期")],
    }


def agenda_data(meeting: Meeting) -> dict:
    """The papers of a meeting: every item in full, to be read before it, with the names of the
    papers laid beside it; points that are heard only come first."""
    rows = list(_agenda(meeting))
    papers = papers_by_subject("motion", [row.motion_id for row in rows])
    return {
        "title": _("%(title)s 会议材料") % {"title": meeting.title},
        "subtitle": f"{moment(meeting.starts_at)} · {meeting.place}",
        "issuer": meeting.committee.name,
        "reference": meeting.reference,
        "facts": [[_("会议种类"), meeting.get_kind_display()]],
        "items": [_point_paper(point) for point in meeting.points.all()]
        + [_motion_paper(row, papers.get(row.motion_id, [])) for row in rows],
        "words": {
            "reason": _("提出的理由："),
            "late": _("通知后才列入："),
            "papers": _("附件："),
            "party_opinion": _("党组织意见："),
            "action_head": action_head(),
        },
    }


def _motion_paper(item, papers) -> dict:
    motion = item.motion
    return {
        "title": motion.title,
        "reference": motion.reference,
        "kind": "",
        "text": motion.text,
        "reason": motion.reason,
        "party_opinion": motion.party_opinion,
        "actions": _action_rows(motion.proposed_actions.all()),
        "late_reason": item.late_reason,
        "papers": [paper.name for paper in papers],
    }


def _point_paper(point) -> dict:
    """Of the same shape as a motion's, so that one template prints both."""
    return {
        "title": point.title,
        "reference": "",
        "kind": point.get_kind_display(),
        "speaker": point.speaker,
        "text": point.text,
        "reason": "",
        "party_opinion": "",
        "actions": [],
        "late_reason": point.late_reason,
        "papers": [],
    }


def _agenda(meeting: Meeting):
    rows = meeting.agenda_items.select_related("motion")
    return rows.prefetch_related("motion__proposed_actions")


def _entitled(meeting: Meeting) -> int:
    return meeting.participants.filter(has_vote=True).count()
