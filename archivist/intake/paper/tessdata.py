"""The languages that Tesseract can read on this machine, and the remedy where one is missing."""

import os
import re
import sys
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

from archivist.errors import Refused

ENGINE = "tesserocr"
"""The package that brings Tesseract; loaded in the confined child alone."""
SUFFIX = ".traineddata"

_LANGUAGE = re.compile(r"[A-Za-z]\w*(?:/[A-Za-z]\w*)?")
_CODES: Mapping[str, str] = {
    "ara": "ar", "bos": "bs", "bul": "bg", "chi_sim": "zh-Hans", "chi_tra": "zh-Hant",
    "deu": "de", "ell": "el", "eng": "en", "fas": "fa", "fra": "fr", "heb": "he", "hrv": "hr",
    "ita": "it", "mkd": "mk", "pol": "pl", "por": "pt", "rus": "ru", "spa": "es", "sqi": "sq",
    "srp": "sr", "srp_latn": "sr-Latn", "tur": "tr", "ukr": "uk",
}  # fmt: skip
_PLACES = (
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
    "/opt/local/share/tessdata",
)


def languages_of(written: str) -> tuple[str, ...]:
    """The languages in words like `eng+srp`. Raises `Refused` where they are none."""
    found = tuple(dict.fromkeys(part for part in written.split("+") if part))
    _require_names(found)
    return found


def folder_of(languages: tuple[str, ...]) -> Path:
    """The folder that holds the languages.

    Raises `Refused` where Tesseract is not installed, or not with all of them.
    """
    _require_names(languages)
    if find_spec(ENGINE) is None:
        raise Refused(
            "Reading words from pictures needs Tesseract, which is not installed: "
            "pip install '.[ocr]' in the folder Archivist was installed from."
        )
    folders = list(folders_of(os.environ))
    for folder in folders:
        if all((folder / f"{language}{SUFFIX}").is_file() for language in languages):
            return folder
    raise Refused(_missing(folders, languages))


def folders_of(environment: Mapping[str, str]) -> Iterator[Path]:
    """The folders where languages may lie, the one a person named first."""
    named = environment.get("TESSDATA_PREFIX")
    if named:
        yield from (Path(named), Path(named) / "tessdata")
    # The newest first: of version 5 before those of version 4.
    yield from sorted(Path("/usr/share/tesseract-ocr").glob("*/tessdata"), reverse=True)
    yield from map(Path, _PLACES)
    yield Path(sys.prefix) / "share" / "tessdata"
    for programs in ("PROGRAMFILES", "LOCALAPPDATA"):
        if programs in environment:
            yield Path(environment[programs]) / "Tesseract-OCR" / "tessdata"


def installed(folders: list[Path]) -> tuple[str, ...]:
    """The languages that lie in the folders; `osd` tells how a page lies, and is none."""
    found = {file.stem for folder in folders for file in folder.glob(f"*{SUFFIX}")}
    return tuple(sorted(found - {"osd"}))


def _require_names(languages: tuple[str, ...]) -> None:
    if not languages or not all(map(_LANGUAGE.fullmatch, languages)):
        raise Refused(
            f"“{'+'.join(languages)}” names no languages; write them as Tesseract does: eng+srp."
        )


def _missing(folders: list[Path], languages: tuple[str, ...]) -> str:
    known = installed(folders)
    missing = [each for each in languages if each not in known] or languages
    names = ", ".join(f"“{each}”" for each in missing)
    package = f"tesseract-ocr-{missing[0].replace('_', '-')}"
    there = f"; installed here: {', '.join(known)}" if known else ""
    return (
        f"Tesseract has not learned to read {names} on this machine: install its data "
        f"(on Debian and Ubuntu: apt install {package}), or name their folder in "
        f"TESSDATA_PREFIX{there}."
    )


def here() -> tuple[str, ...]:
    """The languages that are installed on this machine."""
    return installed(list(folders_of(os.environ)))


def languages_for(code: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the `known` languages that a text in the language of a code is likely in.

    Without any it is English, or the first that there is.
    """
    wanted = code.partition("-")[0].lower()
    found = tuple(each for each in known if code_of(each).partition("-")[0] == wanted != "")
    return found or tuple(each for each in known if each == "eng") or known[:1]


def code_of(language: str) -> str:
    """The code (BCP 47) of a language by its name in Tesseract; empty for one not known here."""
    return _CODES.get(language, "")
