"""How fast the self-check decides, asks and supposes. Run: ``.dev/venv/bin/python -m tests.benchmarks.bench_selfcheck``.

Beside OpenFisca-Core and zen-engine with the same five rules where they are installed (never shipped; ``selfcheck_engines``), and how
many questions it takes until all is decided, against the authored order and against a form that asks everything.
"""

from __future__ import annotations

import functools
import random
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any

from kiosk.domain.selfcheck.answers import Household, household
from kiosk.domain.selfcheck.asking import Choose, by_count, by_look_ahead, live, remaining
from kiosk.domain.selfcheck.evaluating import Evaluator
from kiosk.domain.selfcheck.kleene import NO, OPEN, YES
from kiosk.domain.selfcheck.loading import load
from kiosk.domain.selfcheck.parsing import encode_ruleset, parse_ruleset
from kiosk.domain.selfcheck.results import decided
from kiosk.domain.selfcheck.ruleset import AnswerValue, Audience, RuleSet
from kiosk.domain.selfcheck.sampling import one_value
from kiosk.domain.selfcheck.what_if import apply_event
from kiosk.domain.text import Language
from kiosk.usecases.self_check import resume, rules_of
from tests.benchmarks import selfcheck_engines as engines
from tests.selfcheck_glue import PlainGlue
from tests.selfcheck_sets import TODAY, benefit, condition, large_set, parameter, question, rule_set, starter

RESIDENTS = 100


def micro(work: Callable[[], object], *, times: int = 200) -> float:
    """Best of five rounds, microseconds of processor time for one run."""
    best = float("inf")
    for _ in range(5):
        begin = time.process_time()
        for _ in range(times):
            work()
        best = min(best, (time.process_time() - begin) / times)
    return best * 1e6


# The same five rules ----------------------------------------------------------------------------------------------


def five_rules() -> RuleSet:
    """The rules of ``selfcheck_engines`` as a rule set."""
    yes_no = {"yes": {"label": "是"}, "no": {"label": "不是"}}
    return rule_set(
        questions={
            "gz": question("choice", choices=yes_no),
            "income": question("int", unit="yuan/month", max=1_000_000),
            "size": question("int", unit="person", min=1, max=10),
            "assets_ok": question("choice", choices=yes_no),
            "grade": question("choice", choices={f"g{n}": {"label": str(n)} for n in range(5)}),
            "age": question("int", unit="year", max=120),
        },
        parameters={
            "standard": parameter("yuan/month/person", ("2026-01-01", engines.STANDARD)),
            "factor": parameter("1", ("2026-01-01", "1.5")),
        },
        conditions={
            "gz": condition({"in": {"question": "gz", "choices": ["yes"]}}),
            "low": condition({"compare": {"left": "income", "op": "<", "right": "standard", "per": "size"}}),
            "near": condition({"compare": {"left": "income", "op": "<=", "right": [{"params": ["factor", "standard"]}], "per": "size"}}),
            "assets": condition({"in": {"question": "assets_ok", "choices": ["yes"]}}),
            "card": condition({"in": {"question": "grade", "choices": ["g1", "g2", "g3", "g4"]}}),
            "severe": condition({"in": {"question": "grade", "choices": ["g1", "g2"]}}),
            "age70": condition({"compare": {"left": "age", "op": ">=", "right": 70}}),
        },
        benefits={
            "dibao": benefit({"all": ["gz", "low", "assets"]}),
            "margin": benefit({"all": ["gz", {"not": "low"}, "near", "assets"]}),
            "living": benefit({"all": ["gz", "card", {"any": [{"benefit": "dibao"}, {"benefit": "margin"}]}]}),
            "nursing": benefit({"all": ["gz", "severe"]}),
            "longevity": benefit({"all": ["gz", "age70"]}),
        },
    )  # fmt: skip


