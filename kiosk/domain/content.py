"""Content records: what the city publishes and a terminal shows.

A record is an envelope (``Record``) around a body of one kind. The structures here are the border: the publisher
checks sources against them, the agent decodes signed lines with them, the UI reads bodies through them. Unknown
fields are accepted so that an older terminal can read a newer platform. Dates are calendar dates in Guangzhou;
times are local wall-clock times (UTC+8, no daylight saving).

Not here: how records travel (``sync.protocol``), how they are kept (``data``), or which of them a resident
sees (``kiosk.domain.merge``).
"""

from __future__ import annotations

import datetime as dt
import enum
from typing import Annotated, Generic, TypeVar

from msgspec import Meta, Struct

from kiosk.domain.content_reference import (
    Bulletin,
    BulletinLevel,
    Calendar,
    CalendarDay,
    Division,
    KeyBytes,
    KeyName,
    KeyUse,
    MapPack,
    MapTheme,
    Media,
    PlaceCategory,
    PlatformKey,
    Saying,
    Suspension,
    Synonym,
    UrgentWords,
    VoicePack,
)
from kiosk.domain.facts import (
    CallBack,
    Caller,
    ClockSpan,
    Confidence,
    FactStruct,
    Figure,
    HolidayRule,
    Hours,
    Icon,
    LegalBasis,
    Phone,
    RecordId,
    ScopeCode,
    Source,
)
from kiosk.domain.selfcheck.ruleset import RuleSet
from kiosk.domain.text import Text, Title
from kiosk.domain.urgent import UrgentLane

Order = Annotated[int, Meta(ge=0, le=10_000)]  # place within its category on the screen, smallest first; ties by id


# fmt: off
__all__ = [
    "BODY_TYPES", "Activity", "ActivityCategory", "ApplyAt", "Benefit", "BenefitCategory", "Body", "Bulletin",
    "BulletinLevel", "Calendar", "CalendarDay", "CallBack", "Caller", "Change", "Channel", "ClockSpan", "Confidence",
    "Division", "Figure", "Guide", "GuideStep", "HolidayRule", "Hours", "Icon", "KeyBytes", "KeyName", "KeyUse", "Kind", "LegalBasis",
    "MapPack", "MapTheme", "Media", "News", "Paper", "Payment", "Phone", "Place", "PlaceCategory", "PlatformKey", "Record", "RecordId",
    "RuleSet", "Saying", "ScopeCode", "Service", "ServiceCategory", "Source", "Suspension", "Synonym", "UrgentLane",
    "UrgentWords", "VoicePack",
]
# fmt: on


class Kind(enum.StrEnum):
    """Kinds of record."""

    BENEFIT = "benefit"
    SERVICE = "service"
    PLACE = "place"
    ACTIVITY = "activity"
    NEWS = "news"
    GUIDE = "guide"
    BULLETIN = "bulletin"
    CALENDAR = "calendar"
    DIVISION = "division"
    MEDIA = "media"
    KEY = "key"
    RULESET = "ruleset"
    SYNONYM = "synonym"
    URGENT = "urgent"


class Payment(enum.StrEnum):
    """How a benefit reaches the family; shown as a tag."""

    MONTHLY = "monthly"
    YEARLY = "yearly"
    ONCE = "once"
    REDUCTION = "reduction"
    SERVICE = "service"
    CERTIFICATE = "certificate"
    LOAN = "loan"


class ApplyAt(enum.StrEnum):
    """Where one applies; shown as a tag."""

    TOWN = "town"
    DISTRICT = "district"
    CITY = "city"
    VILLAGE = "village"
    SCHOOL = "school"
    HOSPITAL = "hospital"
    ONLINE = "online"
    AUTOMATIC = "automatic"
    PROVIDER = "provider"
    POLICE = "police"


class BenefitCategory(enum.StrEnum):
    """The nine chips of 惠民清单, in their order on the screen."""

    BASIC = "basic"
    MEDICAL = "medical"
    ELDERLY = "elderly"
    DISABILITY = "disability"
    CHILDREN = "children"
    SCHOOLING = "schooling"
    HOUSING = "housing"
    WORK = "work"
    URGENT = "urgent"


