"""What every test gets: the ``--long`` switch, and a failure for each warning nobody expected in the log.

Not here: fixtures of one subject (they live beside their tests) and Qt (``pytest-qt``, configured in ``pyproject.toml``).
"""

from __future__ import annotations

import logging
from collections.abc import Iterator

import hypothesis
import pytest

# How fast the machine is says nothing about what is tested.
hypothesis.settings.register_profile("calm", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("calm")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run the heavy fault and soak tests at full length")
    parser.addoption("--totals", metavar="FOLDER", default="", help="write what walks over the screens found there")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "logs_warnings: the test provokes log records of WARNING or above and looks at them itself"
    )


@pytest.fixture(scope="session")
def long_run(pytestconfig: pytest.Config) -> bool:
    """Whether heavy tests run at full length (``--long``) instead of their short default."""
    return bool(pytestconfig.getoption("--long"))


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(level=logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def no_unexpected_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that logs WARNING or above, unless it is marked ``logs_warnings``."""
    if request.node.get_closest_marker("logs_warnings") is not None:
        yield
        return
    collector = _Collector()
    root = logging.getLogger()
    root.addHandler(collector)
    try:
        yield
    finally:
        root.removeHandler(collector)
    if collector.lines:
        pytest.fail("unexpected log records:\n" + "\n".join(collector.lines), pytrace=False)