def own() -> engines.Decide:
    """Our evaluator, from a plain household to plain results."""
    evaluator = Evaluator(load(five_rules(), TODAY))
    truth = {NO: False, OPEN: None, YES: True}

    def written(name: str, value: Any) -> AnswerValue:
        if isinstance(value, bool):
            return "yes" if value else "no"
        return f"g{value}" if name == "grade" else value

    def decide(home: engines.Home) -> dict[str, bool | None]:
        answers = {name: written(name, value) for name, value in home.items() if value is not None}
        state = household(evaluator, answers)
        return {d.name[0]: truth[state.truth(d.when)] for d in evaluator.program.decisions}

    return decide


def homes(count: int, *, missing: float) -> list[dict[str, Any]]:
    """Random households, a part of whose answers is missing."""
    generate = random.Random(7)  # noqa: S311
    found = []
    for _ in range(count):
        home: dict[str, Any] = {
            "gz": generate.random() < 0.8,
            "income": generate.randint(0, 12_000),
            "size": generate.randint(1, 6),
            "assets_ok": generate.random() < 0.7,
            "grade": generate.choice([0, 0, 1, 2, 3, 4]),
            "age": generate.randint(0, 100),
        }
        found.append({name: None if generate.random() < missing else value for name, value in home.items()})
    return found


def _all(decide: engines.Decide, some: list[dict[str, Any]]) -> None:
    for home in some:
        decide(home)


def compare_engines() -> None:
    """Time and rightness, complete and partial households."""
    full, partial = homes(300, missing=0), homes(300, missing=0.45)
    ours = own()
    print(
        f"{'five rules':14} {'µs full':>9} {'µs partial':>11} {'right full':>11} {'open kept open':>15} {'wrongly sure':>13} {'decided found':>14}"
    )
    for name, make in {"own": own, "OpenFisca": engines.openfisca, "zen": engines.zen}.items():
        try:
            decide = make()
        except ImportError:
            print(f"{name:14} not installed; {engines.INSTALL}")
            continue
        right = sum(decide(home) == engines.plain(home) for home in full) / len(full)
        kept = sure = undecided = known = found = 0
        for home in partial:
            theirs, strict = decide(home), ours(home)
            for benefit_name, truth in strict.items():
                if truth is None:
                    undecided += 1
                    kept += theirs[benefit_name] is None
                    sure += theirs[benefit_name] is not None
                else:
                    known += 1
                    found += theirs[benefit_name] is truth
        cost = [micro(functools.partial(_all, decide, some), times=1) / len(some) for some in (full[:50], partial[:50])]
        print(
            f"{name:14} {cost[0]:9.1f} {cost[1]:11.1f} {right:11.1%} {kept / undecided:15.1%} {sure / undecided:13.1%} {found / known:14.1%}"
        )


# The published set ------------------------------------------------------------------------------------------------


def published() -> None:
    """What a tap costs with the rule set of the starter content."""
    ruleset = starter()
    data = encode_ruleset(ruleset)
    rules = rules_of(ruleset, TODAY)
    evaluator = rules.evaluator
    program = evaluator.program
    print(
        f"\npublished set: {len(data) // 1024} KB, {len(program.steps)} steps, {len(program.decisions)} decisions, {len(program.screens)} screens"
    )
    start = household(evaluator, {})
    residents = [resident(evaluator, seed) for seed in range(20)]
    middle = [
        Household(evaluator, dict.fromkeys(list(r)[:6]), evaluator.given(start.state, _changes(r, list(r)[:6])))
        for r in residents
    ]
    first = dict(residents[0]["hukou"])
    check = resume(
        rules,
        Audience.SELF,
        {"hukou": "gz_town", "people": ("mother",), "income": 900, "senior": ("mother",), "age@mother": 82},
    )
    zh, glue = Language.ZH_HANS, PlainGlue()
    rows: dict[str, Callable[[], object]] = {
        "parse": lambda: parse_ruleset(data),
        "load (check, spell out, compile)": lambda: rules_of(ruleset, TODAY),
        "every step anew": lambda: evaluator.given(
            start.state, {s: v for r in residents[:1] for k in r for s, v in r[k].items()}
        ),
        "after one answer, what rests on it": lambda: evaluator.given(start.state, first),
        "next question, by count": lambda: [by_count(m, None) for m in middle],
        "next question, looking ahead": lambda: [by_look_ahead(m, None) for m in middle],
        "next question, looking ahead, at the start": lambda: by_look_ahead(start, None),
        "how many remain": lambda: [remaining(m) for m in middle],
        "an event": lambda: apply_event(check.household, next(iter(ruleset.events))),
        "all cards in words": lambda: check.results(zh, glue).cards(),
        "why, one benefit": lambda: check.results(zh, glue).why("dibao"),
    }
    for name, work in rows.items():
        each = len(middle) if ("next" in name and "start" not in name) or "remain" in name else 1
        print(f"  {name:45} {micro(work, times=3) / each / 1000:9.3f} ms")


