import unicodedata
from collections.abc import Iterator

import pytest
import sqlcipher3
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.folding import fold, fold_with_offsets, skeleton, words

letters = st.text(
    st.characters(min_codepoint=0x20, max_codepoint=0x33FF, categories=["L", "M", "N", "Zs", "P"])
)

# A loaded machine is not a fault of what is tested.
unhurried = settings(deadline=None)


class Index:
    """A real index as the archive keeps one, and the words it says it holds."""

    def __init__(self) -> None:
        self._base = sqlcipher3.connect(":memory:")
        self._base.execute(
            "create virtual table folded using fts5(text, content='', contentless_delete=1,"
            ' tokenize="unicode61 remove_diacritics 0")'
        )
        self._base.execute("create virtual table held using fts5vocab(folded, row)")

    def put(self, text: str) -> None:
        self._base.execute("delete from folded")
        self._base.execute("insert into folded(rowid, text) values (1, ?)", (fold(text),))

    def words(self) -> set[str]:
        return {word for (word,) in self._base.execute("select term from held")}

    def finds(self, query: str) -> bool:
        quoted = '"' + fold(query).replace('"', '""') + '"'
        found = self._base.execute("select 1 from folded where folded match ?", (quoted,))
        return found.fetchone() is not None

    def close(self) -> None:
        self._base.close()


@pytest.fixture(scope="module")
def index() -> Iterator[Index]:
    opened = Index()
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Slavisa Milanov", "slavisa milanov"),
        ("Slaviša Milanov", "slavisa milanov"),
        ("Славиша Миланов", "slavisa milanov"),
        ("СЛАВИША МИЛАНОВ", "slavisa milanov"),
        ("S\u030clavis\u030ca", "slavisa"),
        ("Ó Cearbhaill", "o cearbhaill"),
        ("Đoković", "djokovic"),
        ("Ђоковић", "djokovic"),
        ("Џемал Љуљ", "dzemal ljulj"),
        ("Пётр Чайковский", "petr cajkovskij"),
        ("И\u0306ӑ", "ja"),
        ("Зеленський Київ", "zelenskij kijiv"),
        ("Łódź Ørsted Ærø", "lodz orsted aero"),
        ("Straße STRASSE ﬁn", "strasse strasse fin"),
        ("İstanbul ıŞIK", "istanbul isik"),
        ("Ὀδυσσεύς", "οδυσσευσ"),
        ("ＦＢＩ Ⅷ ①", "fbi viii  1 "),
        ("٢٠٢٥ ۲۰۲۵ २०२५", "2025 2025 2025"),
        ("القاهرة إلى", "القاهره الي"),
        ("مُحَمَّد مـحمد", "محمد محمد"),
        ("کی", "كي"),
        ("Milanov² Cellebrite™ CO₂", "milanov 2  cellebrite tm  co2"),
        ("O’Brien Hawaiʻi „x“ a–b", "o'brien hawai'i \"x\" a-b"),
        ("sur\u00adveil\u200blance", "surveillance"),
        ("a\u00a0b\u202fc\r\n", "a b c\r\n"),
        ("👩\u200d💻🤡Vučić", " 👩  💻  🤡 vucic"),
        ("\ud83d", "\ufffd"),
    ],
)
def test_a_text_folds_to_what_all_its_spellings_share(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "each"),
    [
        ("中文2024年", ["中", "文", "2024", "年"]),
        ("ガス ｶﾞｽ カ\u3099ス", ["ガ", "ス"] * 3),
        ("한국 \u1112\u1161\u11ab국", ["한", "국"] * 2),
        ("ไทย", ["ไ", "ท", "ย"]),
        ("ភាសា", ["ភ", "ស"]),
        ("ဥ\u102e ဦ", ["ဦ", "ဦ"]),
    ],
)
def test_scripts_without_spaces_are_a_word_a_letter(text: str, each: list[str]) -> None:
    assert fold(text).split() == each


# What a person types, and the text it must find.
PROBES = [
    ("Slavisa", "Slaviša Milanov"),
    ("Slaviša", "Slavisa Milanov"),
    ("Славиша", "Slaviša Milanov"),
    ("Slavisa", "Славиша Миланов"),
    ("Slaviša", "Славиша Миланов"),
    ("slavisa milanov", "Новинар Славиша\r\nМиланов"),
    ("Slaviša", "Slavis\u030ca"),
    ("Slavis\u030ca", "Slaviša"),
    ("O Cearbhaill", "Donncha Ó Cearbhaill"),
    ("Ó Cearbhaill", "Donncha O Cearbhaill"),
    ("Djindjic", "Zoran Đinđić"),
    ("Đinđić", "Zoran Djindjic"),
    ("Ђинђић", "Zoran Đinđić"),
    ("Ljiljana Njegos", "Љиљана Његош"),
    ("Љиљана Његош", "Ljiljana Njegoš"),
    ("Strasse", "Hauptstr. Straße 🙂"),
    ("straße", "STRASSE"),
    ("中国", "我在中国工作"),
    ("東京", "昨日東京へ行った"),
    ("カメラ", "防犯カメラ"),
    ("한국", "대한민국 한국어"),
    ("احمد", "أحمد"),
    ("محمد", "مُحَمَّد"),
    ("القاهره", "في القاهرة"),
    ("ไทย", "ประเทศไทย"),
    ("U.S.", "the U.S. government"),
    ("phone cracking", "phone-cracking"),
    ("phone-cracking", "phone cracking"),
    ("Milanov", "Milanov’s"),
    ("o'brien", "O’Brien"),
    ("Cellebrite", "Cellebrite™"),
    ("Vucic", "🤡Vučić🤡"),
    ("🤡", "Vučić🤡"),
    ("2025", "٢٠٢٥"),
]


