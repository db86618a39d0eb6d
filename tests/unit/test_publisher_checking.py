"""Sources are checked as a whole: every fault is named with file, field and reason, and hostile content has no way in."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import Any

import pytest

from data.words import say
from kiosk.domain.content import Activity, Benefit
from kiosk.domain.errors import WorldError
from sync.publisher.checking import check_sources
from sync.publisher.problems import RejectedSourcesError
from tests.content_sources import (
    ACTIVITY,
    BENEFIT,
    CITED,
    CITY,
    DISTRICT,
    NEWS,
    NOW,
    SEEN,
    TOWN,
    ContentSources,
    check,
    only_problem,
    problems,
)


@pytest.fixture
def sources(tmp_path: Path) -> ContentSources:
    return ContentSources(tmp_path)


def test_right_sources_become_drafts_ordered_by_scope_and_id(sources: ContentSources) -> None:
    checked = check(sources)
    keys = [(draft.scope, draft.id) for draft in checked.drafts]
    assert keys == sorted(keys)
    assert checked.items == 9
    assert len(keys) == 11  # the activity has three dates


def test_cited_sources_are_written_out_also_those_only_a_figure_names(sources: ContentSources) -> None:
    body = next(draft.body for draft in check(sources).drafts if draft.id == "benefit.dibao")
    assert isinstance(body, Benefit)
    assert [(s.id, s.title, s.confidence) for s in body.sources] == [
        ("S2", CITED["S2"]["title"], "A"),
        ("S1", CITED["S1"]["title"], "B"),
    ]


def test_all_faults_of_all_files_are_reported_at_once_with_file_line_field_and_reason(sources: ContentSources) -> None:
    sources.write(
        "benefit/dibao.yaml",
        """
id: benefit.dibao
scope: 4401
verified_on: yesterday
title: 低保
summary: <b>大字</b>
category: basic
icon: no-such-icon
payment: monthly
apply_at: town
department: 镇街
figures:
  - {label: 标准, value: 1282, value_text: 约一千, confidence: B, source: S9}
  - {label: 标准, value: 1.5, confidence: B}
