"""Bad front matter (rows 38 to 55): what no header needs is refused, what deceives is said."""

from tests.safety.bad_inputs import Bad, refused, taken_in

_UNREAD = "The front matter cannot be read: "
_DEEP = "it is nested deeper than 8 levels."
_ALIASES = "anchors and aliases are not accepted."
_TAGS = "tags are not accepted."
_LISTS = "actors must be a list of names"


def _header(*lines: str) -> bytes:
    return "\r\n".join(("---", *lines, "---", "Telo 🕊", "")).encode()


def _event(*lines: str) -> bytes:
    return _header("title: Zaustavljanje", "date: 2024-02-21", *lines)


HEADERS: tuple[Bad, ...] = (
    taken_in(
        "row-38-not-closed",
        "a.md",
        b"---\ntitle: A\n\nA paragraph.",
        "The front matter is not closed; it was read as text.",
    ),
    refused(
        "row-39-64-KiB",
        "a.md",
        _header("a: " + "x" * 65_536),
        "The front matter is larger than 64 KiB.",
    ),
    refused("row-40-brackets", "a.md", _header("a: " + "[" * 50_000), f"{_UNREAD}line 2: {_DEEP}"),
    refused(
        "row-41-laughs",
        "a.md",
        _header("a: &a [x, x]", "b: &b [*a, *a]", "c: [*b, *b]"),
        f"{_UNREAD}line 2: {_ALIASES}",
    ),
    refused("row-42-recursive", "a.md", _header("a: &a", "  - *a"), f"{_UNREAD}line 2: {_ALIASES}"),
    refused(
        "row-43-merge-keys",
        "a.md",
        _header("a: &a {x: y}", "<<: *a"),
        f"{_UNREAD}line 2: {_ALIASES}",
    ),
    refused(
        "row-44-python",
        "a.md",
        _header("a: !!python/object/apply:os.system [ls]"),
        f"{_UNREAD}line 2: {_TAGS}",
    ),
    refused(
        "row-45-twice",
        "a.md",
        _header("title: A", "title: B"),
        f'{_UNREAD}line 3: "title" is given twice.',
    ),
    refused(
        "row-46-list-key",
        "a.md",
        _header("t: A", "[a, b]: c"),
        f"{_UNREAD}line 3: a key must be plain text.",
    ),
    refused(
        "row-47-tab",
        "a.md",
        _header("actors:", "\t- Ana"),
        f"{_UNREAD}line 3: found character that cannot start any token.",
    ),
    refused(
        "row-48-two-documents",
        "a.md",
        _header("a: b", "...", "c: d"),
        f"{_UNREAD}it holds more than one YAML document.",
    ),
    taken_in(
        "row-49-no-day",
        "a.md",
        _header("title: A", "date: 2025-02-30"),
        "“2025-02-30” is not a date.",
    ),
    taken_in(
        "row-50-scalars", "a.md", _header("title: no", "a: 12:30:45", "b: 010", "c: ="), title="no"
    ),
    taken_in(
        "row-51-digits",
        "a.md",
        _event("actors: [Ana]", "importance: " + "9" * 60_000),
        "line 5: importance “999",
    ),
    taken_in("row-52-text", "a.md", _event("actors: Ana"), f"line 4: {_LISTS}"),
    taken_in("row-52-map", "a.md", _event("actors: {a: b}"), f"line 4: {_LISTS}"),
    taken_in("row-52-null", "a.md", _event("actors:"), f"line 4: {_LISTS}"),
    taken_in("row-52-nested", "a.md", _event("actors: [[Ana]]"), f"line 4: {_LISTS}"),
    taken_in(
        "row-53-importance",
        "a.md",
        _event("actors: [Ana]", "importance: 99"),
        "line 5: importance “99” is out of range",
    ),
    taken_in(
        "row-53-tier",
        "a.md",
        _event("actors: [Ana]", "sources: [{tier: x}]"),
        "line 5: source 1: tier “x” is out of range",
    ),
    taken_in("row-54-javascript", "a.md", _header("title: A", "url: javascript:alert(1)")),
    taken_in("row-54-file", "a.md", b"[kod](file:///etc/passwd)", text="[kod](file:///etc/passwd)"),
    taken_in(
        "row-55-year-10000",
        "a.md",
        _header("title: A", "date: 10000-01-01"),
        "“10000-01-01” is not a date.",
    ),
    taken_in(
        "row-55-before-1",
        "a.md",
        _header("title: A", "date: -0001-01-01"),
        "“-0001-01-01” is not a date.",
    ),
)
