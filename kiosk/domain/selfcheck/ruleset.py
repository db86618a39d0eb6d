"""The published form of a rule set: everything 政策自测 asks, decides, explains and says, as data.

A rule set is the body of a ``ruleset`` record: signed and merged along the scope path like every other record. For
authors it is YAML of the same shape (maps by name); logic is written as ``ruleset_logic`` says. In short::

    sources:     where a rule or a figure comes from
    people:      who may belong to a household (the roster question offers them, each is one *slot*)
    questions:   what is asked, of the household or of each person
    parameters:  dated figures, a source for each value
    conditions:  one row of explanation each: test, citation, texts when met, not met, open
    benefits:    a tree over conditions, and what to say, bring, and do next
    events:      what may happen in a life, for "what if"
    facts, exclusive, cases: what must hold; for the publish gate

An **answer** is the set of values still possible: a number or an interval, one choice or several, nothing (skipped).
Answers of cases and events are written so (``AnswerValue``)::

    size: 3                 income: [4000, 5400]      housing: rent           housing: [rent, lent]   # one of them
    status: [dibao]         # of a ``multi`` question: these and no others; [] none of them
    people: [self, mother]  # of the ``people`` question: these and no others
    age@mother: 72          disabled@mother: yes      # about one person
    district: null          # 不清楚，或不想答

**Placeholders** in texts of conditions, filled from their first comparison: ``{answer}`` as it was given, ``{value}`` the left side
(per head where it is), ``{limit}`` the right side, ``{over}`` and ``{under}`` the distance, ``{unit}``, ``{from}`` and ``{year}`` since when
the figure holds, ``{person}`` of whom. In texts of questions and bands: ``{figure:NAME}`` a parameter. Money is in whole
yuan.

Not here: what a set must fulfil to be loaded (``loading``) or published (the publisher's gate).
"""

from __future__ import annotations

import datetime as dt
import enum
from typing import Annotated

from msgspec import Meta, field

from kiosk.domain.facts import Confidence, Icon, Phone, RecordId
from kiosk.domain.selfcheck.ruleset_logic import Name, Number, Quantity, RuleStruct, Tree, Unit
from kiosk.domain.text import Text, Title

SCHEMA = 1
"""Of this format. A set with a higher one is for newer software."""

ENGINE = 1
"""What this evaluator can do. A set that needs more is not loaded."""

AnswerValue = int | str | tuple[int | str, ...] | None
AnswerName = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{0,39}(@[a-z][a-z0-9_]{0,39}(-[1-9])?)?$")]


class Origin(RuleStruct, frozen=True, kw_only=True, omit_defaults=True):
    """A text that rules and figures come from. ``article`` is the place used where a condition names none."""

    title: Text
    document_no: Annotated[str, Meta(max_length=80)] = ""
    article: Annotated[str, Meta(max_length=80)] = ""
    url: Annotated[str, Meta(max_length=300)] = ""
    issued: dt.date | None = None
    in_force: dt.date | None = None
    repealed: dt.date | None = None
    confidence: Confidence


class Audience(enum.StrEnum):
    """替谁测: whom "您" in the texts means."""

    SELF = "self"
    PARENTS = "parents"
    OTHER = "other"


class Person(RuleStruct, frozen=True, kw_only=True, omit_defaults=True):
    """A kind of household member. ``most`` 1 gives one slot of its name, more give ``name-1``, ``name-2`` and so on.

    The first person of a set is the one the check is about and always there. ``title`` is how a result names them
    (您母亲), ``titles`` where somebody else is asked about (他母亲). ``given`` is what is known of them without asking
    (``{age: [0, 17]}``).
    """

    title: Title
    titles: dict[Audience, Title] = field(default_factory=dict)
    most: Annotated[int, Meta(ge=1, le=4)] = 1
    given: dict[Name, AnswerValue] = field(default_factory=dict)


class QuestionType(enum.StrEnum):
    """How a question is answered."""

    INT = "int"  # a whole number: bands to tap, or digits where ``digits`` is set
    CHOICE = "choice"  # one of the choices
    MULTI = "multi"  # any number of the choices, or ``none_of``
    WHO = "who"  # one screen for the household: which of the people; yes or no for each (``NAME@slot`` is yes or no)
    PEOPLE = "people"  # the roster: who lives here. At most one in a set


class About(enum.StrEnum):
    """Whom a question, condition or benefit is about."""

    HOUSEHOLD = "household"
    PERSON = "person"  # each person of the household by themselves