class Benefit(FactStruct, frozen=True, kw_only=True, omit_defaults=True):
    """惠民清单: something a family may be entitled to."""

    title: Title
    short_title: Annotated[str, Meta(max_length=20)] = ""
    summary: Text
    category: BenefitCategory
    also: tuple[BenefitCategory, ...] = ()
    icon: Icon
    payment: Payment
    apply_at: ApplyAt
    here: bool = False  # the front desk of a space can take the application or help with it
    department: Text
    figures: tuple[Figure, ...] = ()
    example: Text | None = None
    who: Annotated[tuple[Text, ...], Meta(min_length=1, max_length=20)]
    gives: tuple[Text, ...] = ()  # what one gets, where it is not a sum
    bring: tuple[Text, ...] = ()
    bring_note: Text | None = None
    where: Text
    online: Text | None = None
    time_limit: Text
    time_note: Text | None = None
    hotlines: tuple[Phone, ...] = ()
    legal_basis: tuple[LegalBasis, ...] = ()
    sources: tuple[Source, ...] = ()
    confidence: Confidence
    keywords: tuple[Annotated[str, Meta(max_length=40)], ...] = ()
    order: Order = 100
    sample: bool = False


class ServiceCategory(enum.StrEnum):
    """The chips of 服务项目."""

    APPLY = "apply"  # 帮您办事
    HOME = "home"  # 上门照顾
    MEALS = "meals"  # 吃饭助餐
    HEALTH = "health"  # 健康康复
    MIND = "mind"  # 心理陪伴
    LEGAL = "legal"  # 法律维权
    WORK = "work"  # 就业学习
    GOODS = "goods"  # 物资借用


class Service(FactStruct, frozen=True, kw_only=True, omit_defaults=True):
    """服务项目: something people do for residents."""

    title: Title
    summary: Text
    category: ServiceCategory
    icon: Icon
    provider: Text
    place_id: RecordId | None = None
    place: Text
    hours: Hours | None = None
    hours_text: Text
    fee: Text
    wait: Text | None = None
    who: tuple[Text, ...] = ()
    steps: Annotated[tuple[Text, ...], Meta(min_length=1, max_length=8)]
    bring: tuple[Text, ...] = ()
    not_needed: tuple[Text, ...] = ()
    caller: Caller | None = None
    phone: Phone | None = None
    sources: tuple[Source, ...] = ()
    confidence: Confidence
    keywords: tuple[Annotated[str, Meta(max_length=40)], ...] = ()
    order: Order = 100
    sample: bool = False


class Place(FactStruct, frozen=True, kw_only=True, omit_defaults=True):
    """服务地图: somewhere to go. Coordinates are WGS-84 degrees, absent where not known."""

    title: Title
    category: PlaceCategory
    address: Text
    town: ScopeCode | None = None
    phones: tuple[Phone, ...] = ()
    phone_note: Text | None = None
    lat: Annotated[float, Meta(ge=22.0, le=24.5)] | None = None
    lon: Annotated[float, Meta(ge=112.5, le=114.5)] | None = None
    position_source: Annotated[str, Meta(max_length=60)] = ""
    hours: Hours | None = None
    step_free: bool | None = None
    landmark: Text | None = None
    note: Text | None = None
    call_back: CallBack | None = None
    sources: tuple[Source, ...] = ()
    confidence: Confidence
    keywords: tuple[Annotated[str, Meta(max_length=40)], ...] = ()
    sample: bool = False


class ActivityCategory(enum.StrEnum):
    """The chips of 服务活动."""

    CLASS = "class"
    HEALTH = "health"
    LEGAL = "legal"
    MEALS = "meals"
    CHILDREN = "children"
    COMPANY = "company"
    WORK = "work"


