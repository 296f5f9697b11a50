"""The look of `bundle.html`: its colours, its rules, and the rules by which boxes filter.

The highlight colours are those of the window, so that a passage looks alike in both.
"""

from collections.abc import Iterable, Iterator

LIGHT = {
    "ground": "#ffffff",
    "side": "#f4f2ee",
    "line": "#dfdbd2",
    "text": "#22262b",
    "muted": "#5a5f66",
    "accent": "#1f6f78",
    "tint": "#dcebec",
    "stamp": "#8a2230",
    "yellow": "#a87800",
    "yellow-wash": "#ffe49a",
    "rose": "#c94f76",
    "rose-wash": "#fbcfdb",
    "blue": "#2f7fc1",
    "blue-wash": "#c5dff5",
    "green": "#3a9a5b",
    "green-wash": "#c6e8cf",
    "violet": "#7d5cc6",
    "violet-wash": "#dcd0f5",
    "orange": "#cf6a1f",
    "orange-wash": "#ffd7b0",
}
DARK = {
    "ground": "#1d2023",
    "side": "#17191c",
    "line": "#3a3f45",
    "text": "#e4e2dc",
    "muted": "#a3a6ad",
    "accent": "#7cc3cb",
    "tint": "#1f3a3e",
    "stamp": "#f0919f",
    "yellow": "#e3b341",
    "yellow-wash": "#5a502c",
    "rose": "#ec8aa8",
    "rose-wash": "#6f4152",
    "blue": "#6db3f2",
    "blue-wash": "#33566f",
    "green": "#6fc58c",
    "green-wash": "#355c43",
    "violet": "#b39bec",
    "violet-wash": "#544773",
    "orange": "#f0a35e",
    "orange-wash": "#6e4a2b",
}
DEEPEST = 9
"""Deeper list items are indented no further."""
COLOURS = ("yellow", "rose", "blue", "green", "violet", "orange")

