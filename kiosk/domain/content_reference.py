"""Records a resident does not look up by themselves: notices, the calendar, the scope tree, images, keys, sayings.

``kiosk.domain.content`` has the others and offers these names too.
"""

from __future__ import annotations

import datetime as dt
import enum
from typing import Annotated

from msgspec import Meta

from kiosk.domain.facts import Confidence, FactStruct, Icon, RecordId, ScopeCode, Source
from kiosk.domain.text import Text, Title

KeyName = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
KeyBytes = Annotated[str, Meta(pattern=r"^[A-Za-z0-9+/]{16,600}={0,2}$")]


class BulletinLevel(enum.StrEnum):
    """How loud an urgent notice is."""

    NOTICE = "notice"
    WARNING = "warning"
    DANGER = "danger"


class PlaceCategory(enum.StrEnum):
    """The sixteen categories of 服务地图 (keys of facts/service_points_known.json)."""

    GONGZHU = "gongzhu"
    DANGQUN = "dangqun"
    ZHENGWU = "zhengwu"
    SHEGONG = "shegong"
    YIKANG = "yikang"
    FANTANG = "fantang"
    JIUZHU = "jiuzhu"
    CANLIAN = "canlian"
    FALV = "falv"
    WENMING = "wenming"
    TUIYI = "tuiyi"
    CISHAN = "cishan"
    WEIBAO = "weibao"
    YIYUAN = "yiyuan"
    BINYI = "binyi"
    JIUYE = "jiuye"


class Suspension(FactStruct, frozen=True, kw_only=True, omit_defaults=True):
    """What a notice closes, and when (local wall clock).

    ``ends_at`` None lasts as long as the notice. Named places are closed wherever they are; without names every place
    of the notice's scope is, or only those of ``categories``.
    """

    starts_at: dt.datetime
    ends_at: dt.datetime | None = None
    place_ids: tuple[RecordId, ...] = ()
    categories: tuple[PlaceCategory, ...] = ()


class Bulletin(FactStruct, frozen=True, kw_only=True, omit_defaults=True):
    """紧急提示: typhoon, cold, and the like; always with an expiry on its record."""

    title: Title
    text: Text
    level: BulletinLevel
    icon: Icon
    issuer: Text
    place_ids: tuple[RecordId, ...] = ()  # where people can go
    suspends: Suspension | None = None
    confidence: Confidence
    sample: bool = False


class CalendarDay(FactStruct, frozen=True, kw_only=True, omit_defaults=True):
    """A day that differs from its weekday: off (holiday) or on (make-up workday 调休)."""

    date: dt.date
    name: Text
    off: bool


class Calendar(FactStruct, frozen=True, kw_only=True, omit_defaults=True):
    """节假日与调休 of one year. ``confirmed`` is False until the official notice is out."""

    title: Title
    year: Annotated[int, Meta(ge=2020, le=2100)]
    confirmed: bool
    days: tuple[CalendarDay, ...] = ()
    sources: tuple[Source, ...] = ()
    confidence: Confidence


class Division(FactStruct, frozen=True, kw_only=True, omit_defaults=True):
    """One scope of the tree. ``code`` is the statistical (NBS) code; ``code_mca`` the 民政 one, where it exists."""

    title: Title
    code: ScopeCode
    code_mca: Annotated[str, Meta(pattern=r"^\d{6,12}$")] | None = None
    division_type: Annotated[str, Meta(max_length=20)] = ""
    lat: Annotated[float, Meta(ge=22.0, le=24.5)] | None = None
    lon: Annotated[float, Meta(ge=112.5, le=114.5)] | None = None
    position_source: Annotated[str, Meta(max_length=60)] = ""


class MapTheme(enum.StrEnum):
    """Which look of the screen a pack of map tiles was drawn for."""

    LIGHT = "light"
    CONTRAST = "contrast"


