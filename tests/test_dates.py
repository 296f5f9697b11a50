import re
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.dates import FuzzyDate, candidates, parse

# A loaded machine is not a fault of what is tested.
unhurried = settings(deadline=None)

DAYS = {
    "2024-02-26": "2024-02-26",
    "2024-2-6": "2024-02-06",
    "1142-08-31": "1142-08-31",
    "0001-01-01": "0001-01-01",
    "9999-12-31": "9999-12-31",
    "2024-02-29": "2024-02-29",
    "2025-10-06T20:37:58": "2025-10-06",
    "2025-10-06T20:37:58.569290": "2025-10-06",
    "2025-10-06T23:59:59Z": "2025-10-06",
    "2025-10-06 23:59:59+02:00": "2025-10-06",
    "2024/02/26": "2024-02-26",
    "2024.02.26.": "2024-02-26",
    "２０２４-０２-２６": "2024-02-26",
    "٢٠٢٤-٠٢-٢٦": "2024-02-26",
    "26/02/2025": "2025-02-26",
    "02/26/2025": "2025-02-26",
    "26-02-2025": "2025-02-26",
    "03/03/2025": "2025-03-03",
    "03.04.2025": "2025-04-03",
    "3. 4. 2025.": "2025-04-03",
    "26.02.2025. godine": "2025-02-26",
    "February 26, 2025": "2025-02-26",
    "Feb. 26, 2025": "2025-02-26",
    "SEPT 3 2025": "2025-09-03",
    "March 1st, 2025": "2025-03-01",
    "26 February 2025": "2025-02-26",
    "26th of February 2025": "2025-02-26",
    "Wednesday, February 26, 2025": "2025-02-26",
    "26-Feb-2025": "2025-02-26",
    "26FEB2025": "2025-02-26",
    "Wed, 26 Feb 2025 07:55:00 -0800": "2025-02-26",
    "26 Feb 2025 07:55:00 GMT": "2025-02-26",
    "7:55 AM PST · February 26, 2025": "2025-02-26",
    "February 26, 2025 at 7:55 a.m. (EST)": "2025-02-26",
    "14:30, 26 February 2025": "2025-02-26",
    "26.02.2025. u 14:30h": "2025-02-26",
    "22/04/2025 - Massimo Moratti": "2025-04-22",
    "22/04/2025 -\u00a0 Massimo Moratti": "2025-04-22",
    "Petar Petrović | 26. februar 2025.": "2025-02-26",
    "26 February 2025 • 3 min read": "2025-02-26",
    "26. februara 2025. godine": "2025-02-26",
    "sreda, 5. mart 2025.": "2025-03-05",
    "1. juna 2025": "2025-06-01",
    "31. avgusta 2025.": "2025-08-31",
    "26. фебруара 2025. године": "2025-02-26",
    "среда, 5. март 2025.": "2025-03-05",
    "1. јун 2025.": "2025-06-01",
    "26. veljače 2025.": "2025-02-26",
    "5. ožujka 2025.": "2025-03-05",
    "1. lipnja 2025.": "2025-06-01",
    "26. listopada 2025.": "2025-10-26",
    "30. studenoga 2025.": "2025-11-30",
    "26 февраля 2025 г.": "2025-02-26",
    "5 мая 2025 года": "2025-05-05",
    "суббота, 1 марта 2025, 14:30": "2025-03-01",
    "26 лютого 2025 року": "2025-02-26",
    "26. Februar 2025": "2025-02-26",
    "Mittwoch, 5. März 2025, 14:30 Uhr": "2025-03-05",
    "1. Jänner 2025": "2025-01-01",
    "1er mars 2025": "2025-03-01",
    "26 août 2025": "2025-08-26",
    "mercredi 26 février 2025": "2025-02-26",
    "26 de febrero de 2025": "2025-02-26",
    "miércoles, 5 de marzo de 2025": "2025-03-05",
    "1 de enero del 2025": "2025-01-01",
    "26 lutego 2025 r.": "2025-02-26",
    "5 września 2025": "2025-09-05",
    "30 października 2025 roku": "2025-10-30",
    "11 listopada 2018 r.": "2018-11-11",
    "2025年2月26日": "2025-02-26",
    "26 febbraio 2025": "2025-02-26",
    "mercoledì 5 marzo 2025": "2025-03-05",
    "1º gennaio 2025": "2025-01-01",
    "26 de fevereiro de 2025": "2025-02-26",
    "1 de março de 2025": "2025-03-01",
    "5 mei 2025": "2025-05-05",
    "woensdag 26 februari 2025": "2025-02-26",
    "26 февруари 2025": "2025-02-26",
    "26 февруари 2025 г.": "2025-02-26",
    "5 мај 2025": "2025-05-05",
    "٢٦ فبراير ٢٠٢٥": "2025-02-26",
    "26 شباط 2025": "2025-02-26",
    "5 آب 2025": "2025-08-05",
    "الثلاثاء، 4 فبراير 2025": "2025-02-04",
    "12 تشرين الأول 2024": "2024-10-12",
    "3 كانون الثاني 2025": "2025-01-03",
}

