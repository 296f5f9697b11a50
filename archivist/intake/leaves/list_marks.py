"""The mark beside an item of a list, as its list counts: 3., c., iii. or a bullet."""

from dataclasses import dataclass

BULLET = "•"

_LARGEST_ROMAN = 3999
_LETTERS = 26
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(slots=True)
class Marks:
    """The marks of one list. `form` is one of 1, a, A, i and I, or empty for bullets."""

    form: str = ""
    number: int = 1
    step: int = 1

    def next(self, number: int | None = None) -> str:
        """The mark of the next item, counting on from `number` when it has its own."""
        if not self.form:
            return BULLET
        if number is not None:
            self.number = number
        mark = f"{_written(self.number, self.form)}."
        self.number += self.step
        return mark


def _written(number: int, form: str) -> str:
    written = str(number)
    if form in {"a", "A"} and number > 0:
        written = _letters(number)
    elif form in {"i", "I"} and 0 < number <= _LARGEST_ROMAN:
        written = _roman(number)
    return written.upper() if form.isupper() else written


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, letter = divmod(number - 1, _LETTERS)
        letters = chr(ord("a") + letter) + letters
    return letters


def _roman(number: int) -> str:
    numerals = ""
    for worth, numeral in _ROMAN:
        times, number = divmod(number, worth)
        numerals += numeral * times
    return numerals
