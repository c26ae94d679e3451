"""What the help pages promise of elections, appraisal, covenants, orders: from the data."""

import copy

import pytest

from committees import sealing
from committees.services import sealed_opening
from portal.models import RuleSet
from portal.selectors.help_topics import TOPICS, topic_of, topic_rules
from portal.selectors.rule_words import rules_in_words
from portal.services.rules import rules_load_defaults

pytestmark = pytest.mark.django_db


@pytest.fixture
def law():
    rules_load_defaults()
    return RuleSet.objects.get(code="law-2026")


def said(rule_set, key) -> dict:
    section = next(row for row in rules_in_words(rule_set) if row.key == key)
    return {line.label: (line.words, line.article) for line in section.lines}


def test_the_election_says_workers_proxies_ties_spoilt_ballots_and_complaints(law):
    lines = said(law, "elections")
    worker = lines["户口不在本社区的工作人员"]
    assert "工作满 6 个月" in worker[0] and worker[1] == "§16"
    assert "最多接受 3 人；候选人不能接受" in lines["委托投票"][0]
    assert lines["委托投票·居民代表选举"] == ("居民代表要自己到场，不能委托", "§19")
    assert lines["罢免投票·由居民代表选举"] == (
        "居民代表超过 2/3（不含）参加投票，罢免投票有效",
        "§20",
    )
    assert lines["罢免通过"][0] == "参加投票的人过半数同意，职务终止"
    assert lines["补选"][1] == "§24" and lines["选举委员会"][1] == "§15"
    assert "5 至 9 人" in lines["选举委员会·人数"][0]
    assert "再投一次" in lines["票数相同"][0] and "作废" in lines["无效票"][0]
    assert "区里" in lines["举报选举违法"][0] and lines["举报选举违法"][1] == "§22"
    assert lines["举报的答复"] == ("30 日内答复；查实的，当选无效", "默认")
    assert "被开除公职" in lines["不能当候选人"][0]


@pytest.mark.parametrize(
    ("path", "value", "key", "label", "words"),
    [
        (("electorate", "worker_months"), 7, "elections", "户口不在本社区的工作人员", "7 个月"),
        (("proxy", "most"), 2, "elections", "委托投票", "2 人"),
        (("complaints", "days"), 41, "elections", "举报的答复", "41 日"),
        (("covenant", "file_days"), 12, "covenants", "报备案的期限", "12 日"),
        (("correction", "most_days"), 91, "corrections", "改正的期限", "91 日"),
        (("handover", "days"), 11, "handover", "交接", "11 日"),
        (("appraisal", "failures_end_mandate"), 3, "appraisal", "民主评议", "3 次"),
        (("sealed", "least_shown"), 25, "sealed", "只公布总数", "25 张"),
    ],
)
def test_the_words_follow_the_data(law, path, value, key, label, words):
    assert words not in said(law, key)[label][0]
    law.rules = copy.deepcopy(law.rules)
    law.rules[path[0]][path[1]] = value
    assert words in said(law, key)[label][0]


def test_a_law_without_workers_or_representatives_form_does_not_speak_of_them():
    rules_load_defaults()
    old, village = (RuleSet.objects.get(code=code) for code in ("law-1990", "village-2018"))
    assert "户口不在本社区的工作人员" not in said(old, "elections")
    assert "委托投票·居民代表选举" not in said(village, "elections")


def test_a_village_says_who_is_let_in_and_whom_one_may_ask_to_vote(law):
    rules_load_defaults()
    lines = said(RuleSet.objects.get(code="village-2018"), "elections")
    words, article = lines["户籍不在本村的"]
    assert "住满 12 个月" in words and "村民会议或村民代表会议同意" in words and article == "§13"
    words, article = lines["委托投票·委托谁"]
    assert "近亲属（配偶、父母、子女" in words and article.startswith("§15")
    city = said(law, "elections")
    assert "户籍不在本村的" not in city and "委托投票·委托谁" not in city


def test_the_rules_of_sealed_votes_are_those_of_the_tool_and_the_opening(law):
    rule = law.rules["sealed"]
    assert (rule["trustees"], rule["trustees_needed"]) == (sealing.TRUSTEES, sealing.NEEDED)
    assert rule["least_shown"] == sealed_opening.LEAST_SHOWN
    assert rule["objection_days"] == sealed_opening.CHALLENGE.days


@pytest.mark.parametrize("slug", ["appraisal", "covenants", "corrections", "handover", "sealed"])
def test_each_of_these_topics_rests_on_rules_of_its_own(law, slug):
    _title, sections = topic_rules(topic_of(slug))
    assert [section.key for section in sections] == [slug]


def test_no_topic_points_to_a_section_that_is_not_there(law):
    keys = {section.key for section in rules_in_words(law)}
    assert {key for topic in TOPICS for key in topic.rules} <= keys


def test_complaints_go_to_the_district_alone(law):
    words = "".join(str(part) for part in topic_of("elections").say)
    assert "向区里举报" in words and "街道" not in words
