"""What the elements of HTML are to a text: blocks, headings, inline markup, or nothing to read."""

from archivist.text import LeafKind, SpanKind

# fmt: off
LEFT_OUT = frozenset({
    "area", "base", "datalist", "embed", "frame", "head", "iframe", "link", "meta", "noembed",
    "noframes", "param", "script", "source", "style", "track",
})
"""Never read: what runs, what paints, other pages, and what describes the page."""

BLOCKS = frozenset({
    "address", "article", "aside", "body", "button", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
    "frameset", "header", "hgroup", "html", "legend", "main", "menu", "nav", "optgroup", "option",
    "p", "search", "section", "select", "summary", "table", "tbody", "td", "tfoot", "th", "thead",
    "tr",
})
"""What stands apart from the words before and after it."""

HEADINGS: dict[str, LeafKind] = {
    "h1": "h1", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h5", "h6": "h6",
}
SPANS: dict[str, SpanKind] = {
    "b": "strong", "strong": "strong",
    "cite": "emphasis", "dfn": "emphasis", "em": "emphasis", "i": "emphasis",
    "code": "code", "kbd": "code", "samp": "code", "tt": "code",
    "del": "strike", "s": "strike", "strike": "strike",
}
VERBATIM: dict[str, LeafKind] = {
    "listing": "code", "plaintext": "code", "pre": "code", "textarea": "p", "xmp": "code",
}
"""Where every space and line end counts, and the leaf that it is."""

DRAWN = frozenset({"desc", "svg", "text", "title"})
"""The parts of a drawing that hold words: its name, and what is written in it."""

STANDS_IN = frozenset({"applet", "audio", "canvas", "noscript", "object", "template", "video"})
"""Their content is shown only where something is missing: a script, a player, a plug-in."""
# fmt: on