SPANS = {
    "2024-02": ("2024-02-01", "2024-02-29", "month"),
    "1142-05": ("1142-05-01", "1142-05-31", "month"),
    "02/2025": ("2025-02-01", "2025-02-28", "month"),
    "February 2025": ("2025-02-01", "2025-02-28", "month"),
    "фебруар 2025.": ("2025-02-01", "2025-02-28", "month"),
    "März 2025": ("2025-03-01", "2025-03-31", "month"),
    "listopad 2025. godine": ("2025-10-01", "2025-10-31", "month"),
    "listopad 2025 r.": ("2025-11-01", "2025-11-30", "month"),
    "febrero de 2024": ("2024-02-01", "2024-02-29", "month"),
    "2025年2月": ("2025-02-01", "2025-02-28", "month"),
    "2024": ("2024-01-01", "2024-12-31", "year"),
    "1142": ("1142-01-01", "1142-12-31", "year"),
    "2024. godine": ("2024-01-01", "2024-12-31", "year"),
    "2024 год": ("2024-01-01", "2024-12-31", "year"),
    "~2005": ("2005-01-01", "2005-12-31", "about"),
    "2005~": ("2005-01-01", "2005-12-31", "about"),
    "2005?": ("2005-01-01", "2005-12-31", "about"),
    "c. 1142": ("1142-01-01", "1142-12-31", "about"),
    "~2005-06": ("2005-06-01", "2005-06-30", "about"),
    "circa March 1970": ("1970-03-01", "1970-03-31", "about"),
    "1982/1986": ("1982-01-01", "1986-12-31", "range"),
    "1982–1986": ("1982-01-01", "1986-12-31", "range"),
    "2004-06/2006-08": ("2004-06-01", "2006-08-31", "range"),
    "2024-02-01/2024-02-05": ("2024-02-01", "2024-02-05", "range"),
    "November 2024 – March 2025": ("2024-11-01", "2025-03-31", "range"),
    "26 February 2025 - 3 March 2025": ("2025-02-26", "2025-03-03", "range"),
}

NO_DATES = [
    "",
    " ",
    "🙂\r\n",
    "03/04/2025",
    "3-4-2025",
    "11 listopada 2018",
    "listopad 2025",
    "2025-02-30",
    "2023-02-29",
    "2025-13-01",
    "2025-00-10",
    "2025-01-00",
    "31. aprila 2025.",
    "0000",
    "0000-01-01",
    "-0001",
    "-0001-01-01",
    "10000",
    "10000-01-01",
    "12025-02-26",
    "26/02/25",
    "26 February",
    "February",
    "Tuesday",
    "yesterday",
    "2 days ago",
    "prije 2 sata",
    "вчера",
    "il y a 3 jours",
    "vor 2 Tagen",
    "منذ يومين",
    "26 febbraio",
    "30 febbraio 2025",
    "31 شباط 2025",
    "12 تشرين 2024",
    "Chapter 11",
    "3 children",
    "12:30:45",
    "7:55 AM PST",
    "2025-02-26T25:00:00",
    "20250226",
    "2025-W08",
    "1990s",
    "1986/1982",
    "1982/",
    "2024-02-26 or so",
    "Serbia 26 February 2025",
    "26 Foo 2025",
    "22/04/2025 - updated 23/04/2025",
    "26 February 2025 · 03/04/2025",
    "2024 - Massimo Moratti",
    "January 2024 | News",
    "²2024",
    "2024-02-26 " * 40,
]


@pytest.mark.parametrize(("text", "day"), DAYS.items())
def test_a_day_is_read_in_the_ways_it_is_written(text: str, day: str) -> None:
    assert parse(text) == FuzzyDate(text, day, day, "day")


@pytest.mark.parametrize(("text", "span"), SPANS.items())
def test_what_is_less_than_a_day_stays_so(text: str, span: tuple[str, str, str]) -> None:
    found = parse(text)
    assert found is not None
    assert (found.earliest, found.latest, found.precision) == span
    assert found.written == text


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date_or_could_be_two_is_none(text: str) -> None:
    assert parse(text) is None


