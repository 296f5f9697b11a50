"""Dates as people write them: the words kept, with the earliest and latest day they can mean.

Nothing is invented. What is not a date, or could be two (`03/04/2025`), is no date here; a month
stays a month. Month names are read in English, German, French, Spanish, Italian, Portuguese, Dutch,
Polish, Serbian and Bosnian in both scripts, Croatian, Macedonian, Bulgarian, Russian, Ukrainian
and Arabic, with either of its sets of names. Years run from 1 to 9999.
"""

import datetime as dt
import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Precision = Literal["day", "month", "year", "range", "about"]


@dataclass(frozen=True, slots=True)
class FuzzyDate:
    """A date as `written`, meaning some time from `earliest` to `latest`, both included.

    Both are ISO days of ten characters, so that text order is time order. A time of day and its
    zone are not converted: the day is the one written.
    """

    written: str
    earliest: str
    latest: str
    precision: Precision


def parse(text: str) -> FuzzyDate | None:
    """The date that `text` is, or `None` if it is anything else or more than one.

    A time of day may stand before or after a full date, and other words beside it once set
    apart by a spaced dash, bar or dot: `22/04/2025 - Massimo Moratti`.

    >>> parse("2024-02")
    FuzzyDate(written='2024-02', earliest='2024-02-01', latest='2024-02-29', precision='month')
    >>> parse("03/04/2025") is None
    True
    """
    if _ISO_DAY.fullmatch(text):  # by far the most common form; the rest of the way is dearer
        return _iso_day(text)
    plain = " ".join(_spelled(text).split())
    if len(plain) > _LONGEST or not _DIGIT.search(plain):
        return None
    found = _date(plain) or _beside_words(plain)
    return found.dated(text) if found else None


def spanning(earliest: str, latest: str) -> str:
    """The days from `earliest` to `latest`, said no more exactly than both of them allow."""
    if earliest == latest:
        return earliest
    for shared in (7, 4):
        if earliest[:shared] == latest[:shared]:
            return earliest[:shared]
    return f"{earliest[:4]}/{latest[:4]}"


def candidates(line: str) -> tuple[FuzzyDate, ...]:
    """The days and months that stand in a `line` of running text, in order, each as written.

    A bare year is not one: a number in a sentence is usually something else.
    """
    pairs = tuple(_plain(line))
    plain = "".join(char for char, _ in pairs)
    places = (*(at for _, at in pairs), len(line))
    found = []
    for match in _IN_TEXT.finditer(plain):
        span = _day(match.group()) or _month(match.group())
        if span is not None:
            written = line[places[match.start()] : places[match.end()]]
            found.append(span.dated(_without_full_stop(written)))
    return tuple(found)


def _iso_day(text: str) -> FuzzyDate | None:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return None
    return FuzzyDate(text, text, text, "day")


def _without_full_stop(written: str) -> str:
    # A year's own dot follows a day's: `26. februara 2025.`
    return written if written.count(".") > 1 else written.removesuffix(".")


# A line with a date beside a name or two; more than this is a text.
_LONGEST = 160
_DIGIT = re.compile("[0-9]")
_ISO_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")

