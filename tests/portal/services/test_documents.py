"""Documents hold the Chinese text, and nothing a person typed is read as markup."""

import io

import pytest

from portal.services.documents import NAMES, document_render

COMMON = {
    "title": "明通巷社区居委会会议纪要",
    "subtitle": "2026 年 3 月 12 日",
    "issuer": "明通巷社区居民委员会",
    "reference": "MTG-2026-000003",
    "signatures": ["主持人"],
}
DATA = {
    "notice": COMMON
    | {"facts": [["时间", "19:00"]], "items": ["院坝绿化"], "words": {"agenda": "议程"}},
    "agenda": COMMON
    | {
        "facts": [["种类", "居委会会议"]],
        "items": [
            {
                "title": "院坝绿化",
                "reference": "MOT-2026-000001",
                "kind": "",
                "late_reason": "",
                "papers": ["清单.pdf"],
                "text": "整治院坝",
                "reason": "荒了",
                "party_opinion": "",
                "actions": [["除草", "2026-04-01", "照片", "¥0"]],
            }
        ],
        "words": {
            "reason": "理由",
            "late": "通知后才列入",
            "papers": "附件",
            "party_opinion": "意见",
            "action_head": ["事", "期", "凭", "费"],
        },
    },
    "receipt": COMMON
    | {"facts": [["登记人", "李静"]], "text": "院坝积水", "how_to_track": "打电话"},
    "resolution": COMMON
    | {
        "text": "整治院坝",
        "actions": [["除草", "2026-04-01", "照片", "¥0"]],
        "text_hash": "ab12",
        "steps": [{"label": "到会", "value": "6 > 7/2", "ok": True, "article": "§33"}],
        "result": "通过",
        "words": {
            "actions": "事项",
            "action_head": ["事", "期", "凭", "费"],
            "vote": "表决",
            "hash": "指纹",
        },
    },
    "minutes": COMMON
    | {
        "facts": [["地点", "议事厅"]],
        "attendance": {
            "head": ["姓名", "职务", "到会"],
            "rows": [["赵敏", "主任", "到会"]],
            "summary": "应到 7 人",
        },
        "items": [
            {
                "title": "院坝绿化",
                "reference": "MOT-2026-000001",
                "text": "#panic[x] $1/0$ ]",
                "actions": [],
                "party_opinion": "",
                "notes": [{"speaker": "孙丽", "text": "好"}],
                "recusals": [],
                "votes": [["赵敏", "赞成"]],
                "steps": [],
                "result": "",
                "adopted": False,
            }
        ],
        "words": {
            "attendance": "出席",
            "agenda": "议题",
            "action_head": ["事", "期", "凭", "费"],
            "party_opinion": "",
            "recused": "",
            "vote_head": ["委员", "表决"],
        },
    },
}
DATA["sheet"] = COMMON | {
    "facts": [["公开类别", "政府拨款"]],
    "blocks": [
        {
            "title": "收支",
            "text": "#panic[x] $1/0$ ]",
            "head": ["项目", "金额"],
            "rows": [["照明", "¥3,600.00"]],
            "steps": [],
            "result": "",
            "adopted": False,
        }
    ],
}
DATA["volume"] = COMMON | {
    "facts": [["决议", "1"]],
    "words": {"contents": "目录", "contents_head": ["编号", "题名", "类别"]},
    "contents": [["RES-1", "院坝", "决议"]],
    "parts": [
        {"kind": "resolution", "chapter": "决议", **DATA["resolution"]},
        {"kind": "minutes", "chapter": "会议", **DATA["minutes"]},
        {"kind": "sheet", "chapter": "公开", **DATA["sheet"]},
    ],
}
DATA["handover"] = COMMON | {
    "facts": [["哪一届", "2026 年 1 月起"]],
    "lines": [
        {
            "title": "公章",
            "facts": [["移交什么", "#panic[x] 公章一枚"], ["数量", "1"]],
            "ticks": [["移交", "赵敏", "2026年1月4日"]],
        }
    ],
    "words": {"lines": "清单", "head": ["哪一方", "谁", "什么时候"]},
}

DATA["announcement"] = COMMON | {
    "facts": [["选举日", "2026 年 10 月 25 日"]],
    "blocks": [
        {
            "title": "委员",
            "steps": [{"label": "参加投票", "value": "95 > 121/2", "ok": True, "article": "§19"}],
            "rows": [["朱桂芳", "57", "> 95/2", "当选"]],
        }
    ],
    "words": {"head": ["候选人", "得票", "当选线", "结果"]},
}
DATA["certificates"] = COMMON | {
    "elected": [{"name": "朱桂芳", "words": "依法当选为委员。"}],
    "words": {"to": "（先生／女士）"},
}

DATA["agreement"] = COMMON | {
    "facts": [["委托单位", "盘龙区民政局"]],
    "lines": ["一、把“#panic[x]”委托给社工站办理。"],
    "signed": [["委托单位", "部门甲", "2026年3月2日"]],
    "text_hash": "ab12",
    "words": {
        "signed": "签字",
        "sign_head": ["哪一方", "签字人", "日期"],
        "version": "第 5 版",
        "hash": "指纹",
    },
}


@pytest.mark.parametrize("name", NAMES)
def test_each_document_is_a_tagged_chinese_pdf(name):
    pdf = document_render(name, DATA[name])
    assert pdf.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in pdf and b"/Lang" in pdf
    assert b"NotoSerifSC" in pdf or b"NotoSerifCJK" in pdf


def test_the_same_data_gives_the_same_size():
    sizes = {len(io.BytesIO(document_render("notice", DATA["notice"])).getvalue()) for _ in "ab"}
    assert len(sizes) == 1


@pytest.mark.parametrize("hostile", ["#panic[x]", "$1/0$", "]{)(", "#sys.inputs", "\\u{0}", "```"])
def test_nothing_a_person_typed_is_markup(hostile):
    data = DATA["receipt"] | {"text": hostile}
    assert document_render("receipt", data).startswith(b"%PDF-")


def test_an_unknown_name_is_an_error():
    with pytest.raises(ValueError, match="unknown document"):
        document_render("../house", {})


def test_missing_data_is_loud():
    with pytest.raises(Exception, match="dictionary does not contain key"):
        document_render("receipt", COMMON)