class Changes(enum.StrEnum):
    """Whether "what if" may speak of another answer."""

    NO = "no"  # never (origin, family)
    TIME = "time"  # comes by itself (age)
    YES = "yes"


class Choice(RuleStruct, frozen=True, kw_only=True, omit_defaults=True):
    """One answer to tap. ``share`` is a rough share of residents, for the order of questions only."""

    label: Title
    note: Text | None = None
    icon: Icon | None = None
    share: Annotated[int, Meta(ge=0, le=1000)] = 1


class Band(RuleStruct, frozen=True, kw_only=True, omit_defaults=True):
    """An interval to tap. Bands follow one another without gaps: each starts after the one before it ended.

    ``up_to`` is its upper end, in the unit of the question, and belongs to it unless ``below`` is set; the last band has
    none. Without a label the screen says 不到 …, … 到 …, … 以上.
    """

    up_to: Quantity | None = None
    below: bool = False
    label: Text | None = None
    note: Text | None = None
    share: Annotated[int, Meta(ge=0, le=1000)] = 1


class Question(RuleStruct, frozen=True, kw_only=True, omit_defaults=True):
    """Something that is asked. Questions are offered in the order of the map where nothing else decides.

    ``ask_when`` is a tree that may not use this question; where it does not hold the answer is ``otherwise``. "Not sure or
    would rather not say" is always the last choice and is not written here. For a question about a person, texts may
    hold ``{person}``.
    """

    type: QuestionType
    about: About = About.HOUSEHOLD
    text: Text
    short: Title  # on the page of answers: 平均每人每月收入
    help: Text | None = None
    why: Text
    topic: Name
    burden: Annotated[int, Meta(ge=1, le=5)] = 1  # how hard or unpleasant it is to answer
    changes: Changes = Changes.NO
    unit: Unit = "1"
    min: Annotated[int, Meta(ge=0, le=100_000_000)] = 0
    max: Annotated[int, Meta(ge=0, le=100_000_000)] = 100_000_000
    digits: bool = False
    bands: Annotated[tuple[Band, ...], Meta(max_length=12)] = ()
    choices: dict[Name, Choice] = field(default_factory=dict)
    none_of: Title | None = None  # 都没有, of ``multi`` and ``who``
    ask_when: Tree | None = None
    otherwise: AnswerValue = None


class DatedValue(RuleStruct, frozen=True, kw_only=True, omit_defaults=True):
    """A figure from a day on. One whose confidence is C or K decides nothing: what rests on it is for the office."""

    since: dt.date
    value: Number
    source: Name
    article: Annotated[str, Meta(max_length=80)] = ""
    confidence: Confidence
    checked_on: dt.date


class Parameter(RuleStruct, frozen=True, kw_only=True, omit_defaults=True):
    """A figure that changes. No values at all: not known yet, and what rests on it is for the office.

    ``until`` is the last day for which the newest value is known to hold (a standard of 2024: 2024-12-31); after it
    results say that the current figure has to be confirmed. ``review_by`` is when an editor must look again.
    """

    title: Title
    unit: Unit
    values: tuple[DatedValue, ...] = ()
    until: dt.date | None = None
    review_by: dt.date


class Hint(enum.StrEnum):
    """What may be said about how a failed condition could be met."""

    NEVER = "never"
    THRESHOLD = "threshold"  # the limit, not how to get there
    VALUE = "value"  # the value that would do (满 70 周岁后可以申请)


class Condition(RuleStruct, frozen=True, kw_only=True, omit_defaults=True):
    """The unit of explanation. Without a test it is one that only the office can look into: always open, never asked."""

    title: Title
    about: About = About.HOUSEHOLD
    test: Tree | None = None
    source: Name
    article: Annotated[str, Meta(max_length=80)] = ""
    threshold: Text | None = None  # 门槛: what is required, may hold {limit}
    yes: Text
    no: Text
    open: Text
    hint: Hint = Hint.NEVER
    hint_text: Text | None = None


class AmountCase(RuleStruct, frozen=True, kw_only=True, omit_defaults=True):
    """One way an amount comes about. Cases are looked at in order, the first whose ``when`` holds counts.

    Either a sum (not below 0, times the answer to ``per`` where that is set) or words (``say``).
    """

    when: Tree | None = None
    sum: Quantity | None = None
    per: Name | None = None
    unit: Unit = "yuan/month"
    say: Text | None = None


class Document(RuleStruct, frozen=True, kw_only=True, omit_defaults=True):
    """A paper to bring; ``when`` where only some need it."""

    name: Text
    when: Tree | None = None
    if_missing: Text | None = None