who: [低收入家庭]
whre: 镇街
time_limit: 30 天
confidence: B
""".lstrip(),
    )
    sources.write("news/raise.yaml", "id: news.raise\n\t- broken")
    sources.write("activity/notes.txt", "x")
    found = {(p.file, p.line, p.field, p.code) for p in problems(sources)}
    assert found == {
        ("activity/notes.txt", 0, "", "publisher.stray_file"),
        ("benefit/dibao.yaml", 1, "", "publisher.missing"),
        ("benefit/dibao.yaml", 2, "scope", "publisher.want_quotes"),
        ("benefit/dibao.yaml", 3, "verified_on", "publisher.want_date"),
        ("benefit/dibao.yaml", 5, "summary", "text.markup"),
        ("benefit/dibao.yaml", 7, "icon", "publisher.unknown_icon"),
        ("benefit/dibao.yaml", 12, "figures[0].source", "publisher.unknown_source"),
        ("benefit/dibao.yaml", 13, "figures[1].value", "publisher.want_int"),
        ("benefit/dibao.yaml", 15, "whre", "publisher.unknown_field_near"),
        ("news/raise.yaml", 2, "", "publisher.not_yaml"),
    }


def test_a_problem_reads_as_one_line_of_plain_chinese(sources: ContentSources) -> None:
    figures = [*BENEFIT["figures"], {"label": "另一个", "value": -5, "confidence": "B"}]
    sources.change("benefit/dibao.yaml", BENEFIT, figures=figures)
    sentence = only_problem(sources).sentence()
    assert sentence.startswith("benefit/dibao.yaml 第 ")
    assert " figures[1].value：" in sentence
    assert sentence.endswith(say("publisher.too_small", value=-5, min=0))


def test_what_a_problem_quotes_cannot_command_the_screen_it_is_shown_on(sources: ContentSources) -> None:
    sources.change("benefit/dibao.yaml", BENEFIT, payment="\x1b[2J\u202eevil" + "x" * 10_000)
    sentences = [problem.sentence() for problem in problems(sources)]
    assert all(sentence.isprintable() and len(sentence) < 400 for sentence in sentences)


HOSTILE = {
    "a tag": ("请看 <b>这里</b>", "text.markup"),
    "an image that fetches": ('<img src="http://x.example/a.png">', "text.markup"),
    "an entity": ("a &lt; b", "text.markup"),
    "a right-to-left override": ("电话 \u202e54321", "text.bidi"),
    "an isolate": ("\u2066x\u2069", "text.bidi"),
    "a bell": ("响 \x07 铃", "text.control"),
    "an escape sequence": ("\x1b[31m红", "text.control"),
    "a zero-width joiner": ("低\u200d保", "text.control"),
    "a word of a million letters": ("x" * 1_000_000, "text.run"),
    "a private character": ("\ue000", "text.private_use"),
    "only spaces": ("   ", "publisher.blank"),
}


@pytest.mark.parametrize("what", HOSTILE)
@pytest.mark.parametrize(
    "field", ["summary", "who[0]", "figures[0].note", "legal_basis[0].title", "keywords[0]", "title.en"]
)
def test_hostile_text_is_refused_in_every_field(sources: ContentSources, what: str, field: str) -> None:
    text, code = HOSTILE[what]
    changed: dict[str, Any] = {
        "summary": {"summary": text},
        "who[0]": {"who": [text]},
        "figures[0].note": {"figures": [{"label": "x", "value": 1, "confidence": "B", "note": text}]},
        "legal_basis[0].title": {"legal_basis": [{"title": text, "confidence": "B"}]},
        "keywords[0]": {"keywords": [text]},
        "title.en": {"title": {"zh-Hans": "低保", "en": text}},
    }[field]
    sources.change("benefit/dibao.yaml", BENEFIT, **changed)
    assert (field, code) in {(p.field, p.code) for p in problems(sources)}


def test_a_lone_surrogate_is_refused_however_it_is_written(sources: ContentSources) -> None:
    sources.write("news/escaped.yaml", 'title: "\\ud83d"')
    sources.write("news/raw.yaml", b"title: \xed\xa0\xbd")
    assert {(p.file, p.code) for p in problems(sources)} == {
        ("news/escaped.yaml", "publisher.not_yaml"),
        ("news/raw.yaml", "publisher.not_utf8"),
    }


def test_hostile_text_in_the_list_of_sources_is_refused(sources: ContentSources) -> None:
    sources.write("sources.yaml", {**CITED, "S1": {"title": "<i>x</i>", "confidence": "Q"}})
    found = {(p.file, p.field, p.code) for p in problems(sources)}
    assert found == {
        ("sources.yaml", "S1.title", "text.markup"),
        ("sources.yaml", "S1.confidence", "publisher.not_a_choice"),
    }


def test_one_id_twice_in_a_scope_names_both_places(sources: ContentSources) -> None:
    sources.change("benefit/copy.yaml", BENEFIT)
    problem = only_problem(sources)
    assert (problem.file, problem.code) == ("benefit/dibao.yaml", "publisher.duplicate_id")
    assert "benefit/copy.yaml" in problem.reason


def test_the_same_id_in_a_lower_scope_overrides_and_hides(sources: ContentSources) -> None:
    sources.change("benefit/here.yaml", BENEFIT, scope=DISTRICT)
    sources.write(
        "benefit/hidden.yaml",
        {"id": "benefit.dibao", "scope": TOWN, "verified_on": dt.date(2026, 11, 22), "hides": True},
    )
    drafts = {(d.scope, d.id): d for d in check(sources).drafts}
    assert drafts[DISTRICT, "benefit.dibao"].body is not None
    hidden = drafts[TOWN, "benefit.dibao"]
    assert hidden.hides
    assert hidden.body is None


def test_a_record_that_hides_has_no_body(sources: ContentSources) -> None:
    sources.write(
        "benefit/hidden.yaml",
        {"id": "benefit.dibao", "scope": TOWN, "verified_on": dt.date(2026, 11, 22), "hides": True, "title": "x"},
    )
    problem = only_problem(sources)
    assert (problem.field, problem.code) == ("title", "publisher.hides_has_body")


def test_a_fault_in_one_record_does_not_accuse_those_that_refer_to_it(sources: ContentSources) -> None:
    sources.change("benefit/dibao.yaml", BENEFIT, payment="weekly")
    assert only_problem(sources).field == "payment"


def test_a_file_that_cannot_be_read_accuses_nobody_else(sources: ContentSources) -> None:
    """What refers to a record of an unreadable file may be right; it is looked at when the file can be read."""
    sources.write("benefit/dibao.yaml", "id: [")
    sources.write("division/tree.yaml", "a: 1\n---\n")
    sources.write("sources.yaml", b"\xff")
    assert [(p.file, p.code) for p in problems(sources)] == [
        ("benefit/dibao.yaml", "publisher.not_yaml"),
        ("division/tree.yaml", "publisher.many_documents"),
        ("sources.yaml", "publisher.not_utf8"),
    ]


def test_a_district_without_a_key_cannot_be_published(sources: ContentSources) -> None:
    with pytest.raises(RejectedSourcesError) as caught:
        check_sources(sources.folder, now=NOW, icons_folder=sources.icons, roles=frozenset({"440103"}))
    assert {(p.field, p.code) for p in caught.value.problems} == {("scope", "publisher.unsigned_district")}


def test_recurring_activities_become_dated_ones_that_end_with_their_day(sources: ContentSources) -> None:
    drafts = [d for d in check(sources).drafts if d.id.startswith("activity.")]
    assert [d.id for d in drafts] == [
        f"activity.phones.202611{24}",
        "activity.phones.20261201",
        "activity.phones.20261208",
    ]
    first = drafts[0].body
    assert isinstance(first, Activity)
    assert first.starts_at == dt.datetime(2026, 11, 24, 9, 30)  # noqa: DTZ001
    assert first.signup_until == dt.datetime(2026, 11, 24, 7, 30)  # noqa: DTZ001
    assert drafts[0].expires_on == dt.date(2026, 11, 24)


def test_the_day_that_counts_for_recurrence_is_the_citys(sources: ContentSources) -> None:
    """Tuesday 23:59 in Guangzhou still offers today's date; a minute later it does not."""
    late = dt.datetime(2026, 11, 24, 15, 59, tzinfo=dt.UTC)
    ids = {d.id for d in check(sources, now=late).drafts}
    assert "activity.phones.20261124" in ids
    ids = {d.id for d in check(sources, now=late + dt.timedelta(minutes=1)).drafts}
    assert "activity.phones.20261124" not in ids
    assert "activity.phones.20261215" in ids