_MONTHS_AS_WRITTEN = """
1 january jan januar januara january jänner janvier janv enero ene styczeń stycznia sty
1 јануар јануара јан siječanj siječnja январь января янв січень січня
2 february feb februar februara febr février févr febrero luty lutego lut
2 фебруар фебруара феб veljača veljače февраль февраля февр фев лютий лютого
3 march mar mart marta märz mär mars marzo marzec marca
3 март марта мар ožujak ožujka березень березня
4 april apr aprila avril avr abril abr kwiecień kwietnia kwi
4 април априла апр travanj travnja апрель апреля квітень квітня
5 may maj maja mai mayo мај маја maj svibanj svibnja май мая травень травня
6 june jun juni juna juin junio czerwiec czerwca cze
6 јун јуна јуни lipanj lipnja июнь июня июн червень червня
7 july jul juli jula juillet juil julio lipiec lipca
7 јул јула јули srpanj srpnja июль июля июл липень липня
8 august aug avgust avgusta augusta avg août agosto ago sierpień sierpnia sie
8 август августа авг kolovoz kolovoza серпень серпня
9 september sept sep septembar septembra septembre septiembre setiembre wrzesień września wrz
9 септембар септембра септ сеп rujan rujna сентябрь сентября сент сен вересень вересня
10 october oct oktober okt oktobar oktobra octobre octubre październik października paź
10 октобар октобра окт октябрь октября жовтень жовтня
11 november nov novembar novembra novembre noviembre
11 новембар новембра нов studeni studenog studenoga ноябрь ноября нояб ноя листопад листопада
12 december dec dezember dez decembar decembra décembre déc diciembre dic grudzień grudnia gru
12 децембар децембра дец prosinac prosinca декабрь декабря дек грудень грудня
1 gennaio janeiro januari јануари януари يناير كانون_الثاني
2 febbraio fevereiro februari фебруари февруари فبراير شباط
3 março maart март مارس آذار
4 aprile abril april април أبريل ابريل نيسان
5 maggio maio mei мај май مايو أيار
6 giugno junho juni јуни юни يونيو حزيران
7 luglio julho juli јули юли يوليو تموز
8 agosto augustus август أغسطس آب
9 settembre setembro september септември أيلول سبتمبر
10 ottobre outubro oktober октомври أكتوبر تشرين_الأول
11 novembro novembre november ноември نوفمبر تشرين_الثاني
12 dicembre dezembro december декември ديسمبر كانون_الأول
"""

_WEEKDAYS_AS_WRITTEN = """
monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so
lundi mardi mercredi jeudi vendredi samedi dimanche
lunes martes miércoles jueves viernes sábado domingo
poniedziałek wtorek środa czwartek piątek sobota niedziela
ponedeljak ponedjeljak utorak sreda srijeda četvrtak petak subota nedelja nedjelja
понедељак уторак среда четвртак петак субота недеља
понедельник вторник четверг пятница суббота воскресенье
понеділок вівторок середа четвер пʼятниця субота неділя
lunedì martedì mercoledì giovedì venerdì sabato domenica
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
понеделник вторник сряда четвъртък петък събота неделя среда четврток петок сабота недела
الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد
"""


@dataclass(frozen=True, slots=True)
class _Span:
    earliest: str
    latest: str
    precision: Precision

    def dated(self, written: str) -> FuzzyDate:
        return FuzzyDate(written, self.earliest, self.latest, self.precision)


def _plain(text: str) -> Iterator[tuple[str, int]]:
    """`text` without case, marks and kinds of space or digit, each character with its offset."""
    for at, char in enumerate(text):
        if not unicodedata.combining(char):
            yield _plain_character(char), at


def _plain_character(char: str) -> str:
    if char.isascii():
        return char.lower()
    if char.isspace():
        return " "
    digit = unicodedata.decimal(char, None)
    if digit is not None:
        return str(digit)
    return _SAME.get(char) or unicodedata.normalize("NFD", char)[0].casefold()[0]


_SAME = MappingProxyType(
    {"Ł": "l", "ł": "l", "–": "-", "—": "-", "‑": "-", "−": "-", "•": "·", "،": ","}
)


def _spelled(word: str) -> str:
    return "".join(char for char, _ in _plain(word))


def _spelled_months() -> dict[str, int]:
    rows = (line.split() for line in _MONTHS_AS_WRITTEN.strip().split("\n"))
    return {
        _spelled(name.replace("_", " ")): int(number) for number, *names in rows for name in names
    }


_MONTHS = MappingProxyType(_spelled_months())
_LISTOPAD = frozenset({"listopad", "listopada"})
_DECEMBER = 12
_WEEKDAYS = frozenset(_spelled(name) for name in _WEEKDAYS_AS_WRITTEN.split())