class Where(RuleStruct, frozen=True, kw_only=True, omit_defaults=True):
    """Where to go or whom to ring. ``place_id`` is one record, ``category`` a kind of place near the terminal."""

    name: Text
    note: Text | None = None
    place_id: RecordId | None = None
    category: Name | None = None  # of ``content.PlaceCategory``
    phone: Phone | None = None


class DecidedBy(enum.StrEnum):
    """What a met rule means."""

    RULES = "rules"  # 很可能符合
    OFFICE = "office"  # 请工作人员核定


class BenefitRule(RuleStruct, frozen=True, kw_only=True, omit_defaults=True):
    """One benefit. ``about: person`` is decided for each person of the household (您母亲可能符合).

    Likely when ``when`` holds; for the office when ``decided_by`` says so, or only ``office_when`` holds, or all that is open
    cannot be asked. ``benefit_id`` is its page in 惠民清单. ``next`` is what to look at when it is not met. Smaller ``order`` first
    within a group of results, heavier ``weight`` earlier when questions are chosen.
    """

    title: Title
    benefit_id: RecordId | None = None
    about: About = About.HOUSEHOLD
    when: Tree
    office_when: Tree | None = None
    decided_by: DecidedBy = DecidedBy.RULES
    office_checks: tuple[Text, ...] = ()
    amount: tuple[AmountCase, ...] = ()
    amount_note: Text | None = None
    documents: tuple[Document, ...] = ()
    not_needed: tuple[Text, ...] = ()
    where: Annotated[tuple[Where, ...], Meta(min_length=1, max_length=6)]
    next: tuple[Name, ...] = ()
    weight: Annotated[int, Meta(ge=1, le=10)] = 3
    order: Annotated[int, Meta(ge=0, le=10_000)] = 100


class Edit(RuleStruct, frozen=True, kw_only=True, omit_defaults=True):
    """One answer an event changes (``NAME`` or ``NAME@slot``): to a value, by adding, or to a part of it (``times: "0.5"``)."""

    answer: AnswerName
    set: AnswerValue = None
    add: int | None = None
    times: Number | None = None


class Event(RuleStruct, frozen=True, kw_only=True, omit_defaults=True):
    """Something that may happen (有人要住院), for 如果情况变了会怎样."""

    title: Title
    icon: Icon
    becomes: Text  # one sentence on what is reckoned with
    then: Text | None = None  # 如果真这样，怎么办
    edits: Annotated[tuple[Edit, ...], Meta(min_length=1, max_length=6)]


class Fact(RuleStruct, frozen=True, kw_only=True, omit_defaults=True):
    """Whenever the first tree holds, the second does. For the gate."""

    when: Tree
    then: Tree


class Status(enum.StrEnum):
    """The four outcomes."""

    LIKELY = "likely"  # 很可能符合
    ONE_MORE = "one_more"  # 还差一项信息
    NOT_NOW = "not_now"  # 目前不太符合
    OFFICE = "office"  # 请工作人员核定


class Case(RuleStruct, frozen=True, kw_only=True, omit_defaults=True):
    """A household and what it must come out as; ``expect`` names benefits, or ``benefit@slot`` for one person."""

    name: Annotated[str, Meta(min_length=1, max_length=120)]
    on: dt.date
    answers: dict[AnswerName, AnswerValue] = field(default_factory=dict)
    expect: dict[AnswerName, Status]
    because: dict[AnswerName, tuple[Name, ...]] = field(default_factory=dict)
    by: Annotated[str, Meta(max_length=40)] = ""


class RuleSet(RuleStruct, frozen=True, kw_only=True, omit_defaults=True):
    """A whole rule set. ``serial`` rises with every publication; answers handed over name it."""

    schema: Annotated[int, Meta(ge=1)] = SCHEMA
    needs_engine: Annotated[int, Meta(ge=1)] = ENGINE
    title: Title
    serial: Annotated[int, Meta(ge=1, le=1_000_000)]
    valid_from: dt.date
    contacts: Annotated[
        tuple[Where, ...], Meta(min_length=1, max_length=6)
    ]  # a person and a number, under every "not now"
    sources: dict[Name, Origin]
    people: dict[Name, Person]
    questions: dict[Name, Question]
    parameters: dict[Name, Parameter] = field(default_factory=dict)
    conditions: dict[Name, Condition]
    benefits: dict[Name, BenefitRule]
    events: dict[Name, Event] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    exclusive: tuple[tuple[Name, ...], ...] = ()
    cases: tuple[Case, ...] = ()
