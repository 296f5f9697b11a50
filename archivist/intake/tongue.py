"""In which language a text is written, told by its commonest words: a guess where nothing says it.

Serbian, Croatian and Bosnian are told apart by nobody, so they are one (`bcs`), with the script
they are written in. A text of few known words, or of two languages alike, is of no language here.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from archivist.intake.deposit import Fact

_LOOK = 2_000
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST = 25  # words that are looked at
_LEAST = 0.12  # share of them that is known
_WHOLE = 5040  # what a word of one language alone says
_AHEAD = 1.35  # times as many as in the next language

_WORDS_AS_WRITTEN = """
en the of and to in a is that for it was on with as his he by at from this are were which an not
de der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an
fr de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il
es de la que el en y a los del se las por un para con no una su al lo como más pero sus le
it di e che la il un a per in una sono è del non con si da dei le della nel alla come anche
pt de a o que e do da em um para com não uma os no se na por mais as dos como mas ao
nl de van het een en in is dat op te zijn met voor niet aan er om door als ook bij uit
pl w i na z się nie do to że o jest jak po za od przez ale co tym był są dla oraz
ru и в не на я что он с как это по но из у за от так о же все для было его к
uk і в не на що з у до та за від як це його про але для по був які є й при
bg и на в за се да от не с по е като са ще до към при това които той от или но
mk и на во се да за од не со е по ќе што како го ги ја беше тоа кој или но до
bcs-Latn i u je na se da su za od sa ne koji o kao što bi to iz ali nije po s biti koja
bcs-Cyrl и у је на се да су за од са не који о као што би то из али није по с бити која
sl in je na se da za ki ne bi po so z v tudi pa kot od ali iz ga pri lahko ima pravico do vsak
cs a v se na je že s z do o i to k ve pro za by ale si po jako od jsou nebo být má který
sk a v sa na je že s z do o aj to k vo pre za by ale si po ako od sú alebo byť má ktorý
hu a az és hogy nem is egy ez van meg de azt csak el volt minden még mint ha vagy joga kell
ro și de în a la cu pe nu o că este din un care mai pentru se au sa prin sau sunt ca dreptul
sv och att det i en som på är av för med till den har de inte om ett han men var eller
el και το της η του να των την οι με για τα στο από που είναι σε δεν θα ένα ο τον κάθε
vi và của có là được các trong cho không một người những với đã để về này khi mọi quyền
ar في من على أن إلى التي عن مع هذا كان الذي هذه ما لا أو قد بين بعد كما قال وقد ذلك وفي
fa و در به از که این را با است برای آن یک خود تا کرد بر هم نیز گفت می شود شد
tr ve bir bu da de için ile olarak daha çok olan gibi kadar sonra ne ise ancak en o mi
he של את על לא הוא עם זה כי גם אל היא או כל אם אבל הם אין יש היה מה כדי
"""


def _by_word() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in _WORDS_AS_WRITTEN.strip().split("\n"):
        name, *words = line.split()
        for word in words:
            found[word] = (*found.get(word, ()), name)
    return found


_LANGUAGES: Mapping[str, tuple[str, ...]] = MappingProxyType(_by_word())
"""The languages in which a word is common; one of many languages says little of each."""


def of_text(text: str, facts: Iterable[Fact]) -> Iterator[Fact]:
    """The language that the words of a text are of: a guess, or none where they do not say.

    Nor where one of the `facts` is what the file says of it.
    """
    if any(fact.field == "language" and fact.value for fact in facts):
        return
    words = _WORD.findall(unicodedata.normalize("NFC", text[:_LOOK].casefold()))
    name = _spoken(words) if len(words) >= _FEWEST else ""
    if name:
        yield Fact("language", name, name, "its commonest words", "guess")


def _spoken(words: list[str]) -> str:
    known, told = Counter[str](), Counter[str]()
    for word in words:
        languages = _LANGUAGES.get(word, ())
        for name in languages:
            known[name] += 1
            told[name] += _WHOLE // len(languages)
    best = [*told.most_common(2), ("", 0), ("", 0)]
    (name, most), (_, next_most) = best[:2]
    is_sure = known[name] >= _LEAST * len(words) and most >= _AHEAD * next_most
    return name if is_sure else ""