_WORD = r"[^\W\d_]"
_YEAR = r"(?P<year>[0-9]{4})"
_DAY = r"(?P<day>[0-9]{1,2})"
_NUMBER = r"(?P<month>[0-9]{1,2})"
_NAME = rf"(?P<name>(?:كانون|تشرين) {_WORD}{{5,6}}|اب|{_WORD}{{3,12}})"
_YEAR_WORD = r"(?:\.?,? ?(?P<era>godin[ea]|god|g|roku?|r|год[аиe]?|године|г|року?|р)\b\.?|\.)?"
_CLOCK = (
    r"(?:[01]?[0-9]|2[0-3])[:.h][0-5][0-9](?::[0-5][0-9](?:[.,][0-9]+)?)?"
    r"(?: ?(?:[ap]\.? ?m\b\.?|h|uhr|ч))?"
    r"(?: ?\(?(?:z|(?:utc|gmt)?[+-][0-9]{1,2}(?::?[0-9]{2})?|utc|gmt|msk|[a-z]{1,3}t)\)?)?"
)

_DAY_NAME_YEAR = (
    rf"{_DAY}(?P<dot>\.)?(?:st|nd|rd|th|er|º)?[ -]?(?:de |of |d['’])?"
    rf"{_NAME}\.?,?[ -]?(?:de |del )?{_YEAR}{_YEAR_WORD}"
)
_DAY_FORMS = (
    rf"{_YEAR}-{_NUMBER}-{_DAY}(?:t{_CLOCK})?",
    rf"{_YEAR}/{_NUMBER}/{_DAY}",
    rf"{_YEAR}\.{_NUMBER}\.{_DAY}\.?",
    rf"{_YEAR}年 ?{_NUMBER}月 ?{_DAY}日",
    rf"{_DAY}\. ?{_NUMBER}\. ?{_YEAR}{_YEAR_WORD}",
    rf"(?P<first>[0-9]{{1,2}})/(?P<second>[0-9]{{1,2}})/{_YEAR}",
    rf"(?P<first>[0-9]{{1,2}})-(?P<second>[0-9]{{1,2}})-{_YEAR}",
    _DAY_NAME_YEAR,
    rf"{_NAME}\.? {_DAY}(?:st|nd|rd|th)?,? {_YEAR}",
)
_NAMED_MONTH = rf"{_NAME}\.?,? (?:de |of |del )?{_YEAR}{_YEAR_WORD}"
_MONTH_FORMS = (
    rf"{_YEAR}-(?P<month>[0-9]{{2}})",
    rf"{_NUMBER}[/.] ?{_YEAR}\.?",
    rf"{_YEAR}年 ?{_NUMBER}月",
    _NAMED_MONTH,
)
_BEFORE = rf"(?:{_CLOCK},? (?:on )?)?(?:(?P<weekday>{_WORD}{{2,12}})\.?,? )?"
_AFTER = rf"(?:,? (?:(?:at|u|um|a|o|в|à) )?{_CLOCK})?"

_DAYS = tuple(re.compile(f"{_BEFORE}{form}{_AFTER}") for form in _DAY_FORMS)
_MONTHS_ALONE = tuple(re.compile(form) for form in _MONTH_FORMS)
_YEAR_ALONE = re.compile(f"{_YEAR}{_YEAR_WORD}")
_ABOUT = re.compile(r"(?:~|(?:c|ca|circa|cca)\b\.?) ?(?P<before>.+)|(?P<after>[^~?%]+)[~?%]")
_RANGE = re.compile(r"([0-9]{4}) ?-([0-9]{4})|([0-9-]+) ?/ ?([0-9-]+)|(.+) - (.+)")
_PARTS = re.compile(r" - | ?[|·] ?")
_SECOND_DATE = re.compile(r"[0-9]{4}|[0-9][/.-] ?[0-9]")
_CLOCK_ALONE = re.compile(_CLOCK)
_IN_TEXT = re.compile(
    r"(?<![\w./:-])(?:"
    + "|".join(re.sub(r"\?P<\w+>", "?:", form) for form in (*_DAY_FORMS, _NAMED_MONTH))
    + r")(?![\w/:]|[-.,][0-9])"
)


