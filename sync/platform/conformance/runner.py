"""Runs all checks in their order against one server."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import requests

from sync.platform.conformance import checks_messages as messages
from sync.platform.conformance import checks_seats as seats
from sync.platform.conformance.suite import BrokenContractError, NotCheckedError, Outcome, Result, Suite

CHECKS: tuple[Callable[[Suite], None], ...] = (
    messages.enrol,
    messages.enrol_again,
    messages.enrol_code_once,
    messages.garbage,
    messages.too_large,
    messages.too_new,
    messages.forged,
    messages.batch,
    messages.batch_again,
    messages.gap,
    messages.fork,
    messages.not_linked,
    messages.poison,
    messages.wrong_envelope,
    messages.unknown_kind,
    messages.unknown_fields,
    messages.lost_for_good,
    messages.cancellation,
    seats.inbox_cursor,
    seats.seats,
    seats.seat_sold,
    seats.seat_of_nobody,
    seats.renewal,
    seats.never_more_than_capacity,
    seats.seat_kept,
)


def run(suite: Suite) -> Iterator[Result]:
    """Each check's result as it is known. Where enrolment fails, nothing else can be said."""
    for check in CHECKS:
        result = _run_one(suite, check)
        yield result
        if check is messages.enrol and result.outcome is Outcome.FAILED:
            return


def _run_one(suite: Suite, check: Callable[[Suite], None]) -> Result:
    name = check.__name__
    try:
        check(suite)
    except BrokenContractError as error:
        return Result(name, Outcome.FAILED, str(error))
    except NotCheckedError as error:
        return Result(name, Outcome.SKIPPED, str(error))
    except requests.RequestException as error:
        return Result(name, Outcome.FAILED, f"no answer: {error}")
    return Result(name, Outcome.PASSED)
