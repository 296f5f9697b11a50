"""The encodings a person can choose for files that are not UTF-8, by the names people know."""

from PySide6 import QtCore

from archivist.intake.decoding import ENCODINGS

_NAMED = {
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "utf-32-le": "UTF-32 LE",
    "utf-32-be": "UTF-32 BE",
    "koi8-r": "KOI8-R",
    "koi8-u": "KOI8-U",
    "mac-roman": "Mac Roman",
    "mac-cyrillic": "Mac Cyrillic",
    "gb18030": "GB 18030",
    "big5": "Big5",
    "shift_jis": "Shift JIS",
    "euc_jp": "EUC-JP",
    "euc_kr": "EUC-KR",
}


def choices() -> tuple[tuple[str, str], ...]:
    """Values for `import_from` and their words; the first is to trust the file."""
    said = QtCore.QCoreApplication.translate
    trusted = ("", said("Encodings", "Encoding: as the file says"))
    return (trusted, *((each, _words(each)) for each in ENCODINGS if each != "utf-8"))


def _words(encoding: str) -> str:
    said = QtCore.QCoreApplication.translate
    for prefix, name in (("cp1", "Windows-1"), ("cp", "DOS "), ("iso8859-", "ISO 8859-")):
        if encoding.startswith(prefix):
            named = name + encoding.removeprefix(prefix)
            break
    else:
        named = _NAMED[encoding]
    where = {
        "cp1250": said("Encodings", "Central Europe"),
        "cp1251": said("Encodings", "Cyrillic"),
        "cp1252": said("Encodings", "Western Europe"),
        "cp1253": said("Encodings", "Greek"),
        "cp1254": said("Encodings", "Turkish"),
        "cp1255": said("Encodings", "Hebrew"),
        "cp1256": said("Encodings", "Arabic"),
        "cp1257": said("Encodings", "Baltic"),
        "cp1258": said("Encodings", "Vietnamese"),
        "iso8859-1": said("Encodings", "Western Europe"),
        "iso8859-2": said("Encodings", "Central Europe"),
        "iso8859-5": said("Encodings", "Cyrillic"),
        "iso8859-7": said("Encodings", "Greek"),
        "iso8859-9": said("Encodings", "Turkish"),
        "iso8859-15": said("Encodings", "Western Europe, with €"),
        "cp437": said("Encodings", "Western Europe"),
        "cp850": said("Encodings", "Western Europe"),
        "cp852": said("Encodings", "Central Europe"),
        "cp855": said("Encodings", "Cyrillic"),
        "cp866": said("Encodings", "Cyrillic"),
        "koi8-r": said("Encodings", "Russian"),
        "koi8-u": said("Encodings", "Ukrainian"),
        "gb18030": said("Encodings", "Chinese, simplified"),
        "big5": said("Encodings", "Chinese, traditional"),
        "shift_jis": said("Encodings", "Japanese"),
        "euc_jp": said("Encodings", "Japanese"),
        "euc_kr": said("Encodings", "Korean"),
    }.get(encoding, "")
    return f"{named}: {where}" if where else named