def _date(plain: str) -> _Span | None:
    return _point(plain) or _about(plain) or _range(plain)


def _point(plain: str) -> _Span | None:
    return _day(plain) or _month(plain) or _year(plain)


def _day(plain: str) -> _Span | None:
    for form in _DAYS:
        found = form.fullmatch(plain)
        if found and (found["weekday"] is None or found["weekday"] in _WEEKDAYS):
            return _day_span(found.groupdict())
    return None


def _day_span(part: Mapping[str, str | None]) -> _Span | None:
    year = int(part["year"] or 0)
    if part.get("first"):
        month, day = _in_order(int(part["first"] or 0), int(part["second"] or 0))
    else:
        month, day = _month_number(part), int(part["day"] or 0)
    if not (year and 1 <= month <= _DECEMBER and 1 <= day <= monthrange(year, month)[1]):
        return None
    iso = f"{year:04}-{month:02}-{day:02}"
    return _Span(iso, iso, "day")


def _in_order(first: int, second: int) -> tuple[int, int]:
    """Month and day of two numbers, where only one order makes a date of them; else (0, 0)."""
    if first == second or second > _DECEMBER:
        return first, second
    return (second, first) if first > _DECEMBER else (0, 0)


def _month(plain: str) -> _Span | None:
    for form in _MONTHS_ALONE:
        found = form.fullmatch(plain)
        if found:
            part = found.groupdict()
            return _month_span(int(part["year"]), _month_number(part))
    return None


def _month_span(year: int, month: int) -> _Span | None:
    if not (year and 1 <= month <= _DECEMBER):
        return None
    start = f"{year:04}-{month:02}"
    return _Span(f"{start}-01", f"{start}-{monthrange(year, month)[1]}", "month")


def _month_number(part: Mapping[str, str | None]) -> int:
    name = part.get("name")
    if name is None:
        return int(part.get("month") or 0)
    if name in _LISTOPAD:
        return _listopad(part)
    return _MONTHS.get(name, 0)


def _listopad(part: Mapping[str, str | None]) -> int:
    """October in Croatian, November in Polish: told by how the rest is written, or not at all."""
    era = part.get("era") or ""
    if part.get("dot") or era.startswith("g"):
        return 10
    return 11 if era.startswith("r") else 0


def _year(plain: str) -> _Span | None:
    found = _YEAR_ALONE.fullmatch(plain)
    if not found or found["year"] == "0000":
        return None
    return _Span(f"{found['year']}-01-01", f"{found['year']}-12-31", "year")


def _about(plain: str) -> _Span | None:
    found = _ABOUT.fullmatch(plain)
    inner = found and _point((found["before"] or found["after"]).strip())
    return _Span(inner.earliest, inner.latest, "about") if inner else None


def _range(plain: str) -> _Span | None:
    found = _RANGE.fullmatch(plain)
    if not found:
        return None
    first, last = (_point(end) for end in found.groups() if end is not None)
    if first is None or last is None or first.earliest > last.earliest:
        return None
    return _Span(first.earliest, max(first.latest, last.latest), "range")


def _beside_words(plain: str) -> _Span | None:
    """The one full date among parts set apart, the others being words or a time of day."""
    parts = _PARTS.split(plain)
    days = [(part, span) for part in parts if (span := _day(part))]
    others = [part for part in parts if not _day(part) and not _CLOCK_ALONE.fullmatch(part)]
    if len(days) != 1 or any(_SECOND_DATE.search(part) for part in others):
        return None
    return days[0][1]