# November is missing where its name is also the Croatian October.
MONTHS = """
januar februar mart april maj jun jul avgust septembar oktobar novembar decembar
јануара фебруара марта априла маја јуна јула августа септембра октобра новембра децембра
siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna - studenog prosinca
января февраля марта апреля мая июня июля августа сентября октября ноября декабря
Januar Februar März April Mai Juni Juli August September Oktober November Dezember
janvier février mars avril mai juin juillet août septembre octobre novembre décembre
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października - grudnia
січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
January February March April May June July August September October November December
jan feb mar apr may jun jul aug sep oct nov dec
янв фев мар апр мая июн июл авг сен окт ноя дек
"""


@pytest.mark.parametrize("names", MONTHS.strip().split("\n"))
def test_every_month_has_its_names(names: str) -> None:
    wanted = {name: f"2025-{month:02}-09" for month, name in enumerate(names.split(), 1)}
    wanted.pop("-", None)
    read = {name: parse(f"9 {name.upper()} 2025") for name in wanted}
    assert {name: found and found.earliest for name, found in read.items()} == wanted


def test_marks_may_be_apart_from_their_letters() -> None:
    assert parse("5. Ma\u0308rz 2025") == FuzzyDate(
        "5. Ma\u0308rz 2025", "2025-03-05", "2025-03-05", "day"
    )


@given(st.dates())
@unhurried
def test_every_day_of_the_calendar_reads_back(day: date) -> None:
    iso = day.isoformat()
    assert parse(iso) == FuzzyDate(iso, iso, iso, "day")


@given(st.datetimes())
@unhurried
def test_every_moment_is_its_day(moment: datetime) -> None:
    found = parse(moment.isoformat())
    assert found is not None
    assert found.earliest == moment.date().isoformat()


@given(st.text(max_size=40) | st.from_regex(r"[0-9./~ -]{1,14}", fullmatch=True))
@unhurried
def test_no_text_breaks_it_and_what_it_reads_is_in_order(text: str) -> None:
    found = parse(text)
    if found is not None:
        assert found.written == text
        assert date.fromisoformat(found.earliest) <= date.fromisoformat(found.latest)


@given(st.integers(1, 12), st.integers(1, 12), st.sampled_from("/-"))
@unhurried
def test_two_orders_are_never_chosen_between(first: int, second: int, mark: str) -> None:
    found = parse(f"{first:02}{mark}{second:02}{mark}2025")
    assert (found is None) == (first != second)


def test_dates_are_found_in_a_line_with_the_words_as_written() -> None:
    line = (
        "🙂 Published 26\u00a0February 2025; seen 2025-10-06T20:37:58, "
        "in 26. MA\u0308RZ 2024 (Đoković), od 5. marta 2025. do May 2023."
    )
    assert [(found.written, found.earliest) for found in candidates(line)] == [
        ("26\u00a0February 2025", "2025-02-26"),
        ("2025-10-06T20:37:58", "2025-10-06"),
        ("26. MA\u0308RZ 2024", "2024-03-26"),
        ("5. marta 2025.", "2025-03-05"),
        ("May 2023", "2023-05-01"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Chapter 11 of 2024 pages, 3 children and 12:30",
        "https://techcrunch.com/2025/02/26/cellebrite-suspends-serbia/",
        "On 03/04/2025, or was it 30/02/2025?",
        "version 1.2.20251 of build-2024-02-26-7",
        "Law 3/2025 and in 2024",
        "",
    ],
)
def test_numbers_in_a_line_are_not_made_into_dates(line: str) -> None:
    assert candidates(line) == ()


@given(st.text(max_size=80))
@unhurried
def test_a_candidate_is_a_slice_of_its_line(line: str) -> None:
    around = f"{line} 26 February 2025"
    assert all(found.written in around for found in candidates(around))


def _timeline_dates() -> set[str]:
    folder = Path(__file__).parents[2] / "shared" / "data" / "timeline-events"
    if not folder.is_dir():
        pytest.skip("the timeline events are not on this machine")
    line = re.compile(r"""^[ ]*"?date"?: ['"]?([0-9][0-9-]*)['"]?,?$""", re.MULTILINE)
    texts = (part.read_text("utf-8") for part in folder.iterdir() if part.is_file())
    return {found for text in texts for found in line.findall(text)}


def test_every_date_of_the_real_timeline_is_read() -> None:
    assert [written for written in _timeline_dates() if parse(written) is None] == []