def test_faults_of_a_recurring_activity_are_said_once(sources: ContentSources) -> None:
    sources.change("activity/phones.yaml", ACTIVITY, place_id="place.gone")
    assert only_problem(sources).code == "publisher.no_such_record"


def test_links_pipes_and_oversized_files_are_not_opened(sources: ContentSources, tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("id: benefit.x")
    (sources.folder / "benefit" / "link.yaml").symlink_to(secret)
    (sources.folder / "elsewhere").symlink_to(tmp_path)
    os.mkfifo(sources.folder / "benefit" / "pipe.yaml")
    sources.write("benefit/big.yaml", "#" * 2_000_001)
    assert {(p.file, p.code) for p in problems(sources)} == {
        ("benefit/link.yaml", "publisher.not_regular"),
        ("elsewhere", "publisher.not_regular"),
        ("benefit/pipe.yaml", "publisher.not_regular"),
        ("benefit/big.yaml", "publisher.file_too_big"),
    }


def test_files_nobody_reads_are_reported_and_those_of_editors_are_not(sources: ContentSources) -> None:
    sources.write("benefits/dibao.yaml", BENEFIT)
    sources.write("benefit/dibao.yml", "x")
    sources.write("benefit/.dibao.yaml.swp", "x")
    sources.write("README.md", "x")
    assert {(p.file, p.code) for p in problems(sources)} == {
        ("benefits/dibao.yaml", "publisher.unknown_folder"),
        ("benefit/dibao.yml", "publisher.stray_file"),
    }


@pytest.mark.parametrize("text", ["", "- a", "just words", "items: 5", "items: [1]", "itms: []"])
def test_a_file_that_is_no_record_is_reported(sources: ContentSources, text: str) -> None:
    sources.write("news/odd.yaml", text)
    assert {p.file for p in problems(sources)} == {"news/odd.yaml"}


def test_a_missing_or_empty_folder_is_refused_in_words(sources: ContentSources, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    with pytest.raises(WorldError) as caught:
        check_sources(empty, now=NOW, icons_folder=sources.icons)
    assert caught.value.code == "publisher.no_sources"
    empty.mkdir()
    with pytest.raises(WorldError) as caught:
        check_sources(empty, now=NOW, icons_folder=sources.icons)
    assert caught.value.code == "publisher.nothing_here"


def test_file_level_fields_hold_for_all_items_of_the_file(sources: ContentSources) -> None:
    items = [{key: v for key, v in NEWS.items() if key not in SEEN}]
    sources.write("news/raise.yaml", {"scope": CITY, "verified_on": dt.date(2026, 1, 2), "items": items})
    draft = next(d for d in check(sources).drafts if d.id == "news.raise")
    assert draft.verified_on == dt.date(2026, 1, 2)
    sources.write(
        "news/raise.yaml", {"scope": CITY, "verified_on": dt.date(2026, 1, 2), "colour": "red", "items": items}
    )
    assert only_problem(sources).field == "colour"


def asked(sources: ContentSources) -> list[tuple[str, str]]:
    """Activities whose author is asked whether taking part shows something, with the word that made it so."""
    return [
        (notice.file, dict(notice.params)["word"])
        for notice in check(sources).notices
        if notice.code == "publisher.maybe_sensitive"
    ]


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"title": "癌友聚会"}, "癌"),
        ({"summary": {"zh-Hans": "家里有病人的，来坐坐。", "en": "Come and rest."}}, "病人"),
        ({"who": "低保家庭"}, "低保"),
    ],
)
def test_an_activity_that_names_illness_or_hardship_asks_its_author_whether_taking_part_shows_it(
    sources: ContentSources, fields: dict[str, Any], word: str
) -> None:
    sources.change("activity/phones.yaml", ACTIVITY, **fields)
    assert asked(sources) == [("activity/phones.yaml", word)], "asked once, though it has three dates"
    for said in (True, False):
        sources.change("activity/phones.yaml", ACTIVITY, **fields, sensitive=said)
        assert asked(sources) == [], "that was answered"


def test_other_activities_ask_nothing(sources: ContentSources) -> None:
    assert asked(sources) == []


def test_the_starter_says_of_every_such_activity_whether_taking_part_shows_it() -> None:
    checked = check_sources(Path(__file__).parents[2] / "data" / "starter", now=NOW)
    assert not [notice.sentence() for notice in checked.notices if notice.code == "publisher.maybe_sensitive"]
    flagged = {draft.id.split(".")[1] for draft in checked.drafts if getattr(draft.body, "sensitive", False)}
    assert {"carers"} <= flagged
