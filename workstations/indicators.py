"""The indicators that a scheme may weigh (考核指标): what each means, its figure, what to learn."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Indicator:
    """``code`` names its field on the form; name and definition are stored as they stand here.

    weight    what the form proposes; 0 = not used
    evidence  the figure of the system beside it (models.EvidenceKind), or ""
    topic     what to learn where it is weak (models.Topic), or ""
    """

    code: str
    name: str
    definition: str
    weight: int
    evidence: str = ""
    topic: str = ""


WORKER = (
    Indicator(
        "on_time",
        "按期办结",
        "本季度到期的任务里，期限内交付的占多少；批准过延期的按新期限算。",
        25,
        "on_time",
        "business",
    ),
    Indicator(
        "quality",
        "一次办好",
        "验收过的任务里，没有返工、一次通过的占多少。",
        20,
        "rework",
        "business",
    ),
    Indicator(
        "residents",
        "居民满意",
        "居民评价四分以上的占评价数多少；没有评价的不算好也不算坏。",
        25,
        "ratings",
        "culture",
    ),
    Indicator(
        "visits",
        "走访和记录",
        "走访到户，记录完整、及时，特殊人群心里有数。",
        15,
        topic="culture",
    ),
    Indicator("learning", "学习培训", "参加培训、把学到的用到工作里。", 5, "hours", "management"),
    Indicator("conduct", "纪律和作风", "守纪律，对居民耐心，和同事配合。", 10),
)
STATION = (
    Indicator("on_time", "按期办结", "全年到期的任务里，期限内交付的占多少。", 25, "on_time"),
    Indicator("quality", "一次办好", "验收过的任务里，没有返工的占多少。", 15, "rework"),
    Indicator("residents", "居民满意", "居民评价四分以上的占评价数多少。", 30, "ratings"),
    Indicator(
        "resolutions",
        "落实居委会决议",
        "决议交办、全年到期的任务里，验收通过的占多少。",
        20,
        "resolutions",
    ),
    Indicator("service", "公开和服务", "事情公开，大厅有人，居民找得到人、问得明白。", 10),
)
