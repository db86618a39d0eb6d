"""Seats over any history of sales, lost messages, clocks, reboots, images and fires: never overbooked, no promise broken."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests.lease_mutants import MUTANTS
from tests.lease_world import Rules, World

TERMINALS = st.integers(0, 2)
FOUND_BY_THE_MACHINE = ("naive reclaim on expiry", "close that keeps selling", "lending without taking")
SEARCH = settings(
    max_examples=20_000,
    stateful_step_count=60,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    database=None,
)


def machine(rules: Rules) -> type[RuleBasedStateMachine]:
    """The state machine over a world that goes by ``rules``."""

    class Histories(RuleBasedStateMachine):
        world: World

        @initialize(capacity=st.integers(1, 7), seed=st.integers(0, 1000))
        def begin(self, capacity: int, seed: int) -> None:
            self.world = World(capacity=capacity, terminals=3, rules=rules, seed=seed)

        @rule(n=TERMINALS, wanted=st.integers(1, 4), again=st.booleans())
        def ask(self, n: int, wanted: int, again: bool) -> None:
            self.world.ask(n, wanted=wanted, again=again)

        @rule(place=st.integers(0, 5))
        def receive(self, place: int) -> None:
            self.world.receive(place)

        @rule(n=TERMINALS)
        def sell(self, n: int) -> None:
            self.world.sell(n)

        @rule(n=TERMINALS, which=st.integers(0, 5))
        def cancel(self, n: int, which: int) -> None:
            self.world.cancel(n, which)

        @rule(n=TERMINALS, count=st.integers(1, 5), ack_lost=st.booleans())
        def deliver(self, n: int, count: int, ack_lost: bool) -> None:
            self.world.deliver(n, count=count, ack_lost=ack_lost)

        @rule(n=TERMINALS)
        def renew(self, n: int) -> None:
            self.world.renew(n)

        @rule(n=TERMINALS)
        def close_one(self, n: int) -> None:
            self.world.close_one(n)

        @rule(n=TERMINALS, off_s=st.floats(0, 1500), trusted=st.booleans())
        def reboot(self, n: int, off_s: float, trusted: bool) -> None:
            self.world.reboot(n, off_s=off_s, trusted=trusted)

        @rule(seconds=st.one_of(st.floats(0, 300), st.floats(990, 1010)))
        def wait(self, seconds: float) -> None:
            self.world.wait(seconds)

        @rule(n=TERMINALS)
        def take_image(self, n: int) -> None:
            self.world.take_image(n)

        @rule(n=TERMINALS)
        def restore(self, n: int) -> None:
            self.world.restore(n)

        @rule(n=TERMINALS, sure=st.integers(0, 9))
        def burn(self, n: int, sure: int) -> None:
            if sure == 0:
                self.world.burn(n)

        @rule(n=TERMINALS)
        def find_disk(self, n: int) -> None:
            self.world.find_disk(n)

        @rule(sure=st.integers(0, 19))
        def start(self, sure: int) -> None:
            if sure == 0:
                self.world.start()

        @rule(what=st.sampled_from(["desk_sells", "desk_returns", "queue", "promote"]))
        def desk(self, what: str) -> None:
            getattr(self.world, what)()

        @invariant()
        def nothing_is_wrong(self) -> None:
            if hasattr(self, "world"):
                assert self.world.check() == ()

        def teardown(self) -> None:
            if hasattr(self, "world"):
                assert self.world.settle() == ()

    return Histories


def steps_of(world: World, chance: random.Random) -> dict[Callable[[int], object], int]:
    """What may happen next at terminal ``n``, and how often."""
    return {
        lambda n: world.ask(n, wanted=chance.randrange(1, 5), again=chance.random() < 0.3): 10,
        lambda _: world.receive(chance.randrange(6)): 12,
        world.sell: 25,
        lambda n: world.deliver(n, count=chance.randrange(1, 6), ack_lost=chance.random() < 0.3): 14,
        world.renew: 4,
        world.close_one: 6,
        lambda n: world.reboot(n, off_s=chance.uniform(0, 900), trusted=chance.random() < 0.5): 3,
        lambda _: world.wait(chance.choice([chance.uniform(0, 300), chance.uniform(985, 1010)])): 8,
        world.take_image: 2,
        world.restore: 2,
        lambda n: world.cancel(n, 0): 1,
        lambda n: world.burn(n) if chance.random() < 0.3 else None: 1,
        lambda _: world.start() if chance.random() < 0.3 else None: 1,
        lambda _: chance.choice([world.desk_sells, world.desk_returns, world.queue, world.promote])(): 6,
    }


def chance_history(world: World, seed: int, steps: int) -> tuple[str, ...]:
    """One random history; what was wrong at its end or on the way."""
    chance = random.Random(seed)  # noqa: S311 - repeatable
    able = steps_of(world, chance)
    for step in chance.choices(list(able), list(able.values()), k=steps):
        step(chance.randrange(len(world.terminals)))
        wrong = world.check()
        if wrong:
            return wrong
    return world.settle()


def test_no_history_overbooks_or_breaks_a_promise(long_run: bool) -> None:
    run_state_machine_as_test(
        machine(Rules()),
        settings=settings(
            max_examples=2000 if long_run else 60,
            stateful_step_count=60,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.parametrize("seed", range(40))
def test_twenty_terminals_with_partitions_keep_every_promise(seed: int, long_run: bool) -> None:
    for history in range(5 if long_run else 1):
        world = World(capacity=23, terminals=20, seed=seed)
        assert chance_history(world, 1000 * seed + history, 400) == ()


@pytest.mark.parametrize("name", MUTANTS)
def test_a_wrong_rule_is_caught(name: str, long_run: bool) -> None:
    """The tests above must be able to fail: each wrong rule is found by the same histories."""
    found: tuple[str, ...] = ()
    for seed in range(2000):
        world = World(capacity=5, terminals=3, rules=MUTANTS[name], seed=seed)
        found = chance_history(world, seed, 60)
        if found:
            break
    assert found, f"{name} was not caught"
    if long_run and name in FOUND_BY_THE_MACHINE:
        with pytest.raises(AssertionError):
            run_state_machine_as_test(machine(MUTANTS[name]), settings=SEARCH)
