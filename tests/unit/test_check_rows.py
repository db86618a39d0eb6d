"""What a condition rests on, as it is said beside a result."""

from __future__ import annotations

from kiosk.domain.selfcheck.explaining import Verdict
from kiosk.usecases.self_check_views import Reason
from kiosk.viewmodels.check_rows import basis_of


def resting_on(source: str, document_no: str, article: str = "") -> Reason:
    return Reason("", "", Verdict.MET, (), "", "", "", source, document_no, article, ())


def test_a_number_is_said_beside_the_title() -> None:
    assert (
        basis_of(resting_on("社会救助暂行办法", "国务院令第649号", "第九条"))
        == "社会救助暂行办法 · 国务院令第649号 · 第九条"
    )


def test_a_number_that_stands_in_the_title_is_not_said_again() -> None:
    assert (
        basis_of(resting_on("认定范围（粤人社规〔2023〕11号）", "粤人社规〔2023〕11号"))
        == "认定范围（粤人社规〔2023〕11号）"
    )
