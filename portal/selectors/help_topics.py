"""How self-government works, topic by topic, in plain words; the rules come from the law's data."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from portal.kernel.errors import NotFound
from portal.selectors.rule_words import RuleSection, rules_in_words
from portal.selectors.rules import rule_set_shown


@dataclass(frozen=True)
class Topic:
    """One page of help.

    ask    the question as a resident would put it; ``say`` the answer, a paragraph each
    rules  keys of the sections of the rules that it rests on
    """

    slug: str
    icon: str
    ask: object
    say: tuple
    rules: tuple[str, ...] = ()


TOPICS = (
    Topic(
        "meetings",
        "calendar-event",
        _("开会是怎么回事"),
        (
            _(
                "居委会会议由委员参加；居民代表会议由居民代表和委员参加；居民会议谁都可以来，或者每户来一人。"
            ),
            _("开会前要发通知，写明时间、地点和议什么；来不及的算特别召集，会写在记录里。"),
            _("到的人够不够、票数过没过线，由系统按法律当场算给大家看，每一步都列出来。"),
            _(
                "章程、公约、年度报告、评议和关系到全体居民的事，居委会自己不能定，要由居民会议或居民代表会议定。"
            ),
            _("人不够就不能作决定，可以再召集一次；第二次的门槛和第一次一样。"),
        ),
        ("meetings",),
    ),
    Topic(
        "voting",
        "ui-checks",
        _("表决有哪几种，谁看得到我怎么投的"),
        (
            _("记名表决：每个人在自己的手机上投，结束后公布名单，谁赞成、谁反对都看得到。"),
            _("举手表决：人少的会议逐人记名；人多的会议由两个人各自点数，完全一致才算。"),
            _("无记名投票：写在纸上投进票箱，由两个人各自计票；系统只存总数，没有人知道谁怎么投。"),
            _("和这件事有利害关系的人要回避，回避的不计入应到人数。"),
            _("有人觉得文字要改，可以提修正案：先表决修正案，再表决整件事。"),
            _("结果出来以前，谁都看不到票数。"),
        ),
        ("meetings",),
    ),
    Topic(
        "demands",
        "pencil-square",
        _("我们想开会，居委会不召集怎么办"),
        (
            _("可以联名要求。网上点一下算一份，纸上签名也算一份，同一个人合起来只算一份。"),
            _("成年居民、户代表、居民代表各有各的名册，分别计算，哪一份够了都行。"),
            _("人数够了，居委会就应当召集会议；过了期限还没召集，大家都看得到“应召集而未召集”。"),
            _("纸上的签名要附照片，由另一个人复核过才算；别人看不到您签没签。"),
        ),
        ("meetings",),
    ),
    Topic(
        "elections",
        "card-checklist",
        _("选举怎么进行，网上能投票吗"),
        (
            _(
                "选举和罢免只用纸质选票，在秘密写票处填写，当场计票、当场公布；网上不能投票，这是法律的要求。"
            ),
            _("系统管的是票箱以外的事：选民登记、名单公布、候选人、委托、到场人数、计票单和结果。"),
            _("名单公布后发现漏了、错了，可以提出异议，选举委员会要按时答复。"),
            _("计票单由两个人各录一份，一致才算；票数怎么算的，一步一步公布。"),
            _("没有选足的，在得票多的人里另行选举；票数相同也另行选举。"),
            _(
                "要罢免委员，由法律规定人数的居民或居民代表联名提出；被提出罢免的人可以申辩，再投票。"
            ),
            _("觉得选举里有违法的事，可以向街道、区里举报，处理结果会答复。"),
        ),
        ("elections",),
    ),
    Topic(
        "sealed",
        "incognito",
        _("网上的无记名投票，真的没人看得到吗"),
        (
            _(
                "只有无记名协商、民主评议和居民代表的无记名表决可以在网上投；选举和罢免依法只用纸质选票。"
            ),
            _("您的选择先在您自己的手机上封好，再送进票箱；网站、街道、管理数据库的人都打不开。"),
            _(
                "开箱的钥匙分成五份，由五个人保管，要三个人一起、在没有联网的电脑上才能打开；打开以后每一题的答案打乱排列，连不回任何人。"
            ),
            _("投完给您一张凭证。拿它可以查自己的票在不在票箱里、有没有计入；它不透露您投了什么。"),
            _(
                "截止以前可以重新投，以最后一次为准；也可以到现场投纸质票，纸质票作数。有人逼您投，就换个时候再投一次。"
            ),
            _("没有手机、手机太旧、不放心的，到社区窗口投纸质票，一样算一张。"),
            _(
                "它也有防不住的：手机中了病毒，三位保管人和管理员一起作假，家里人在旁边看着。要紧的事不放心，就投纸质票。"
            ),
        ),
        ("meetings",),
    ),
    Topic(
        "bodies",
        "people",
        _("谁代表我们，谁监督他们"),
        (
            _("居委会由居民选举产生，主任、副主任和委员任期相同，可以连选连任。"),
            _("居民代表由居民小组推选，替自己那几十户说话，要回去告诉大家开会定了什么。"),
            _("居务监督委员会列席会议、主持评议；委员和他们的近亲属不能进监督委员会。"),
            _("街道指导、支持居委会，但不能替居委会作决定；只有法律写明的几种情况，才能责令改正。"),
        ),
        ("bodies",),
    ),
    Topic(
        "consultations",
        "chat-dots",
        _("商量一件事要走哪几步"),
        (
            _(
                "关系到大家切身利益的事，先协商：定议题、定参加人、公告、商量、落实、反馈，一共六步。"
            ),
            _("居民也可以提议题，附议的人够了，居委会就要答复。"),
            _("意见和问卷在截止以前谁都看不到结果；纸质答卷和网上的一样算，一个人（户）只算一份。"),
            _("结论由居委会落实，或者提交会议决定；办成了没有，要反馈给参加的人。"),
        ),
        ("openness",),
    ),
    Topic(
        "openness",
        "eye",
        _("哪些事要公开，看不到怎么办"),
        (
            _("会议的决定和落实情况、钱、设施、服务项目、协商结果，都要公开，挂满规定的天数。"),
            _(
                "看不懂、觉得不对，可以在旁边提问，居委会要在期限内答复；逾期没有答复，大家都看得到。"
            ),
            _("觉得公开的内容不真实，可以向街道反映，由街道调查，结果也公开。"),
            _("办结的材料归档保管，保管多久都写明；系统不会自己删除。"),
        ),
        ("openness", "archives"),
    ),
    Topic(
        "record",
        "shield-check",
        _("会不会有人偷偷改记录"),
        (
            _(
                "每一步都写进办事留痕，数据库不允许修改和删除；每批记录按指纹连成一串，改一个字就对不上。"
            ),
            _("公示栏每天公布留痕的封条号，任何人都可以抄下来，以后核对。"),
            _("决议一通过，文字就固定下来；要改，只能由会议再作一项决议取代它。"),
            _("居民的姓名、电话不进公开的留痕。"),
        ),
    ),
)


def topic_of(slug: str) -> Topic:
    """One topic; NotFound for an unknown word."""
    found = next((topic for topic in TOPICS if topic.slug == slug), None)
    if found is None:
        raise NotFound()
    return found


def topic_rules(topic: Topic) -> tuple[str, list[RuleSection]]:
    """The name of the law in force and the sections that the topic rests on."""
    rule_set = rule_set_shown("")
    sections = {section.key: section for section in rules_in_words(rule_set)}
    return rule_set.title, [sections[key] for key in topic.rules]