class Activity(FactStruct, frozen=True, kw_only=True, omit_defaults=True):
    """服务活动: one dated event at one place. Recurring sources are expanded by the publisher."""

    title: Title
    summary: Text
    category: ActivityCategory
    icon: Icon
    starts_at: dt.datetime  # local wall clock
    ends_at: dt.datetime
    signup_until: dt.datetime | None = None
    place_id: RecordId | None = None
    place: Text
    room: Text | None = None
    who: Text
    host: Text
    capacity: Annotated[int, Meta(ge=0, le=100_000)] | None = None
    fee: Text
    bring: Text | None = None
    contact: Phone | None = None
    sensitive: bool = False  # taking part shows disability, illness or poverty: consent is asked on its own
    partner: Text | None = None  # who outside the platform is told who signed up: consent is asked on its own
    confidence: Confidence
    keywords: tuple[Annotated[str, Meta(max_length=40)], ...] = ()
    sample: bool = False


class Channel(enum.StrEnum):
    """The two news channels: 政府救助动态 and 社会帮扶动态."""

    GOVERNMENT = "government"
    SOCIAL = "social"


class Change(FactStruct, frozen=True, kw_only=True, omit_defaults=True):
    """How a piece of news changes a benefit."""

    benefit_id: RecordId
    label: Text
    before: Text
    after: Text
    effective: dt.date | None = None


class News(FactStruct, frozen=True, kw_only=True, omit_defaults=True):
    """政府救助动态 or 社会帮扶动态."""

    title: Title
    channel: Channel
    summary: Text
    issuer: Text
    published_on: dt.date
    meaning: Text | None = None  # 跟您有什么关系
    paragraphs: Annotated[tuple[Text, ...], Meta(min_length=1, max_length=40)]
    changes: tuple[Change, ...] = ()
    benefit_ids: tuple[RecordId, ...] = ()
    fraud_warning: Text | None = None
    image: RecordId | None = None
    sources: tuple[Source, ...] = ()
    confidence: Confidence
    sample: bool = False


class Paper(FactStruct, frozen=True, kw_only=True, omit_defaults=True):
    """A paper in a guide's checklist and what to do without it."""

    name: Text
    if_missing: Text | None = None
    only_if: Text | None = None


class GuideStep(FactStruct, frozen=True, kw_only=True, omit_defaults=True):
    """One step of a guide."""

    title: Title
    text: Text
    papers: tuple[Paper, ...] = ()


class Guide(FactStruct, frozen=True, kw_only=True, omit_defaults=True):
    """体验专区: a rehearsal of a procedure or a short how-to."""

    title: Title
    summary: Text
    icon: Icon
    minutes: Annotated[int, Meta(ge=1, le=60)]
    steps: Annotated[tuple[GuideStep, ...], Meta(min_length=1, max_length=12)]
    benefit_id: RecordId | None = None
    sources: tuple[Source, ...] = ()
    confidence: Confidence
    order: Order = 100
    sample: bool = False


# fmt: off
Body = (
    Benefit | Service | Place | Activity | News | Guide | Bulletin | Calendar | Division | Media | PlatformKey | RuleSet
    | Synonym | UrgentLane
)
# fmt: on

BODY_TYPES: dict[Kind, type[Struct]] = {
    Kind.BENEFIT: Benefit,
    Kind.SERVICE: Service,
    Kind.PLACE: Place,
    Kind.ACTIVITY: Activity,
    Kind.NEWS: News,
    Kind.GUIDE: Guide,
    Kind.BULLETIN: Bulletin,
    Kind.CALENDAR: Calendar,
    Kind.DIVISION: Division,
    Kind.MEDIA: Media,
    Kind.KEY: PlatformKey,
    Kind.RULESET: RuleSet,
    Kind.SYNONYM: Synonym,
    Kind.URGENT: UrgentLane,
}


B = TypeVar("B")


class Record(Struct, Generic[B], frozen=True, kw_only=True):
    """A published record as the terminal knows it.

    ``hides`` True means: nothing to show, and a record of a higher scope with the same id is hidden here.
    """

    id: RecordId
    kind: Kind
    scope: ScopeCode
    rev: Annotated[int, Meta(ge=1)]
    valid_from: dt.date | None = None
    expires_on: dt.date | None = None
    verified_on: dt.date
    hides: bool = False
    body: B
