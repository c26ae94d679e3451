"""The category tree that comes with the portal; an installation may change every row of it."""

from django.db import transaction

from resident_affairs.models import Category

# (code, name, English name, icon)
ROOTS = (
    ("env", "环境卫生", "Environment and hygiene", "tree"),
    ("build", "城乡建设", "Streets and buildings", "cone-striped"),
    ("prop", "物业服务", "Property services", "building"),
    ("safe", "治安安全", "Safety and order", "shield-check"),
    ("live", "民生服务", "Daily life and care", "heart"),
    ("neigh", "邻里关系", "Neighbours", "people"),
)

# (code, name, English name, icon, route, amount, unit, keywords)
LEAVES = (
    ("env-drain", "积水排水", "Drainage and flooding", "droplet-half", "station", 7, "d",
     "积水 排水 下水道 堵塞 污水 淹 水沟 返水"),
    ("env-garbage", "垃圾清运", "Rubbish collection", "trash3", "station", 3, "d",
     "垃圾 清运 垃圾桶 臭 异味 苍蝇 建筑垃圾"),
    ("env-clean", "清扫保洁", "Street cleaning", "bucket", "station", 3, "d",
     "脏 扫 保洁 卫生 小广告 痰 落叶"),
    ("env-green", "院坝绿化", "Courtyards and greenery", "flower1", "committee", 15, "d",
     "院坝 绿化 花 草 树 树枝 杂草 荒 空地"),
    ("env-pest", "除四害", "Pests", "recycle", "station", 7, "d",
     "蟑螂 老鼠 蚊子 白蚁 消杀 四害"),
    ("env-noise", "油烟噪声扬尘", "Fumes, noise, dust", "volume-up", "subdistrict", 15, "d",
     "油烟 广场舞 施工 扬尘 烧烤 喇叭"),
    ("build-light", "照明路灯", "Lighting", "lightbulb", "station", 3, "wd",
     "路灯 灯 不亮 照明 黑 楼道灯"),
    ("build-road", "道路破损", "Damaged roads", "cone", "subdistrict", 15, "d",
     "路面 坑 道路 塌陷 人行道 砖 台阶"),
    ("build-manhole", "井盖管网", "Manholes and pipes", "record-circle", "subdistrict", 24, "h",
     "井盖 窨井 管网 水管 爆管 漏气"),
    ("build-parking", "停车秩序", "Parking", "p-square", "committee", 15, "d",
     "停车 车位 乱停 占道 消防通道 堵车 僵尸车"),
    ("build-illegal", "违章搭建", "Illegal structures", "hammer", "subdistrict", 15, "d",
     "违建 违章 搭建 加盖 私搭"),
    ("build-shared", "公共场地设施", "Shared places and facilities", "person-walking", "committee",
     15, "d", "健身 器材 座椅 凉亭 活动室 晾衣 公共"),
    ("prop-fee", "物业收费", "Property fees", "cash", "answer", 3, "wd",
     "物业费 收费 账目 公示 维修资金 停车费"),
    ("prop-lift", "电梯故障", "Lifts", "arrow-down-circle", "station", 24, "h",
     "电梯 困人 停运 加装"),
    ("prop-repair", "房屋维修", "House repairs", "wrench", "station", 15, "d",
     "漏雨 屋顶 墙皮 外墙 渗水 维修 楼顶"),
    ("prop-utility", "停水停电停气", "Water, power, gas cuts", "plug", "station", 24, "h",
     "停水 停电 停气 水压 电表 燃气"),
    ("prop-service", "物业服务质量", "Quality of service", "building-check", "committee", 15, "d",
     "物业 保安 门禁 管理 不管"),
    ("safe-fire", "消防隐患", "Fire risks", "fire", "station", 2, "h",
     "消防 杂物 堆 灭火器 着火 火灾 通道"),
    ("safe-charge", "飞线充电", "Unsafe charging", "lightning", "station", 24, "h",
     "充电 飞线 电动车 电瓶 拉线"),
    ("safe-danger", "安全险情", "Urgent danger", "exclamation-triangle", "station", 2, "h",
     "漏电 危险 坠物 掉落 倒塌 高空 电线"),
    ("safe-order", "治安防范", "Crime prevention", "shield-exclamation", "subdistrict", 7, "d",
     "偷 盗 监控 打架 陌生人 诈骗 传销"),
    ("safe-dog", "养犬管理", "Dogs", "megaphone", "station", 7, "d",
     "狗 犬 遛狗 咬 牵绳 狗屎"),
    ("live-canteen", "为老助餐", "Care for the elderly", "person-standing", "committee", 15, "d",
     "老人 食堂 吃饭 助餐 养老 送餐"),
    ("live-medical", "医疗卫生", "Health", "hospital", "answer", 3, "wd",
     "医生 血压 体检 疫苗 医保 看病"),
    ("live-ramp", "无障碍改造", "Barrier-free access", "person-wheelchair", "committee", 15, "d",
     "轮椅 坡道 扶手 无障碍 残疾"),
    ("live-aid", "救助保障", "Aid and benefits", "life-preserver", "answer", 3, "wd",
     "低保 救助 困难 补贴 社保 临时救助"),
    ("live-job", "就业服务", "Work", "briefcase", "answer", 3, "wd",
     "就业 工作 招聘 培训 失业"),
    ("live-child", "妇女儿童", "Women and children", "balloon", "station", 7, "d",
     "孩子 儿童 托管 放学 妇女 四点半"),
    ("neigh-noise", "邻里噪声", "Noise from neighbours", "mic-mute", "station", 7, "d",
     "吵 噪音 夜里 楼上 装修 麻将 钢琴"),
    ("neigh-leak", "楼上漏水", "Leaks from above", "droplet", "station", 7, "d",
     "漏水 渗 天花板 卫生间 楼上漏"),
    ("neigh-dispute", "邻里纠纷", "Disputes", "chat-dots", "station", 15, "d",
     "纠纷 吵架 调解 矛盾 占用 过道"),
    ("neigh-idea", "意见建议", "Ideas and suggestions", "chat-heart", "committee", 15, "d",
     "建议 意见 希望 能不能 提议"),
)  # fmt: skip


@transaction.atomic
def categories_load_defaults() -> int:
    """Add the rows that are missing; rows that exist are left as they were set here. Returns how
    many were added."""
    have = set(Category.objects.values_list("code", flat=True))
    added = []
    for position, (code, name, name_en, icon) in enumerate(ROOTS):
        if code not in have:
            row = Category(code=code, name=name, name_en=name_en, icon=icon, position=position)
            row.save()
            added.append(code)
    roots = {row.code: row for row in Category.objects.filter(parent__isnull=True)}
    for position, leaf in enumerate(LEAVES):
        if leaf[0] not in have:
            _leaf(roots, position, *leaf).save()
            added.append(leaf[0])
    return len(added)


def _leaf(roots, position, code, name, name_en, icon, route, amount, unit, keywords) -> Category:
    return Category(
        code=code,
        name=name,
        name_en=name_en,
        icon=icon,
        parent=roots[code.split("-")[0]],
        default_route=route,
        deadline_amount=amount,
        deadline_unit=unit,
        keywords=keywords,
        position=position,
    )
