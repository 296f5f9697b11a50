"""A recovery code: 130 random bits a person can print, read out and type back."""

import hashlib
import re
import unicodedata
from collections.abc import Callable

from archivist.errors import Locked

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
_DIGITS = 26
_CHECKS = 2
_GROUP = 4
_BITS = 5
_LOOK_ALIKES = str.maketrans("OIL", "011")
_FILLER = re.compile(r"[\W_]+")


def new(entropy: Callable[[int], bytes]) -> str:
    """A new code: seven groups of four letters and digits, the last two of them a check."""
    bits = _DIGITS * _BITS
    octets = entropy(-(-bits // 8))
    digits = _digits(int.from_bytes(octets, "big") >> (len(octets) * 8 - bits), _DIGITS)
    code = digits + _check(digits)
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def read(typed: str) -> bytes:
    """The secret in a code as a person types it, whatever the case, spaces and dashes.

    O counts as 0, I and L as 1. Raises `Locked` when letters are missing, too many or mistyped.
    """
    code = _FILLER.sub("", unicodedata.normalize("NFKC", typed)).upper().translate(_LOOK_ALIKES)
    digits, check = code[:_DIGITS], code[_DIGITS:]
    if len(code) != _DIGITS + _CHECKS or check != _check(digits):
        raise Locked(
            "That is not a recovery code: it has seven groups of four letters and digits,"
            " and one of them is mistyped or missing."
        )
    return digits.encode()


def _check(digits: str) -> str:
    digest = hashlib.sha256(digits.encode("utf-8", "surrogatepass")).digest()
    return _digits(int.from_bytes(digest, "big") >> (len(digest) * 8 - _CHECKS * _BITS), _CHECKS)


def _digits(number: int, count: int) -> str:
    return "".join(_ALPHABET[number >> (_BITS * at) & 31] for at in reversed(range(count)))