@pytest.mark.parametrize(("typed", "text"), PROBES)
def test_the_index_finds_what_is_typed(index: Index, typed: str, text: str) -> None:
    index.put(text)
    assert index.finds(typed)


@pytest.mark.parametrize(
    ("typed", "text"),
    [("中国", "国中"), ("ガス", "カス"), ("milan", "Milanov"), ("국한", "한국"), ("U.S.", "us")],
)
def test_the_index_does_not_find_what_is_not_there(index: Index, typed: str, text: str) -> None:
    index.put(text)
    assert not index.finds(typed)


def _plain_words(held: set[str]) -> set[str]:
    """Without the symbols younger than the index's tables: each a word alone, and no word."""
    return {word for word in held if len(word) > 1 or unicodedata.category(word)[0] in "LNC"} - {
        word for word in held if unicodedata.category(word[0]) == "Cn"
    }


def test_words_are_those_the_index_holds_for_every_character(index: Index) -> None:
    every = " ".join(map(chr, (*range(1, 0xD800), *range(0xE000, 0x20000), 0xE0001, 0x10FFFD)))
    index.put(every)
    assert _plain_words(index.words()) == set(words(every))


@given(text=letters)
@unhurried
def test_words_are_those_the_index_holds(index: Index, text: str) -> None:
    index.put(text)
    assert _plain_words(index.words()) == set(words(text))


def test_words_are_those_the_index_holds_for_real_sentences(index: Index) -> None:
    text = "The_U.S. phone-cracking firm’s “Slaviša” 2,000€ 🙂\r\nСлавиша x² \ue000\x00 e\u0301"
    index.put(text)
    assert _plain_words(index.words()) == set(words(text))
    assert words("Milanov, Slaviša; МИЛАНОВ slavisa") == ("milanov", "slavisa")


def test_a_word_without_end_is_cut_where_the_index_cuts_it(index: Index) -> None:
    text = "x" * 100_000 + " " + "ж" * 50_000
    index.put(text)
    assert index.words() == set(words(text)) == {"x" * 32768, "z" * 32768}


@given(st.text())
@unhurried
def test_offsets_tell_where_each_folded_character_came_from(text: str) -> None:
    folded, offsets = fold_with_offsets(text)
    assert folded == fold(text)
    assert len(offsets) == len(folded)
    assert list(offsets) == sorted(offsets)
    assert all(0 <= at < len(text) for at in offsets)


@given(letters)
@unhurried
def test_folding_again_changes_only_spaces(text: str) -> None:
    once = fold(text)
    assert fold(once).split() == once.split()


def test_folding_any_character_again_changes_only_spaces() -> None:
    folded = [
        fold(chr(code))
        for code in (*range(0x3400), *range(0xA000, 0xAC00), *range(0xF900, 0x20000))
    ]
    assert [once for once in folded if fold(once).split() != once.split()] == []


@given(letters)
@unhurried
def test_composed_and_decomposed_fold_alike(text: str) -> None:
    composed = fold(unicodedata.normalize("NFC", text))
    assert fold(unicodedata.normalize("NFD", text)) == composed


@given(st.text(st.characters(max_codepoint=0x7F)))
@unhurried
def test_plain_text_is_only_lowered(text: str) -> None:
    assert fold(text) == text.lower()


def test_an_offset_leads_back_to_the_word() -> None:
    text = "🙂 „Đoković“ Straße\r\nСлавиша"
    folded, offsets = fold_with_offsets(text)
    start = folded.index("slavisa")
    assert text[offsets[start] : offsets[start + 6] + 1] == "Славиша"
    assert [text[offsets[folded.index(word)]] for word in ("djokovic", "strasse")] == ["Đ", "S"]


def test_two_hundred_thousand_marks_fold_away() -> None:
    assert fold("s" + "\u030c" * 200_000 + "и" + "\u0306" * 200_000) == "sj"


@pytest.mark.parametrize(
    ("false", "true"),
    [
        ("Сellebrite", "Cellebrite"),
        ("СЕLLЕВRІТЕ", "CELLEBRITE"),
        ("CeIlebrite", "Cellebrite"),
        ("Ce11ebrite", "Cellebrite"),
        ("Cellebr\u0131te", "Cellebrite"),
        ("Celle\u200dbrite", "Cellebrite"),
        ("Celle\u00adbrite", "Cellebrite"),
        ("Cellebritе\u0301", "Cellebrite"),
        ("Ｃellebrite", "Cellebrite"),
        ("Amnesty  Internatiοnal", "Amnesty International"),
        ("O’Brien", "O'Brien"),
        ("Jean‑Luc", "Jean-Luc"),
        ("G00gle", "Google"),
        ("Ηaaretz", "Haaretz"),
    ],
)
def test_names_the_eye_takes_for_each_other_share_a_skeleton(false: str, true: str) -> None:
    assert false != true
    assert skeleton(false) == skeleton(true)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Slaviša Milanov", "Славиша Миланов"),
        ("Cellebrite", "Celebrite"),
        ("Ilan", "Llan"),
        ("Ana", "Аня"),
        ("Ivan Petrov", "Ivan Petrova"),
    ],
)
def test_names_that_look_different_have_different_skeletons(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


@given(st.text())
@unhurried
def test_any_name_has_a_skeleton_that_is_its_own(name: str) -> None:
    assert skeleton(skeleton(name)) == skeleton(name)