class MapPack(FactStruct, frozen=True, kw_only=True, omit_defaults=True):
    """What a pack of raster map tiles (web mercator) covers and says about itself. Edges are WGS-84 degrees.

    ``datum`` is what its pictures are drawn in. ``review_no`` is the 审图号 a published map must carry; "" where the
    operator has none yet, which the screen says.
    """

    theme: MapTheme
    datum: Annotated[str, Meta(pattern=r"^(wgs84|gcj02)$")] = "wgs84"
    tile_px: Annotated[int, Meta(ge=128, le=1024)]
    min_zoom: Annotated[int, Meta(ge=0, le=20)]
    max_zoom: Annotated[int, Meta(ge=0, le=20)]
    west: float
    south: float
    east: float
    north: float
    schematic: bool = False
    review_no: Annotated[str, Meta(max_length=60)] = ""


class VoicePack(FactStruct, frozen=True, kw_only=True, omit_defaults=True):
    """Spoken sentences in one file; which they are, the file says (``sync.protocol.voice_pack``)."""

    clips: Annotated[int, Meta(ge=1, le=20_000)]


MAP_MIME = "application/vnd.pmtiles"
VOICE_MIME = "application/vnd.kiosk.voice+zip"


class Media(FactStruct, frozen=True, kw_only=True, omit_defaults=True):
    """An image, a pack of map tiles or of spoken sentences, made anew by the publisher; ``blob`` is the SHA-256 of the file.

    For a map pack, width and height are those of one tile, and ``credit`` is the licence line shown on the map; what is only heard
    has neither.
    """

    title: Title  # what is to be seen, for people who cannot see it
    blob: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
    mime: Annotated[str, Meta(pattern=r"^(image/(png|jpeg|webp)|application/vnd\.(pmtiles|kiosk\.voice\+zip))$")]
    width: Annotated[int, Meta(ge=0, le=4096)] = 0
    height: Annotated[int, Meta(ge=0, le=4096)] = 0
    size_bytes: Annotated[int, Meta(ge=1, le=64_000_000)]
    credit: Annotated[str, Meta(max_length=200)] = ""
    map: MapPack | None = None
    voice: VoicePack | None = None


class Saying(FactStruct, frozen=True, kw_only=True, omit_defaults=True):
    """What people say, and the words of titles and keywords they mean by it.

    Without ``means`` the words say nothing about what is wanted (怎么办, 我想问下), and searching goes on without them.
    ``first``: who says this is told of what it means before anything else, whatever else was said (words of self-harm).
    """

    say: Annotated[tuple[Annotated[str, Meta(min_length=1, max_length=20)], ...], Meta(min_length=1, max_length=100)]
    means: Annotated[tuple[Annotated[str, Meta(min_length=2, max_length=20)], ...], Meta(max_length=10)] = ()
    first: bool = False


class UrgentWords(FactStruct, frozen=True, kw_only=True, omit_defaults=True):
    """What people say who cannot wait, and what is offered them above all that is found: a lane, or a service with a hotline.

    ``…`` within what is said stands for a few characters. ``unlike`` are words in which it is no need (饭堂, 打折).
    """

    say: Annotated[tuple[Annotated[str, Meta(min_length=1, max_length=40)], ...], Meta(min_length=1, max_length=300)]
    unlike: Annotated[tuple[Annotated[str, Meta(min_length=1, max_length=40)], ...], Meta(max_length=200)] = ()
    urgent_id: RecordId | None = None
    service_id: RecordId | None = None


class Synonym(FactStruct, frozen=True, kw_only=True, omit_defaults=True):
    """A list of what people say, for searching: an older or plainer word, Cantonese, a need put into words.

    ``urgent`` are the words of people who cannot wait, the list that is listened to first before the others.
    """

    title: Title
    sayings: Annotated[tuple[Saying, ...], Meta(min_length=1, max_length=1000)]
    urgent: Annotated[tuple[UrgentWords, ...], Meta(max_length=20)] = ()


class KeyUse(enum.StrEnum):
    """What a key of the platform is for."""

    SEAL = "seal"  # terminals seal personal data to it
    SIGN = "sign"  # the platform signs its messages with it


class PlatformKey(FactStruct, frozen=True, kw_only=True, omit_defaults=True):
    """A public key of the platform. Only the whole city may publish one: whoever holds its private half reads names.

    ``suite`` is open, so that another (国密) can join: a terminal leaves out keys of a suite it does not have. Both
    dates are the first and last day, in Guangzhou, on which terminals use it.
    """

    title: Title
    kid: KeyName
    use: KeyUse
    suite: KeyName
    public_key: KeyBytes
    not_before: dt.date
    not_after: dt.date
