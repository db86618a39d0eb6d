"""What is said for a text: numbers and signs as people say them, in three voices; nothing is left to an engine."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.spoken_words import spoken_words
from kiosk.domain.spoken import Speech, Voice, clip_key, sentences, voice_for

WORDS = spoken_words()
NUMBERS = WORDS.numbers
SPEECH = Speech(WORDS)

MANDARIN = [
    ("每人每月 1,276 元", "每人每月一千二百七十六元"),
    ("10,050 元", "一万零五十元"),
    ("12345 元", "一万二千三百四十五元"),
    ("1,276.50 元", "一千二百七十六点五零元"),
    ("800 元/月", "八百元每月"),
    ("元/人·月", "元每人每月"),
    ("1,282 元/人·月", "一千二百八十二元每人每月"),
    ("2025、2026 年", "二零二五、二零二六年"),
    ("2023广州社会救助标准", "二零二三广州社会救助标准"),
    ("2052 元", "二千零五十二元"),
    ("2 万元", "两万元"),
    ("500–800 元", "五百到八百元"),
    ("500元-800元", "五百元到八百元"),
    ("打 12345", "打幺二三四五"),
    ("12345，12356", "幺二三四五，幺二三五六"),
    ("110", "幺幺零"),
    ("95588", "九五五八八"),
    ("电话 13812345678", "电话幺三八，幺二三四，五六七八"),
    ("138****5678", "幺三八，几个星号，五六七八"),
    ("020-8323 1234", "零二零，八三二三，幺二三四"),
    ("400-830-1234", "四零零，八三零，幺二三四"),
    ("120 元", "一百二十元"),
    ("110 人", "一百一十人"),
    ("2026-11-24", "二零二六年十一月二十四日"),
    ("2026年2月2日", "二零二六年二月二日"),
    ("2024–2026年", "二零二四到二零二六年"),
    ("11月24日—12月1日", "十一月二十四日到十二月一日"),
    ("周二 14:30", "周二，十四点半"),
    ("9:00–12:00，14:00–17:30", "九点到十二点，十四点到十七点半"),
    ("9:05", "九点零五分"),
    ("2:00", "两点"),
    ("穗民规字〔2024〕3号", "穗民规字，二零二四年三号"),
    ("第 12 条", "第十二条"),
    ("第2条", "第二条"),
    ("第 3 句，共 11 句", "第三句，共十一句"),
    ("2 个工作日", "两个工作日"),
    ("2 号窗口", "二号窗口"),
    ("3–5 天", "三到五天"),
    ("60%", "百分之六十"),
    ("12.5%", "百分之十二点五"),
    ("1/3", "三分之一"),
    ("60 ㎡", "六十平方米"),
    ("1.5km", "一点五公里"),
    ("36.5℃", "三十六点五摄氏度"),
    ("≥ 60 岁", "不少于六十岁"),
    ("≤ 2 人", "不超过两人"),
    ("编号 0123", "编号零一二三"),
    ("440105199001011234", "四四零一零五一九九零零一零一一二三四"),
    ("低于 1,276 元（示例）。", "低于一千二百七十六元，示例。"),
    ("《社会救助暂行办法》", "社会救助暂行办法"),
    ("海珠区 · 昌岗街", "海珠区，昌岗街"),
    ("A12 号窗", "A十二号窗"),
    ("App Store 下载", "App Store下载"),
    ("20%–30%", "百分之二十到百分之三十"),
    ("60㎡-80㎡", "六十平方米到八十平方米"),
    ("1,196 元 × 1.5 推算", "一千一百九十六元乘一点五推算"),
    ("-5℃", "零下五摄氏度"),
    ("-5℃~3℃", "零下五摄氏度到三摄氏度"),
    ("差额：-3 元", "差额：负三元"),
    ("2 次/年", "两次每年"),
    ("4 小时/天", "四小时每天"),
    ("2026.11.24", "二零二六年十一月二十四日"),
    ("2026/1/4 起", "二零二六年一月四日起"),
    ("版本 1.2.3", "版本一点二点三"),
    ("报道 2020—2024", "报道二零二零到二零二四"),
    ("2000-2050 元", "二千到二千零五十元"),
    ("2000 多元", "二千多元"),
    ("4050 人员", "四零五零人员"),
    ("“4050”人员", "四零五零人员"),
    ("4050 元", "四千零五十元"),
    ("多给 2 分钟", "多给两分钟"),
    ("多給 2 分鐘", "多給两分鐘"),
    ("周一至周五", "周一至周五"),
    ("周一–周五", "周一到周五"),
    ("首字母就行：d b = 低保", "首字母就行：d b等于低保"),
    ("正在打印…", "正在打印"),
    ("中文, 换语言", "中文，换语言"),
    ("大字 ✓", "大字"),
    ("面积（㎡）", "面积，平方米"),
    ("看 gz.gov.cn", "看gz点gov点cn"),
]
CANTONESE = [
    ("打 12345", "打一二三四五"),
    ("13812345678", "一三八，一二三四，五六七八"),
    ("110", "一一零"),
    ("每人每月 1,276 元", "每人每月一千二百七十六元"),
    ("2 個工作日", "两個工作日"),
]
ENGLISH = [
    ("Call 12345 by 2026-11-24, 9:00–17:30.", "Call 1 2 3 4 5 by 24 November 2026, 9 a m to 5 30 p m."),
    ("60 ㎡, 30% · open 14:05", "60 square metres, 30 per cent, open 2 oh 5 p m"),
    ("Call 020-8323 1234", "Call 0 2 0, 8 3 2 3, 1 2 3 4"),
    ("2–3 days, ≥ 60", "2 to 3 days, at least 60"),
    ("RMB 1,276 a month", "RMB 1,276 a month"),
    ("20%–30%", "20 per cent to 30 per cent"),
    ("-5℃", "minus 5 degrees"),
    ("yuan/month/person", "yuan per month per person"),
    ("Women 40+, men 50+", "Women 40 plus, men 50 plus"),
    ("From 2026.11.24", "From 24 November 2026"),
    ("Larger ✓", "Larger"),
    ('Press "I\'m still here"', "Press I'm still here"),
    ("Printing…", "Printing."),
]
CASES = [
    *((Voice.MANDARIN, *case) for case in MANDARIN),
    *((Voice.CANTONESE, *case) for case in CANTONESE),
    *((Voice.ENGLISH, *case) for case in ENGLISH),
]


@pytest.mark.parametrize(("voice", "text", "said"), CASES)
def test_a_text_is_said_as_people_say_it(voice: Voice, text: str, said: str) -> None:
    assert SPEECH.say(text, voice) == said


def value(said: str) -> int:
    """The amount somebody understands who hears it."""
    total = group = digit = 0
    for character in said:
        if character in NUMBERS.digits:
            digit = NUMBERS.digits.index(character)
        elif character in NUMBERS.places[1:]:
            # 十五 is said without its one.
            group += (digit or (0 if group else 1)) * 10 ** NUMBERS.places.index(character)
            digit = 0
        elif character == NUMBERS.groups[1]:
            group, digit = group + digit, 0
            total, group = total + group * 10_000, 0
        else:
            group, digit = group + digit, 0
            total, group = (total + group) * 100_000_000, 0
    return total + group + digit


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_an_amount_that_is_heard_is_the_amount_that_was_written(number: int) -> None:
    assert value(NUMBERS.cardinal(number)) == number
    assert value(SPEECH.say(f"{number:,} 元", Voice.MANDARIN).removesuffix("元").replace("两", "二")) == number


@pytest.mark.parametrize("number", [-1, 10**16])
def test_a_number_nobody_could_follow_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="cannot say"):
        NUMBERS.cardinal(number)


@given(st.text("0123456789", min_size=1), st.booleans())
def test_every_digit_is_spoken_back_in_its_place(digits: str, telephone: bool) -> None:
    said = NUMBERS.digit_by_digit(digits, telephone=telephone).replace(NUMBERS.telephone_one, NUMBERS.digits[1])
    assert "".join(str(NUMBERS.digits.index(character)) for character in said) == digits


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.sampled_from([Voice.MANDARIN, Voice.CANTONESE]))
def test_every_mobile_number_is_said_digit_by_digit(number: str, voice: Voice) -> None:
    said = SPEECH.say(f"电话 {number}。", voice).removeprefix("电话").replace(NUMBERS.telephone_one, NUMBERS.digits[1])
    assert "".join(str(NUMBERS.digits.index(c)) for c in said if c in NUMBERS.digits) == number


@given(st.text("0123456789,.:/-–%年月日号元个第（）〔〕 a"))
def test_no_digit_is_left_to_a_chinese_engine(text: str) -> None:
    assert not re.search(r"\d", SPEECH.say(text, Voice.CANTONESE))


def test_a_text_is_said_sentence_by_sentence() -> None:
    assert sentences("先吃饭。别的事慢慢办\n（）\nFirst. Then this! e.g. no") == (
        "先吃饭。",
        "别的事慢慢办",
        "First.",
        "Then this!",
        "e.g. no",
    )


@pytest.mark.parametrize(
    ("sentence", "wanted", "given_to"),
    [
        ("低保", Voice.ENGLISH, Voice.MANDARIN),
        ("低保", Voice.CANTONESE, Voice.CANTONESE),
        ("Open today", Voice.CANTONESE, Voice.ENGLISH),
        ("12345", Voice.CANTONESE, Voice.CANTONESE),
        ("12345", Voice.ENGLISH, Voice.ENGLISH),
    ],
)
def test_no_voice_is_given_what_it_cannot_read(sentence: str, wanted: Voice, given_to: Voice) -> None:
    assert voice_for(sentence, wanted) is given_to


def test_a_recording_is_known_by_words_and_voice() -> None:
    assert clip_key("低保", Voice.MANDARIN) != clip_key("低保", Voice.CANTONESE)
    assert len(clip_key("低保", Voice.MANDARIN)) == 64