_RULES = """
*{box-sizing:border-box}
html{color-scheme:light dark;scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
body{margin:0;display:grid;grid-template-columns:17.5rem minmax(0,1fr);background:var(--ground);
color:var(--text);font:15px/1.5 Inter,"Noto Sans",system-ui,sans-serif;overflow-wrap:anywhere}
a{color:var(--accent);text-decoration:none}
a:hover{text-decoration:underline}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:3px}
.skip{position:absolute;left:-99rem;top:0;background:var(--ground);padding:.6rem 1rem;z-index:2}
.skip:focus{left:0}
nav{position:sticky;top:0;height:100vh;overflow:auto;background:var(--side);
border-inline-end:1px solid var(--line);padding:1.25rem 1.1rem 3rem;font-size:13.5px}
nav .ref{font-weight:650;font-size:15px;margin:0}
nav h2{font-size:11.5px;letter-spacing:.06em;text-transform:uppercase;color:var(--muted);
margin:1.5rem 0 .4rem;font-weight:600}
nav ul,nav fieldset{list-style:none;margin:0;padding:0;border:0}
nav li{margin:.15rem 0}
nav label{display:flex;gap:.55rem;align-items:baseline;padding:.13rem 0;cursor:pointer}
nav label .count{margin-inline-start:auto;color:var(--muted);font-variant-numeric:tabular-nums}
nav input{accent-color:var(--accent);margin:0;flex:none;transform:translateY(.12em)}
nav .exhibits a{display:grid;grid-template-columns:3.6rem 1fr;gap:.2rem;padding:.2rem 0;
color:var(--text)}
nav .exhibits b{font-weight:600;color:var(--accent)}
main{padding:2.6rem 2.6rem 6rem;max-width:76rem;width:100%}
section>h2:first-child{margin-top:2.6rem}
h1{font-size:2rem;line-height:1.2;letter-spacing:-.015em;margin:.2rem 0 .6rem;font-weight:700}
h2{font-size:1.35rem;line-height:1.25;letter-spacing:-.01em;margin:3rem 0 .8rem;font-weight:650}
h3{font-size:1rem;margin:1.6rem 0 .5rem;font-weight:650}
.muted,.meta{color:var(--muted)}
.meta{margin:0}
.lead{max-width:46rem}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:13.5px}
th{overflow-wrap:normal;font-weight:600;color:var(--muted);border-bottom:1px solid var(--line)}
td{border-bottom:1px solid var(--line);vertical-align:top}
th,td{padding:.42rem .9rem .42rem 0;text-align:start}
.wide td{min-width:6.5rem}
.num{font-variant-numeric:tabular-nums;white-space:nowrap;overflow-wrap:normal}
.hash{font:12px/1.45 ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace;word-break:break-all}
q{quotes:"“" "”"}
.exhibit{border-top:1px solid var(--line);margin-top:3.5rem;padding-top:2.2rem;
content-visibility:auto;contain-intrinsic-size:auto 60rem}
.exhibit>header{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:0 2rem}
.exhibit h2{margin:0 0 .9rem;font-size:1.55rem}
.stamp{grid-row:span 2;align-self:start;border:2px solid var(--stamp);border-radius:3px;
text-align:center;padding:.4rem 1.3rem;font-size:11px;line-height:1.4;letter-spacing:.05em;
text-transform:uppercase;margin:0;max-width:14rem}
.stamp b{display:block;font-size:1.25rem;letter-spacing:0;color:var(--stamp)}
dl{display:grid;grid-template-columns:8.5rem minmax(0,1fr);margin:0 0 1.4rem;font-size:13.5px}
dt,dd{margin:0;padding:.22rem 0}
dt{color:var(--muted)}
.warning{border-inline-start:3px solid var(--orange);background:var(--side);
padding:.5rem .9rem;margin:0 0 .6rem;font-size:13.5px;border-radius:0 4px 4px 0}
.para{display:grid;grid-template-columns:2.2rem minmax(0,39rem) minmax(11rem,15rem);gap:0 1.6rem;
justify-content:start}
.para>.no{color:var(--muted);font:11.5px/2.55 Inter,"Noto Sans",system-ui,sans-serif;
text-align:start;text-decoration:none;font-variant-numeric:tabular-nums}
.words{font:17.5px/1.62 "Source Serif 4","Noto Serif",Charter,Georgia,"Times New Roman",serif;
white-space:pre-wrap;padding-bottom:.75rem;min-width:0}
.words.h1,.words.h2{font-size:1.4rem;line-height:1.3;font-weight:650;padding-top:.5rem}
.words.h3,.words.h4,.words.h5,.words.h6{font-size:1.15rem;font-weight:650;padding-top:.4rem}
.words.li{padding-inline-start:calc(1.5rem * var(--depth,1))}
.words.li::before{content:attr(data-mark);position:absolute;transform:translateX(-1.5rem);
color:var(--muted)}
[dir=rtl] .words.li::before{transform:translateX(1.5rem)}
.words.quoted{border-inline-start:3px solid var(--line);padding-inline-start:1rem;
margin-bottom:.4rem}
.words.code{font:13px/1.55 ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace;
background:var(--side);padding:.8rem 1rem;margin-bottom:.75rem;border-radius:4px}
.words hr{border:0;border-top:1px solid var(--line);margin:.8rem 30%}
.words table{font:inherit;font-size:15.5px;margin-bottom:.5rem}
.words td{border:1px solid var(--line);padding:.35rem .6rem}
.words.rows{grid-column:1/-1;white-space:normal;overflow-x:auto}
.words.rows td{overflow-wrap:break-word}
.words.rows td:not(.no,.notes){white-space:pre-wrap}
.words td.no,.words td.notes{border:0}
.words td.no{width:3.8rem;min-width:3.8rem;padding-inline:0;white-space:nowrap;
overflow-wrap:normal;font:11.5px/2.4 Inter,"Noto Sans",system-ui,sans-serif;
font-variant-numeric:tabular-nums}
.words td.no a{color:var(--muted)}
.words td.notes{width:16.6rem;padding-block:.35rem;padding-inline:1.6rem 0;
font:12.5px/1.45 Inter,"Noto Sans",system-ui,sans-serif}
.rows+.notes{display:none}
.header .words{color:var(--muted)}
.words code{font:.86em ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace}
.words .link{text-decoration:underline dotted;text-underline-offset:.2em}
.shown{font:11px ui-monospace,monospace;border:1px solid var(--orange);border-radius:3px;
padding:0 .2em;unicode-bidi:isolate}
details.aside{margin:.2rem 0 1rem;color:var(--muted)}
details.aside>summary{cursor:pointer;font-size:13px;padding:.3rem 0}
mark{color:inherit;background:var(--wash);border-radius:2px;padding:.12em 0;
-webkit-box-decoration-break:clone;box-decoration-break:clone;
text-decoration:underline 2px var(--ink);text-underline-offset:.28em;
text-decoration-skip-ink:none}
mark mark{text-underline-offset:.46em}
mark[data-no]::before{content:attr(data-no);font:600 10px Inter,"Noto Sans",system-ui,sans-serif;
vertical-align:super;margin-inline-end:.25em;color:var(--text)}
mark:target,.note:target{outline:2px solid var(--accent);outline-offset:2px}
.notes{font-size:12.5px;line-height:1.45;padding-top:.3rem}
.note{display:block;border-inline-start:3px solid var(--ink);padding-inline-start:.6rem;
margin-bottom:.6rem}
.note p{margin:0}
.note i{display:block;white-space:pre-wrap}
.swatch{display:inline-block;width:1.5em;height:.85em;border-radius:2px;background:var(--wash);
border-bottom:2px solid var(--ink);flex:none}
@supports not selector(:has(*)){.filters{display:none}}
@media screen and (max-width:68rem){.para{grid-template-columns:2.2rem minmax(0,39rem)}
.notes{grid-column:2}.words td.notes{width:9rem;padding-inline-start:.8rem}
.wide td{min-width:4.5rem}}
@media screen and (max-width:52rem){body{display:block}nav{position:static;height:auto;border:0}
main{padding:1.4rem 1.1rem 4rem}.exhibit>header{display:block}
.stamp{display:inline-block;margin-bottom:1rem}}
@media print{body{display:block;font-size:10pt}nav,.skip{display:none}main{padding:0;max-width:none}
.words{font-size:11pt;line-height:1.45}.exhibit{break-before:page;border:0;margin:0;padding:0;
content-visibility:visible}.para{grid-template-columns:1.8rem minmax(0,1fr) 11rem;gap:0 1rem}
.notes{grid-column:auto;font-size:8.5pt}.words td.notes{width:12rem;font-size:8.5pt}
.words td.no{width:2.8rem;min-width:2.8rem}
.note,tr,h2,h3{break-inside:avoid}h2,h3{break-after:avoid}
mark,.swatch,.note{-webkit-print-color-adjust:exact;print-color-adjust:exact}
@page{margin:20mm 18mm}}
"""


