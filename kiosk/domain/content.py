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

from kiosk.domain.text import Text, Title

RecordId = Annotated[str, Meta(pattern=r"^[a-z]+\.[a-z0-9][a-z0-9_.-]{0,79}$")]
ScopeCode = Annotated[str, Meta(pattern=r"^4401(\d{2}(\d{3}(\d{3})?)?)?$")]
Icon = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9-]{0,39}$")]
Phone = Annotated[str, Meta(pattern=r"^[0-9][0-9 -]{2,18}$")]
Order = Annotated[int, Meta(ge=0, le=10_000)]  # place within its category on the screen, smallest first; ties by id
KeyName = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
KeyBytes = Annotated[str, Meta(pattern=r"^[A-Za-z0-9+/]{16,600}={0,2}$")]
ClockSpan = Annotated[str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d$")]


class Kind(enum.StrEnum):
    """Kinds of record. ``ruleset`` joins with the self-check, with its own gate in the publisher."""

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


class Confidence(enum.StrEnum):
    """How well a fact is known. C and K are shown as 待核实."""

    A = "A"  # official text seen
    B = "B"  # press or portal page seen
    C = "C"  # weak page seen
    K = "K"  # own knowledge, to be confirmed by the operator

    @property
    def confirmed(self) -> bool:
        """Whether the fact may be shown without 待核实."""
        return self in (Confidence.A, Confidence.B)


class _Body(Struct, frozen=True, kw_only=True, omit_defaults=True):
    pass


class Source(_Body, frozen=True, kw_only=True, omit_defaults=True):
    """Where a fact was seen."""

    id: Annotated[str, Meta(max_length=20)]
    title: Annotated[str, Meta(min_length=1, max_length=200)]
    where: Annotated[str, Meta(max_length=300)] = ""
    confidence: Confidence


class LegalBasis(_Body, frozen=True, kw_only=True, omit_defaults=True):
    """A rule a benefit rests on. ``valid_to`` is the last day in force, where the text names one."""

    title: Annotated[str, Meta(min_length=1, max_length=120)]
    document_no: Annotated[str, Meta(max_length=60)] = ""
    article: Annotated[str, Meta(max_length=60)] = ""
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    confidence: Confidence


class Figure(_Body, frozen=True, kw_only=True, omit_defaults=True):
    """One amount, with its year and where it comes from.

    ``value`` is an integer in ``unit``; ``value_text`` is for what is not one number ("2%/30%/60%"). Exactly one is
    set, or neither where the current figure is not known (then ``note`` says so).
    """

    label: Text
    value: Annotated[int, Meta(ge=0, le=100_000_000)] | None = None
    value_text: Text | None = None
    unit: Text | None = None
    year: Annotated[int, Meta(ge=1990, le=2100)] | None = None
    source: Annotated[str, Meta(max_length=20)] | None = None
    confidence: Confidence
    note: Text | None = None
    headline: bool = False


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


class Benefit(_Body, frozen=True, kw_only=True, omit_defaults=True):
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


class Hours(_Body, frozen=True, kw_only=True, omit_defaults=True):
    """Opening hours by weekday; an empty tuple is closed that day, None is not known.

    ``holidays`` says what happens on official holidays; make-up workdays (调休) count as the weekday they replace.
    """

    mon: tuple[ClockSpan, ...] | None = None
    tue: tuple[ClockSpan, ...] | None = None
    wed: tuple[ClockSpan, ...] | None = None
    thu: tuple[ClockSpan, ...] | None = None
    fri: tuple[ClockSpan, ...] | None = None
    sat: tuple[ClockSpan, ...] | None = None
    sun: tuple[ClockSpan, ...] | None = None
    holidays: HolidayRule | None = None
    note: Text | None = None


class HolidayRule(enum.StrEnum):
    """What a place does on official holidays."""

    CLOSED = "closed"
    OPEN = "open"


class Caller(_Body, frozen=True, kw_only=True, omit_defaults=True):
    """Who calls a resident back, and the only number they call from."""

    name: Text
    phone: Phone


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


class Service(_Body, frozen=True, kw_only=True, omit_defaults=True):
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


class Place(_Body, frozen=True, kw_only=True, omit_defaults=True):
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


class Activity(_Body, frozen=True, kw_only=True, omit_defaults=True):
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
    confidence: Confidence
    keywords: tuple[Annotated[str, Meta(max_length=40)], ...] = ()
    sample: bool = False


class Channel(enum.StrEnum):
    """The two news channels: 政府救助动态 and 社会帮扶动态."""

    GOVERNMENT = "government"
    SOCIAL = "social"


class Change(_Body, frozen=True, kw_only=True, omit_defaults=True):
    """How a piece of news changes a benefit."""

    benefit_id: RecordId
    label: Text
    before: Text
    after: Text
    effective: dt.date | None = None


class News(_Body, frozen=True, kw_only=True, omit_defaults=True):
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


class Paper(_Body, frozen=True, kw_only=True, omit_defaults=True):
    """A paper in a guide's checklist and what to do without it."""

    name: Text
    if_missing: Text | None = None
    only_if: Text | None = None


class GuideStep(_Body, frozen=True, kw_only=True, omit_defaults=True):
    """One step of a guide."""

    title: Title
    text: Text
    papers: tuple[Paper, ...] = ()


class Guide(_Body, frozen=True, kw_only=True, omit_defaults=True):
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


class BulletinLevel(enum.StrEnum):
    """How loud an urgent notice is."""

    NOTICE = "notice"
    WARNING = "warning"
    DANGER = "danger"


class Bulletin(_Body, frozen=True, kw_only=True, omit_defaults=True):
    """紧急提示: typhoon, cold, and the like; always with an expiry on its record."""

    title: Title
    text: Text
    level: BulletinLevel
    icon: Icon
    issuer: Text
    place_ids: tuple[RecordId, ...] = ()
    confidence: Confidence
    sample: bool = False


class CalendarDay(_Body, frozen=True, kw_only=True, omit_defaults=True):
    """A day that differs from its weekday: off (holiday) or on (make-up workday 调休)."""

    date: dt.date
    name: Text
    off: bool


class Calendar(_Body, frozen=True, kw_only=True, omit_defaults=True):
    """节假日与调休 of one year. ``confirmed`` is False until the official notice is out."""

    title: Title
    year: Annotated[int, Meta(ge=2020, le=2100)]
    confirmed: bool
    days: tuple[CalendarDay, ...] = ()
    sources: tuple[Source, ...] = ()
    confidence: Confidence


class Division(_Body, frozen=True, kw_only=True, omit_defaults=True):
    """One scope of the tree. ``code`` is the statistical (NBS) code; ``code_mca`` the 民政 one, where it exists."""

    title: Title
    code: ScopeCode
    code_mca: Annotated[str, Meta(pattern=r"^\d{6,12}$")] | None = None
    division_type: Annotated[str, Meta(max_length=20)] = ""
    lat: Annotated[float, Meta(ge=22.0, le=24.5)] | None = None
    lon: Annotated[float, Meta(ge=112.5, le=114.5)] | None = None
    position_source: Annotated[str, Meta(max_length=60)] = ""


class Media(_Body, frozen=True, kw_only=True, omit_defaults=True):
    """An image, re-encoded by the publisher; ``blob`` is the SHA-256 of the file."""

    title: Title  # what is to be seen, for people who cannot see it
    blob: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
    mime: Annotated[str, Meta(pattern=r"^image/(png|jpeg|webp)$")]
    width: Annotated[int, Meta(ge=1, le=4096)]
    height: Annotated[int, Meta(ge=1, le=4096)]
    size_bytes: Annotated[int, Meta(ge=1, le=4_000_000)]
    credit: Annotated[str, Meta(max_length=200)] = ""


class KeyUse(enum.StrEnum):
    """What a key of the platform is for."""

    SEAL = "seal"  # terminals seal personal data to it
    SIGN = "sign"  # the platform signs its messages with it


class PlatformKey(_Body, frozen=True, kw_only=True, omit_defaults=True):
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


Body = Benefit | Service | Place | Activity | News | Guide | Bulletin | Calendar | Division | Media | PlatformKey

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
