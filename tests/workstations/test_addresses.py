"""Addresses in the order of a walk."""

import pytest

from workstations.addresses import joined, number_of, plain, stop_of, walking_key


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("三", 3),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二十一", 21),
        ("一百零三", 103),
        ("一百二十", 120),
        ("三〇二", 302),
        ("两", 2),
        ("百", 100),
    ],
)
def test_chinese_numerals(words, number):
    assert number_of(words) == number


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("东风巷１４号院 三栋", "东风巷14号院3栋"),
        ("东风巷十四号院十一栋二单元", "东风巷14号院11栋2单元"),
        ("三市街5号", "三市街5号"),  # part of a name, no number
        ("七彩云南小区", "七彩云南小区"),
        ("", ""),
    ],
)
def test_one_way_of_writing(given, wanted):
    assert plain(given) == wanted


def test_the_natural_order():
    walk = [
        "白塔路101号院2栋",
        "白塔路101号院11栋",
        "东风巷3号",
        "东风巷 12 号",
        "东风巷14号院二栋1单元",
        "东风巷14号院2栋2单元",
        "东风巷14号院10栋",
        "",
    ]
    streets = sorted(reversed(walk), key=walking_key)
    baita, dongfeng = streets.index(walk[0]), streets.index(walk[2])
    assert streets[baita : baita + 2] == walk[:2]
    assert streets[dongfeng : dongfeng + 5] == walk[2:7]
    assert streets[-1] == ""


@pytest.mark.parametrize(
    ("address", "stop"),
    [
        ("东风巷14号院 3栋2单元楼道", "东风巷14号院3栋"),
        ("东风巷十四号院三栋门前", "东风巷14号院3栋"),
        ("东风巷14号院中间的空地", "东风巷14号院"),
        ("北辰小区大门右侧", "北辰小区"),
        ("翠湖边", "翠湖边"),
        ("", ""),
    ],
)
def test_where_one_stops(address, stop):
    assert stop_of(address) == stop


@pytest.mark.parametrize(
    ("building", "place", "whole"),
    [
        ("东风巷14号院3栋", "楼道", "东风巷14号院3栋 楼道"),
        ("3栋", "东风巷14号院", "东风巷14号院 3栋"),
        ("3栋", "东风巷14号院3栋门前", "东风巷14号院3栋门前"),
        ("东风巷14号院3栋", "东风巷14号院", "东风巷14号院3栋"),
        ("", "翠湖边", "翠湖边"),
        ("3栋", "", "3栋"),
        ("", "", ""),
    ],
)
def test_two_fields_are_one_address(building, place, whole):
    assert joined(building, place) == whole
