"""Small rules of showing records: distances, answers and what qualifies them, lines."""

from __future__ import annotations

import pytest

from kiosk.domain.distance import distance_m
from kiosk.usecases.show import clauses_of, first_sentence, lines_of, split_lead

CANTON_TOWER, ZHENHAI_TOWER = (23.1066, 113.3245), (23.1403, 113.2664)


def test_distances_of_the_city_are_right_and_the_same_both_ways() -> None:
    there = distance_m(CANTON_TOWER, ZHENHAI_TOWER)
    assert there == pytest.approx(7_030, abs=60)
    assert distance_m(ZHENHAI_TOWER, CANTON_TOWER) == there
    assert distance_m(CANTON_TOWER, CANTON_TOWER) == 0


@pytest.mark.parametrize(
    ("text", "answer", "note"),
    [
        ("不要钱，谁收钱都不对", "不要钱", "谁收钱都不对"),
        ("不要钱", "不要钱", ""),
        ("", "", ""),
        ("每月最高 30 元（2022 年前后）。按情况资助", "每月最高 30 元（2022 年前后）", "按情况资助"),
        ("先问清，再付，留好单据", "先问清", "再付，留好单据"),
        ("不要钱。", "不要钱。", ""),
        ("Free. Nobody may ask you for money.", "Free", "Nobody may ask you for money."),
        ("From 1.5 yuan, if you ask first", None, ""),
        ("这一句在第一个停顿以前实在太长了所以它不是一个简短的回答，后面的也一样", None, ""),
    ],
)
def test_a_short_answer_is_told_from_what_qualifies_it(text: str, answer: str | None, note: str) -> None:
    assert split_lead(text) == (text if answer is None else answer, note)


def test_texts_are_cut_where_people_pause() -> None:
    assert clauses_of("周一到周六 9:00–18:00，周日休息（示例）") == ("周一到周六 9:00–18:00", "周日休息（示例）")
    assert clauses_of("Mon to Fri 9:00, not on holidays") == ("Mon to Fri 9:00", "not on holidays")
    assert clauses_of("约 1,282 元") == ("约 1,282 元",), "a thousands comma is no pause"
    assert first_sentence("带什么、说什么。只是练习。") == "带什么、说什么"
    assert first_sentence("") == ""
    assert lines_of("一行\n\n 二行 \n") == ("一行", "二行")
