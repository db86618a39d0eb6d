"""Small content sources for tests: a folder that is right, to be made wrong in one place at a time."""

from __future__ import annotations

import copy
import datetime as dt
import random
from pathlib import Path
from typing import Any

import pytest
import yaml

from sync.publisher.checking import CheckedSources, check_sources
from sync.publisher.problems import Problem, RejectedSourcesError

NOW = dt.datetime(2026, 11, 22, 2, 0, tzinfo=dt.UTC)  # Sunday, 10:00 in the city
CITY, DISTRICT, TOWN = "4401", "440105", "440105013"

SEEN = {"scope": CITY, "verified_on": dt.date(2026, 11, 22)}

DIVISIONS: dict[str, Any] = {
    **SEEN,
    "items": [
        {"id": f"division.{code}", "code": code, "title": title}
        for code, title in ((CITY, "广州市"), (DISTRICT, "海珠区"), (TOWN, "昌岗街道"), ("440103", "荔湾区"))
    ],
}
BENEFIT: dict[str, Any] = {
    **SEEN,
    "id": "benefit.dibao",
    "title": {"zh-Hans": "最低生活保障金（低保）", "en": "Minimum living allowance"},
    "summary": "家里收入低于标准，每月补足差额。",
    "category": "basic",
    "icon": "hand-coins",
    "payment": "monthly",
    "apply_at": "town",
    "department": "镇街公共服务办公室",
    "figures": [
        {
            "label": "低保标准",
            "value": 1282,
            "unit": "元/月",
            "year": 2024,
            "source": "S1",
            "confidence": "B",
            "headline": True,
        }
    ],
    "who": ["家庭人均月收入低于 1,282 元的广州户籍家庭"],
    "where": "户籍所在镇街",
    "time_limit": "约 30 个工作日",
    "hotlines": ["12345"],
    "legal_basis": [{"title": "广州市最低生活保障办法", "confidence": "B"}],
    "sources": ["S2"],
    "confidence": "B",
}
PLACE: dict[str, Any] = {
    "id": "place.changgang",
    "scope": TOWN,
    "verified_on": dt.date(2026, 11, 22),
    "title": "昌岗街共助空间",
    "category": "gongzhu",
    "address": "海珠区昌岗中路",
    "town": TOWN,
    "lat": 23.09,
    "lon": 113.28,
    "hours": {"mon": ["09:00-12:00", "14:00-17:30"], "sun": []},
    "confidence": "B",
}
ACTIVITY: dict[str, Any] = {
    "id": "activity.phones",
    "scope": TOWN,
    "verified_on": dt.date(2026, 11, 22),
    "title": "手机课",
    "summary": "一步一步学用手机。",
    "category": "class",
    "icon": "hand-coins",
    "recurs": {"weekday": 2, "weeks": 3},
    "starts": "09:30",
    "ends": "11:00",
    "signup_closes_h": 2,
    "place_id": "place.changgang",
    "place": "昌岗街共助空间",
    "who": "60 岁以上",
    "host": "社工站",
    "fee": "免费",
    "confidence": "K",
    "sample": True,
}
NEWS: dict[str, Any] = {
    **SEEN,
    "id": "news.raise",
    "title": "低保标准提高",
    "channel": "government",
    "summary": "每人每月 1,282 元。",
    "issuer": "广州市民政局",
    "published_on": dt.date(2024, 9, 1),
    "paragraphs": ["标准提高了。"],
    "changes": [{"benefit_id": "benefit.dibao", "label": "标准", "before": "1,238 元", "after": "1,282 元"}],
    "benefit_ids": ["benefit.dibao"],
    "confidence": "B",
}
BULLETIN: dict[str, Any] = {
    **SEEN,
    "id": "bulletin.cold",
    "expires_on": dt.date(2026, 12, 1),
    "title": "寒潮",
    "text": "气温下降，注意保暖。",
    "level": "notice",
    "icon": "hand-coins",
    "issuer": "市民政局",
    "confidence": "B",
}
CITED = {
    "S1": {"title": "广州本地宝", "where": "2024 年低保标准", "confidence": "B"},
    "S2": {"title": "穗府办规〔2023〕8 号", "confidence": "A"},
}


class _Dumper(yaml.CSafeDumper):
    """Writes a value that is used twice out twice; sources have no anchors."""

    def ignore_aliases(self, data: object) -> bool:
        return True


class ContentSources:
    """A sources folder on disk, and an icons folder beside it.

    Args:
        base: an empty folder to make both in.
    """

    def __init__(self, base: Path) -> None:
        self.folder = base / "sources"
        self.icons = base / "icons"
        self.icons.mkdir(parents=True)
        (self.icons / "hand-coins.svg").touch()
        self.write("sources.yaml", CITED)
        self.write("division/tree.yaml", DIVISIONS)
        self.write("benefit/dibao.yaml", BENEFIT)
        self.write("place/changgang.yaml", PLACE)
        self.write("activity/phones.yaml", ACTIVITY)
        self.write("news/raise.yaml", NEWS)
        self.write("bulletin/cold.yaml", BULLETIN)

    def write(self, name: str, value: object) -> Path:
        """Write one file: YAML of ``value``, or ``value`` itself where it is text or bytes."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(value, bytes):
            path.write_bytes(value)
        elif isinstance(value, str):
            path.write_text(value, encoding="utf-8")
        else:
            path.write_text(yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False), encoding="utf-8")
        return path

    def change(self, name: str, base: dict[str, Any], **fields: Any) -> None:
        """Write ``base`` with some fields replaced; a field given as None is left out."""
        value = {**copy.deepcopy(base), **fields}
        self.write(name, {key: member for key, member in value.items() if member is not None})

    def many_news(self, count: int, *, marker: str = "") -> None:
        """Make the folder hold ``count`` more news in one file, with texts that do not compress to nothing."""
        items = []
        for number in range(count):
            rng = random.Random(number)  # noqa: S311
            text = "".join(chr(rng.randrange(0x4E00, 0x9FA5)) for _ in range(300))
            fields = {key: value for key, value in NEWS.items() if key not in (*SEEN, "id", "changes", "benefit_ids")}
            items.append({"id": f"news.n{number}", **fields, "paragraphs": [text + marker]})
        self.write("news/many.yaml", {**SEEN, "items": items})


def check(sources: ContentSources, *, now: dt.datetime = NOW) -> CheckedSources:
    """The publisher's check of these sources."""
    return check_sources(sources.folder, now=now, icons_folder=sources.icons)


def problems(sources: ContentSources) -> tuple[Problem, ...]:
    """What the check complains of; it must complain."""
    with pytest.raises(RejectedSourcesError) as caught:
        check(sources)
    return caught.value.problems


def only_problem(sources: ContentSources) -> Problem:
    """The one thing the check complains of."""
    found = problems(sources)
    assert len(found) == 1, [problem.sentence() for problem in found]
    return found[0]