def style(filters: Iterable[str]) -> str:
    """The whole style sheet; `filters` are the rules of `filter_rules`."""
    inks = "".join(f".{name}{{--ink:var(--{name});--wash:var(--{name}-wash)}}" for name in COLOURS)
    depths = "".join(f".d{depth}{{--depth:{depth}}}" for depth in range(1, DEEPEST + 1))
    dark = f"@media screen and (prefers-color-scheme:dark){{:root{{{_tokens(DARK)}}}}}"
    return f":root{{{_tokens(LIGHT)}}}{dark}{inks}{depths}{_RULES}{''.join(filters)}"


def filter_rules(looks: Iterable[tuple[str, str, tuple[str, ...]]]) -> Iterator[str]:
    """Rules that take off the highlights whose boxes are off.

    A look is the class that passages alike share, the box of their colour and the boxes of their
    tags: such a passage shows while its colour and at least one of its tags are on. With
    “only highlighted” on, a paragraph shows while one of its passages does.
    """
    yield "html:has(#only:checked) :is(.para,.exhibit,.aside){display:none}"
    for name, colour, tags in looks:
        off = "".join(f":has(#{tag}:not(:checked))" for tag in tags)
        either = f":is(html:has(#{colour}:not(:checked)),html{off})"
        yield (
            f"{either} mark.{name}{{background:none;text-decoration:none}}"
            f"{either} mark.{name}::before,{either} .note.{name}{{display:none}}"
        )
        on = ",".join(
            f"html:has(#only:checked):has(#{colour}:checked):has(#{tag}:checked)" for tag in tags
        )
        yield f":is({on}) :is(.exhibit,.aside).{name}{{display:block}}"
        yield f":is({on}) .para.{name}{{display:grid}}"


def _tokens(colours: dict[str, str]) -> str:
    return ";".join(f"--{name}:{value}" for name, value in colours.items())
