"""The papers of an election as plain data: announcement and certificates."""

from django.utils.translation import gettext as _

from committees.models import Candidate, Election
from committees.selectors.election_pages import result_blocks
from committees.selectors.papers import moment


def announcement_data(page) -> dict:
    """What hangs on the wall; ``page`` a PublicPage whose result is shown."""
    election = page.election
    blocks = result_blocks(election, page.candidates)
    return {
        "title": _("%(title)s 结果公告") % {"title": election.title},
        "subtitle": moment(election.announced_at),
        "issuer": _("%(place)s居民选举委员会") % {"place": election.community.short_name},
        "reference": election.reference,
        "facts": [
            [_("选举日"), moment(election.election_day)],
            [_("方式"), election.get_form_display()],
            [_("名单人数"), str(page.registered)],
            [_("结果"), election.get_outcome_display()],
            [
                _("依据"),
                f"{election.rules['title']} {election.rules['election']['elected_article']}",
            ],
        ],
        "blocks": [
            {"title": block.title, "steps": block.steps, "rows": block.rows} for block in blocks
        ],
        "words": {"head": [_("候选人"), _("得票"), _("当选线"), _("结果")]},
        "signatures": [_("居民选举委员会（盖章）"), _("主任"), _("日期")],
    }


def certificates_data(election: Election) -> dict:
    """One certificate for each whom the announced result seated."""
    tallies = {} if election.is_recall else dict(election.result or {})
    refused = {row["candidate"] for row in tallies.pop("refused", [])}
    keys = {pk for tally in tallies.values() for pk in tally["elected"]} - refused
    rows = Candidate.objects.filter(pk__in=keys) if election.announced_at else ()
    elected = [
        {
            "name": row.name,
            "seat": row.post.get_seat_display(),
            "words": _("经%(place)s居民于%(day)s依法选举，当选为%(committee)s%(seat)s。")
            % {
                "place": election.community.short_name,
                "day": moment(election.election_day),
                "committee": election.committee.name,
                "seat": row.post.get_seat_display(),
            },
        }
        for row in (rows.select_related("post").order_by("post", "id") if keys else ())
    ]
    return {
        "title": _("当选证书"),
        "subtitle": moment(election.announced_at),
        "issuer": _("%(place)s居民选举委员会") % {"place": election.community.short_name},
        "reference": election.reference,
        "elected": elected,
        "words": {"to": _("（先生／女士）")},
        "signatures": [_("居民选举委员会（盖章）"), _("主任"), _("日期")],
    }