def caps() -> None:
    """The largest set that is let in."""
    ruleset = large_set(benefits=500, nodes=5_000)
    data = encode_ruleset(ruleset)
    evaluator = Evaluator(load(ruleset, TODAY))
    answers = {f"n{n}": 100 * n for n in range(60)}
    print(f"\n500 benefits, 5,000 nodes, {len(data) // 1024} KB, {len(evaluator.program.steps)} steps")
    for name, work in {
        "parse": lambda: parse_ruleset(data),
        "load": lambda: Evaluator(load(ruleset, TODAY)),
        "a household": lambda: household(evaluator, answers),
        "next question": lambda: by_look_ahead(household(evaluator, {}), None),
    }.items():
        print(f"  {name:45} {micro(work, times=1) / 1000:9.3f} ms")


# Order of questions -----------------------------------------------------------------------------------------------

Resident = Mapping[str, Mapping[int, Any]]


def resident(evaluator: Evaluator, seed: int) -> Resident:
    """What a resident would answer at every screen, by the shares of the set."""
    generate, program = random.Random(seed), evaluator.program  # noqa: S311
    start = evaluator.start.answers
    return {
        key: {step: one_value(program, step, start[step], generate) for step in screen.variables}
        for key, screen in program.screens.items()
    }


def _changes(answers: Resident, keys: list[str]) -> dict[int, Any]:
    return {step: value for key in keys for step, value in answers[key].items()}


def authored(home: Household, _last: str | None) -> str | None:
    """The first question, as authored, that still matters."""
    return min(live(home), key=lambda key: home.program.screens[key].order, default=None)


def form(home: Household, _last: str | None) -> str | None:
    """The first question, as authored, that applies: a form that asks everything."""
    return next((k for k, s in home.program.screens.items() if k not in home.answers and home.asked(s) == YES), None)


def asked(evaluator: Evaluator, choose: Choose, answers: Resident) -> tuple[int, int]:
    """Questions until nothing is left to ask, and benefits still open summed over all steps."""
    home = household(evaluator, {})
    last, count, area = None, 0, 0
    while (key := choose(home, last)) is not None:
        state = evaluator.given(home.state, answers[key])
        home = Household(evaluator, {**home.answers, key: ()}, state)
        last, count = key, count + 1
        area += sum(not decided(home, d) for d in home.program.decisions)
    return count, area


def order_of_questions() -> None:
    """How many questions residents are asked, by way of choosing."""
    evaluator = Evaluator(load(starter(), TODAY))
    people = [resident(evaluator, 1_000 + n) for n in range(RESIDENTS)]
    print(
        f"\n{RESIDENTS} sample residents, published set{'':14} {'median':>7} {'mean':>6} {'most':>5} {'open, summed':>13}"
    )
    for name, choose in {
        "looking ahead": by_look_ahead,
        "by count": by_count,
        "as authored, what matters": authored,
        "a form that asks everything": form,
    }.items():
        found = [asked(evaluator, choose, each) for each in people]
        counts = [count for count, _ in found]
        area = statistics.mean(area for _, area in found)
        print(
            f"  {name:45} {statistics.median(counts):6.1f} {statistics.mean(counts):6.2f} {max(counts):5} {area:13.0f}"
        )


def main() -> None:
    """Measure and print."""
    compare_engines()
    published()
    caps()
    order_of_questions()
    sys.stdout.flush()


if __name__ == "__main__":
    main()
