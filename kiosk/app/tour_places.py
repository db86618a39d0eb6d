"""The tour's pictures of 服务地图."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kiosk.viewmodels.shell import Shell


def places_pictures(shell: Shell) -> Iterator[tuple[str, Callable[[], None]]]:
    """服务地图: with and without the map, narrowed, and single places."""
    go = shell.navigator.open
    yield "places", lambda: go("places", "")

    def with_map() -> None:
        shell.navigator.open("places", "fantang")
        shell.places.setWithMap(on=True)

    yield "places-canteens", with_map

    def list_alone() -> None:
        shell.navigator.open("places", "")
        shell.places.setWithMap(on=False)

    yield "places-list", list_alone

    def none_open() -> None:
        shell.navigator.open("places", "yiyuan")
        shell.places.setOnlyOpen(only_open=True)

    yield "places-none", none_open
    yield "place-canteen", lambda: go("place", "place.fantang-440105003")
    yield "place-hospital", lambda: go("place", "place.yiyuan-guangyi-2")
    yield "place-no-position", lambda: go("place", "place.binyi-shi")
