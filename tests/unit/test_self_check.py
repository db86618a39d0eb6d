"""A check as a resident goes through it: questions, going back and changing, results, reasons, what if, taking along."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.domain.errors import WorldError
from kiosk.domain.selfcheck.explaining import Verdict
from kiosk.domain.selfcheck.results import decided
from kiosk.domain.selfcheck.ruleset import AnswerValue, Audience, QuestionType, Status
from kiosk.domain.text import Language
from kiosk.usecases.self_check import Check, Rules, resume, rules_of, start
from kiosk.usecases.self_check_views import Card, QuestionView
from tests.selfcheck_glue import PlainGlue
from tests.selfcheck_oracle import Oracle
from tests.selfcheck_sets import TODAY, random_set, readable, rule_set

ZH, EN, GLUE = Language.ZH_HANS, Language.EN, PlainGlue()
FULL: dict[str, AnswerValue] = {
    "hukou": "gz", "people": ("mother",), "size": 2, "income": (2000, 3000), "assets": "within", "status": (),
    "age@self": 45, "age@mother": 82, "disabled": ("mother",), "grade@mother": "g2",
}  # fmt: skip


@pytest.fixture(scope="module")
def rules() -> Rules:
    return rules_of(rule_set(**readable()), TODAY)


def after(rules: Rules, **changes: Any) -> Check:
    """A check that has been answered in full, but for ``changes``."""
    answers = {**FULL, **changes}
    return resume(rules, Audience.SELF, {k: v for k, v in answers.items() if v != "left out"})


def card(check: Check, benefit: str) -> Card:
    return next(c for c in check.results(ZH, GLUE).cards() if c.benefit == benefit)


def asked(check: Check) -> QuestionView:
    view = check.question(ZH, GLUE)
    assert view is not None
    return view


def ask_all(check: Check, answers: dict[str, AnswerValue]) -> Check:
    """Answers whatever is asked, until nothing is."""
    while check.current is not None:
        check = check.answer(answers.get(check.current))
    return check


def test_every_benefit_comes_out_as_something_and_the_promising_ones_come_first(rules: Rules) -> None:
    cards = after(rules).results(ZH, GLUE).cards()
    assert {c.benefit for c in cards} == set(rules.ruleset.benefits)
    groups = [c.status for c in cards]
    assert groups == sorted(groups, key=[Status.LIKELY, Status.ONE_MORE, Status.OFFICE, Status.NOT_NOW].index)


def test_it_asks_until_all_is_decided_and_no_longer(rules: Rules) -> None:
    check = ask_all(start(rules, Audience.SELF), FULL)
    assert check.finished
    assert len(check.order) == len(set(check.order))
    assert not any(
        c.status is Status.ONE_MORE for c in check.results(ZH, GLUE).cards() if c.benefit not in ("dibao", "bianyuan")
    )


def test_what_cannot_matter_is_not_asked(rules: Rules) -> None:
    check = ask_all(start(rules, Audience.SELF), {**FULL, "hukou": "other", "disabled": (), "status": ("dibao",)})
    assert check.finished
    assert "assets" not in check.order
    assert not any(key.startswith("grade@") for key in check.order)


def test_who_would_rather_not_say_is_not_asked_what_then_tells_nothing(rules: Rules) -> None:
    check = start(rules, Audience.SELF).change("income").skip()
    while check.current is not None:
        assert check.current != "size"
        check = check.answer(FULL.get(check.current))


def test_results_name_whom_they_are_for(rules: Rules) -> None:
    assert card(after(rules), "changshou").persons == ("您母亲",)
    assert card(after(rules), "changshou").status is Status.LIKELY
    assert card(after(rules), "huli").persons == ("您母亲",)
    assert card(after(rules), "dibao").persons == ()
    alone = after(rules, people=())
    assert card(alone, "changshou").status is Status.NOT_NOW
    assert card(alone, "changshou").persons == ("您本人",)


def test_where_it_is_open_who_lives_here_that_is_what_decides(rules: Rules) -> None:
    open_roster = after(rules, people=None)
    assert card(open_roster, "changshou").status is Status.ONE_MORE
    assert [d.key for d in card(open_roster, "changshou").deciding] == ["people"]


def test_a_check_for_ones_parents_speaks_of_them(rules: Rules) -> None:
    check = resume(rules, Audience.PARENTS, {**FULL, "age@self": 75})
    assert card(check, "changshou").persons == ("您父母", "您母亲")


def test_a_refusal_says_the_answer_the_limit_its_date_and_the_clause(rules: Rules) -> None:
    why = after(rules, income=4200, size=3).results(ZH, GLUE).why("dibao")
    assert why.card.status is Status.NOT_NOW
    failed = [r for r in why.reasons if r.verdict is Verdict.FAILED]
    assert [r.text for r in failed] == ["人均 1,400 元，高于 1,308 元（2026-07-01起），全家多 276 元"]
    assert failed[0].answers == (("题目", "3 [person]"), ("全家每月收入", "4,200 [yuan/month]"))
    assert failed[0].threshold == "人均低于 1,308 元"
    assert (failed[0].source, failed[0].article) == ("示例办法", "第一条")
    (figure,) = failed[0].figures
    assert (figure.value, figure.outdated, figure.source) == ("1,308 [yuan/month/person]", True, "示例通知")
    assert [n[0] for n in why.next] == ["bianyuan"]
    assert why.contacts[0].phone == "12345"


def test_reasons_come_in_the_language_asked_for(rules: Rules) -> None:
    why = after(rules, income=4200, size=3).results(EN, GLUE).why("dibao")
    assert "1,400 yuan each, above 1,308" in [r.text for r in why.reasons]


def test_a_reason_names_the_answer_by_which_a_question_does_not_apply(rules: Rules) -> None:
    why = after(rules, people=(), disabled=()).results(ZH, GLUE).why("huli")
    severe = [r for r in why.reasons if r.verdict is Verdict.FAILED]
    assert [r.answers for r in severe] == [(("题目", "都没有"),)]


def test_what_the_city_never_published_is_for_the_office_and_not_a_refusal(rules: Rules) -> None:
    rich = after(rules, income=900_000)
    assert card(rich, "zhichu").status is Status.OFFICE
    assert card(rich, "rumoured").status is Status.OFFICE
    (figure,) = card(rich, "zhichu").figures
    assert (figure.name, figure.value, figure.since) == ("city_income", "", None)


def test_the_office_decides_where_the_set_says_so(rules: Rules) -> None:
    check = after(rules)
    assert card(check, "tekun").status is Status.OFFICE
    assert card(check, "linshi").status is Status.OFFICE
    assert card(after(rules, income=900_000), "linshi").status is Status.NOT_NOW
    assert card(after(rules, people=(), disabled=(), status=("dibao",)), "jiating").status is Status.OFFICE


def test_amounts_are_the_difference_or_the_band_of_the_age(rules: Rules) -> None:
    assert card(after(rules, income=2000), "dibao").amount == "616 [yuan/month]"
    assert card(after(rules, income=(1000, 2000)), "dibao").amount == "616..1,616 [yuan/month]"
    assert card(after(rules), "changshou").amount == "100 [yuan/month]"
    assert card(after(rules, **{"age@mother": (70, 79)}), "changshou").amount == "30 [yuan/month]"
    assert card(after(rules, **{"age@mother": (75, 85)}), "changshou").amount == "30..100 [yuan/month]"
    assert card(after(rules, income=9000), "dibao").amount == ""


def test_a_rough_answer_that_cannot_decide_asks_for_a_better_one(rules: Rules) -> None:
    check = after(rules, income=(2000, 3000))
    assert card(check, "dibao").status is Status.ONE_MORE
    assert [d.key for d in card(check, "dibao").deciding] == ["income"]
    rows = {row.key: row for row in check.answers_given(ZH, GLUE)}
    assert rows["income"].decides >= 1
    assert rows["income"].answer == "2,000..3,000 [yuan/month]"
    better = check.change("income").answer(2400)
    assert card(better, "dibao").status is Status.LIKELY


def test_one_can_go_back_and_change_and_what_follows_is_asked_again(rules: Rules) -> None:
    check = start(rules, Audience.SELF)
    first = asked(check).key
    assert not asked(check).can_go_back
    value = asked(check).options[0].value
    then = check.answer(value if not asked(check).several else (value,))
    assert asked(then).number == 2
    back = then.back()
    assert asked(back).key == first
    assert any(option.selected for option in asked(back).options)
    other = asked(back).options[-1].value
    changed = back.answer(other if not asked(back).several else (other,))
    assert len(changed.order) == 1
    done = ask_all(changed, FULL)
    assert done.answers_given(ZH, GLUE)[0].key == first


def test_answers_to_questions_that_no_longer_apply_count_for_nothing_and_come_back(rules: Rules) -> None:
    check = after(rules)
    nobody = check.change("disabled").answer(())
    rows = {row.key: row for row in nobody.answers_given(ZH, GLUE)}
    assert not rows["grade@mother"].applies
    assert card(nobody, "huli").status is Status.NOT_NOW
    assert card(nobody.change("disabled").answer(("mother",)), "huli").status is Status.LIKELY


def test_options_are_only_those_that_can_be_of_that_person(rules: Rules) -> None:
    check = after(rules, people=("child-1",))
    child = asked(check.change("age@child-1"))
    assert [o.value for o in child.options] == [(0, 17)]
    assert child.person == "孩子#1"
    who = asked(check.change("disabled"))
    assert [o.value for o in who.options] == ["self", "child-1"]
    assert who.type is QuestionType.WHO
    assert who.several


def test_about_whom_it_is_known_nobody_is_asked() -> None:
    parts = readable()
    parts["people"]["child"]["given"]["disabled"] = "no"
    check = resume(rules_of(rule_set(**parts), TODAY), Audience.SELF, {**FULL, "people": ("mother", "child-1")})
    assert [o.value for o in asked(check.change("disabled")).options] == ["self", "mother"]
    assert card(check.change("disabled").answer(("mother",)), "huli").status is Status.LIKELY
    with pytest.raises(WorldError):
        check.change("disabled").answer(("child-1",))


def test_an_answer_that_is_none_is_refused(rules: Rules) -> None:
    check = start(rules, Audience.SELF).change("hukou")
    for wrong in ("moon", 5, (), ("gz", 3), (1, 2, 3)):
        with pytest.raises(WorldError):
            check.answer(wrong)
    with pytest.raises(WorldError):
        check.change("age@self").answer(200)
    with pytest.raises(WorldError):
        check.change("people").answer(("stranger",))


def test_events_show_now_and_then_side_by_side(rules: Rules) -> None:
    check = after(rules, income=6000, size=3)
    results = check.results(ZH, GLUE)
    assert [e.name for e in results.events()] == ["out_of_work", "mother_older"]
    outcome = results.event("out_of_work")
    assert outcome is not None
    row = next(r for r in outcome.rows if r.benefit == "dibao")
    assert (row.before, row.after, row.changed) == (Status.NOT_NOW, Status.LIKELY, True)
    assert row.amount_after == "924 [yuan/month]"
    assert [r.changed for r in outcome.rows] == sorted((r.changed for r in outcome.rows), reverse=True)
    assert card(check, "dibao").status is Status.NOT_NOW


def test_an_event_of_somebody_who_is_not_there_is_not_offered(rules: Rules) -> None:
    results = after(rules, people=()).results(ZH, GLUE)
    assert [e.name for e in results.events()] == ["out_of_work"]
    assert results.event("mother_older") is None


def test_what_it_would_take_is_said_only_where_the_rules_allow(rules: Rules) -> None:
    young = after(rules, people=(), **{"age@self": 64})
    (chance,) = young.results(ZH, GLUE).why("changshou").chances
    assert (chance.text, chance.value) == ("满 70 岁可以申请", "70 [year]")
    rich = after(rules, income=9000).results(ZH, GLUE).why("dibao")
    assert rich.chances == ()


def test_nobody_is_told_to_grow_younger_or_to_come_from_elsewhere(rules: Rules) -> None:
    parts = readable()
    parts["conditions"]["age70"]["test"] = {"compare": {"left": "age", "op": "<", "right": 40}}
    check = resume(rules_of(rule_set(**parts), TODAY), Audience.SELF, {**FULL, "people": ()})
    assert check.results(ZH, GLUE).why("changshou").chances == ()
    elsewhere = after(rules, hukou="other").results(ZH, GLUE).why("changshou")
    assert elsewhere.chances == ()


def test_what_one_takes_along_holds_results_and_no_answer(rules: Rules) -> None:
    taken = after(rules, income=2400).results(ZH, GLUE).take_away()
    assert "(likely) · 福利" in taken.text
    assert "12345" in taken.text
    for answer in ("2,400", "2400", "82", "g2", "gz"):
        assert answer not in taken.text.replace("12345", "")
    assert taken.rules_serial == 7


@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32))
def test_every_check_ends_and_its_count_of_questions_is_honest(seed: int) -> None:
    generate = random.Random(seed)  # noqa: S311
    ruleset = random_set(generate, office=True)
    oracle = Oracle(ruleset)
    answers = oracle.answers(oracle.random_home(generate))
    check = start(rules_of(ruleset, TODAY), Audience.SELF)
    told = []
    while check.current is not None:
        view = asked(check)
        assert 1 <= view.remaining.likely <= view.remaining.most
        told.append(view.remaining.most)
        check = check.skip() if generate.random() < 0.15 else check.answer(answers[check.current])
    for number, most in enumerate(told):
        assert len(told) - number <= most
    assert all(
        decided(check.household, d)
        or any(check.household.answers[k] is None for k in check.order)
        or "office" in ruleset.conditions
        for d in check.household.program.decisions
    )
