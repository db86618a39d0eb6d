"""政策自测: a resident answers plain questions, skips what she likes, and sees what may fit, why, and what to do now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from kiosk.domain.errors import WorldError
from kiosk.usecases.hand_over import HandOver
from kiosk.usecases.self_check import open_rules
from kiosk.viewmodels.navigator import HOME
from tests.ui.conftest import NOW, Resident

SKIP = "不清楚，或不想答"


def begin(resident: Resident) -> None:
    """From home to the first question."""
    resident.press("开始自测")
    resident.pause()
    resident.press("开始")


def answer(resident: Resident, words: str = SKIP) -> None:
    """Choose an answer with a finger and go on."""
    resident.press(words)
    resident.pause()
    resident.press("下一题" if any("下一题" in i.property("name") for i in resident.pressables()) else "答完了")
    resident.pause()


def to_the_results(resident: Resident) -> None:
    """Answer everything with the first choice that is offered, then look at the results."""
    check = resident.ui.shell.selfCheck.check
    begin(resident)
    while resident.ui.shell.navigator.screen == "check_question":
        check.choose(check.choices.line(0).key)
        check.next()
    check.showResults()
    assert resident.ui.shell.navigator.screen == "check_results"


def test_home_leads_to_the_urgent_lanes_and_the_check_below_them(resident: Resident) -> None:
    resident.press("开始自测")
    assert resident.ui.shell.navigator.screen == "check"
    for words in ("今天没饭吃", "没地方住", "受到伤害", "孩子没人管", "不会问", "身份证号", "不保存、不上传"):
        assert resident.sees(words), words


def test_choosing_only_chooses_and_the_button_says_what_is_missing_until_then(resident: Resident) -> None:
    begin(resident)
    assert resident.find("先选一个").property("blocked")
    first = resident.ui.shell.navigator.argument
    resident.press(SKIP)
    assert resident.ui.shell.navigator.argument == first
    assert resident.find(SKIP).property("checked")
    resident.pause()
    resident.press("下一题")
    assert resident.ui.shell.navigator.argument != first


def test_not_sure_is_always_the_last_choice(resident: Resident) -> None:
    begin(resident)
    check = resident.ui.shell.selfCheck.check
    asked = 0
    while resident.ui.shell.navigator.screen == "check_question":
        last = check.choices.line(check.choices.rowCount() - 1)
        assert last.text == SKIP
        check.choose(last.key)
        check.next()
        asked += 1
    assert asked > 0
    assert resident.ui.shell.navigator.screen == "check_review"


def test_back_finds_the_question_before_with_the_answer_it_was_given(resident: Resident) -> None:
    begin(resident)
    first = resident.ui.shell.navigator.argument
    answer(resident)
    resident.press("返回")
    assert resident.ui.shell.navigator.argument == first
    assert resident.find(SKIP).property("checked")


def test_an_answer_is_changed_from_the_page_of_answers_and_leads_back_there(resident: Resident) -> None:
    begin(resident)
    check = resident.ui.shell.selfCheck.check
    while resident.ui.shell.navigator.screen == "check_question":
        check.choose("skip")
        check.next()
    resident.press("第 1 题")
    assert resident.ui.shell.navigator.screen == "check_question"
    check.choose(check.choices.line(0).key)
    check.next()
    assert resident.ui.shell.navigator.screen == "check_review"
    assert check.answers.line(0).answer != SKIP


def test_every_benefit_of_the_rules_has_an_outcome_with_its_reason(resident: Resident) -> None:
    to_the_results(resident)
    model = resident.ui.shell.selfCheck
    results = model.check.results()
    assert results is not None
    cards = results.cards()
    assert len(cards) == model.check.benefits >= 30
    for card in cards:
        assert card.status in ("likely", "one_more", "office", "not_now")
        if card.status == "not_now":
            assert card.reason is not None, card.benefit
            assert card.reason.source, card.benefit
            assert results.why(card.benefit).contacts, card.benefit


def test_a_card_leads_to_its_conditions_and_those_to_places_and_numbers(resident: Resident) -> None:
    to_the_results(resident)
    model = resident.ui.shell.selfCheck
    model.results.setGroup("not_now")
    title = model.results.rows.line(0).title
    resident.press(title)
    assert resident.ui.shell.navigator.screen == "check_why"
    assert resident.sees("还可以找谁")
    assert resident.sees("12345")
    assert resident.sees("机器只会推算，最后以窗口审核为准")


def test_the_deciding_question_is_answered_in_place_and_leads_back_to_the_results(resident: Resident) -> None:
    begin(resident)
    model = resident.ui.shell.selfCheck
    for _ in range(3):
        model.check.choose("skip")
        model.check.next()
    model.check.showResultsNow()
    model.results.setGroup("one_more")
    assert model.results.rows.rowCount() > 0
    resident.press("去答题")
    assert resident.ui.shell.navigator.screen == "check_question"
    model.check.choose(model.check.choices.line(0).key)
    model.check.next()
    assert resident.ui.shell.navigator.screen == "check_results"


def test_what_if_shows_now_and_then_side_by_side_and_says_what_stays(resident: Resident) -> None:
    to_the_results(resident)
    resident.press("情况变了会怎样")
    assert resident.ui.shell.navigator.screen == "check_what_if"
    assert resident.sees("现在")
    assert resident.sees("如果…")
    assert resident.sees("没有变") or resident.sees("变了")


def test_what_is_taken_along_holds_results_and_a_number_but_no_answer(resident: Resident) -> None:
    to_the_results(resident)
    check = resident.ui.shell.selfCheck.check
    code = resident.ui.shell.takeAway.codes["check"]
    assert check.results() is not None
    assert "12345" in code
    assert check.check is not None
    given = {row.answer for row in check.check.answers_given(resident.ui.context.language, check._glue)}
    assert not [each for each in given if len(each) > 3 and each in code]


def test_the_next_person_finds_no_answer(resident: Resident) -> None:
    to_the_results(resident)
    resident.ui.shell.visit.leave()
    check = resident.ui.shell.selfCheck.check
    assert check.check is None
    assert check.answers.rowCount() == check.choices.rowCount() == 0
    resident.ui.shell.navigator.home()
    resident.ui.shell.navigator.open("check_results", "")
    assert resident.ui.shell.navigator.screen in (HOME, "check_results")
    assert resident.ui.shell.selfCheck.results.rows.rowCount() == 0


def by_key(resident: Resident, words: str) -> None:
    """Reach what says ``words`` with the tab key, and press it with the space bar: five keys are enough."""
    resident.pause()
    for _ in range(80):
        focused = resident.ui.window.activeFocusItem()
        if focused is not None and words in str(focused.property("name") or ""):
            resident.key(Qt.Key.Key_Space)
            return
        resident.key(Qt.Key.Key_Tab)
    pytest.fail(f"the tab key does not reach {words!r}")


def test_a_whole_check_is_made_by_key_alone(resident: Resident) -> None:
    navigator = resident.ui.shell.navigator
    by_key(resident, "开始自测")
    by_key(resident, "开始")
    asked = 0
    while navigator.screen == "check_question":
        by_key(resident, SKIP)
        by_key(resident, "下一题" if not resident.ui.shell.selfCheck.check.last else "答完了")
        asked += 1
        assert asked < 30
    assert navigator.screen == "check_review"
    by_key(resident, "对，看结果")
    assert navigator.screen == "check_results"
    by_key(resident, resident.ui.shell.selfCheck.results.rows.line(0).title)
    assert navigator.screen == "check_why"
    by_key(resident, "请工作人员帮我办")
    by_key(resident, "可以，出码")
    assert resident.ui.shell.selfCheck.handOver.payload


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_the_language_changes_in_the_middle_and_nothing_is_lost(resident: Resident, language: str) -> None:
    begin(resident)
    answer(resident)
    check = resident.ui.shell.selfCheck.check
    before = (resident.ui.shell.navigator.argument, check.number)
    words = check.question
    resident.ui.shell.setLanguage(language)
    assert (resident.ui.shell.navigator.argument, check.number) == before
    assert check.question != words
    assert check.choices.line(check.choices.rowCount() - 1).text != SKIP or language == "zh-Hant"


# Handing over ---------------------------------------------------------------------------------------------------------


def test_no_code_before_the_resident_agrees_and_none_after_it_is_made_void(
    resident: Resident, open_kiosk: Callable[..., Resident]
) -> None:
    to_the_results(resident)
    resident.pause()  # it came up where the finger was
    resident.press("请工作人员帮我办")
    hand_over = resident.ui.shell.selfCheck.handOver
    assert resident.sees("把回答给工作人员看，可以吗？")
    assert hand_over.payload == ""
    resident.press("可以，出码")
    assert hand_over.payload
    assert resident.sees("还有 5 分钟有效")
    maker = hand_over._maker
    assert isinstance(maker, HandOver)
    rules = open_rules(resident.ui.context.reader, NOW.date())
    opened = maker.open(hand_over.payload, rules)
    mine = resident.ui.shell.selfCheck.check.check
    assert mine is not None
    assert dict(opened.check.household.answers) == dict(mine.household.answers)
    code = hand_over.payload
    resident.pause()
    resident.press("不给看了，作废")
    assert hand_over.payload == ""
    with pytest.raises(WorldError, match="void"):
        maker.open(code, rules)


# Urgent lanes -----------------------------------------------------------------------------------------------------------


def test_somebody_hungry_sees_places_that_are_open_and_numbers_at_once(resident: Resident) -> None:
    resident.press("开始自测")
    resident.pause()
    resident.press("今天没饭吃")
    assert resident.ui.shell.navigator.screen == "urgent"
    assert resident.sees("12345")
    assert resident.sees("现在开着")
    resident.pause()
    resident.press("1 号")
    assert resident.ui.shell.navigator.screen not in ("urgent", HOME)


def test_a_quiet_lane_can_be_left_at_once_and_leaves_nothing(resident: Resident) -> None:
    resident.press("开始自测")
    resident.pause()
    resident.press("受到伤害")
    assert resident.sees("110")
    assert not resident.ui.shell.takeAway.codes.get("urgent")
    resident.pause()
    resident.press("快速离开")
    navigator = resident.ui.shell.navigator
    assert navigator.screen not in ("urgent", "check")
    navigator.back()
    assert navigator.screen == HOME
    assert not resident.ui.shell.selfCheck.urgent.found


def test_where_no_rules_are_published_the_way_on_is_the_list_of_benefits(
    open_kiosk: Callable[..., Resident], tmp_path_factory: pytest.TempPathFactory
) -> None:
    resident = open_kiosk(at=NOW - dt.timedelta(days=4000))  # long before the rules are in force
    resident.ui.shell.navigator.open("check", "")
    assert resident.sees("自测现在用不了")
    resident.press("看惠民清单")
    assert resident.ui.shell.navigator.screen == "benefits"
