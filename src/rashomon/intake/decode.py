"""Turn bytes into characters, one for one, without touching line ends."""

from __future__ import annotations

import codecs
import re

from rashomon.errors import ReportError
from rashomon.settings import IntakeSettings

_BOMS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_MISREAD = re.compile(  # what other encodings look like in Windows-1252: "wonÕt", "Wa³êsa", "¡°Never"
    r"[a-z][À-ÖØ-Þ][a-z]|[A-Za-zß-ÿ][¡-¿×÷][A-Za-zß-ÿ]|[¡-§ª¬-¯±-º¼-¿]{2}"
)
_CONTROLS = dict.fromkeys(range(0x20)) | {0x7F: None}
_HARMLESS = "\t\n\v\f\r\x1a\x1b"  # white space; the end mark of CP/M files; escape, as in wire copy
_HEAD = 4096


def decode(data: bytes, *, settings: IntakeSettings) -> str:
    """Return the characters of `data`, without its byte order mark.

    A byte order mark decides; else UTF-8 if it fits; else what an HTML page declares in its first 4,096 bytes; else
    Windows-1252 if that gives English; else what charset-normalizer makes of the lines that are not ASCII. Raises
    ReportError with the reason "binary", "lone surrogates" or "unknown encoding".

    >>> decode(b"\\xef\\xbb\\xbfSigned.\\r\\n", settings=IntakeSettings())
    'Signed.\\r\\n'
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text = _strict(data[len(mark) :], encoding)
            if text is None:
                raise ReportError("intake", "unknown encoding", f"marked as {encoding}, but is not")
            return _printable(text, settings)
    text = _strict(data, "utf-8")
    if text is None:
        text = _legacy(data, settings)
    return _printable(text, settings)


def lone_surrogate(text: str) -> int | None:
    """The offset of the first lone surrogate in `text`, None if there is none.

    >>> lone_surrogate("Kyiv \\ud83d")
    5
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        return error.start
    return None


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _legacy(data: bytes, settings: IntakeSettings) -> str:
    if b"\0" in data:
        raise ReportError("intake", "binary", "holds zero bytes")
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        pass
    else:
        raise ReportError("intake", "lone surrogates", "UTF-8 with encoded surrogates")
    repaired = data.decode("utf-8", "replace")
    broken = repaired.count("\ufffd")
    beyond_ascii = sum(1 for character in repaired if character > "\x7f") - broken
    if broken <= settings.broken_share * beyond_ascii:
        return repaired  # UTF-8 with a few bad bytes: each stands as U+FFFD
    declared = _DECLARED.search(data, 0, _HEAD)
    if declared:
        name = declared[1].decode("ascii")
        text = _strict(data, name) if _is_text_encoding(name) else None
        if text is not None:
            return text
    return _detected(data, settings)


def _detected(data: bytes, settings: IntakeSettings) -> str:
    text = _strict(data, "cp1252")
    if text is not None and _is_western(text, settings):
        return text
    from charset_normalizer import from_bytes

    # The lines that are not ASCII carry all the evidence.
    telling = b"\n".join(line for line in data.split(b"\n") if not line.isascii())
    best = from_bytes(telling[: settings.detect_bytes]).best()
    if best is not None:
        text = _strict(data, best.encoding)
        if text is not None:
            return text
    raise ReportError("intake", "unknown encoding", "neither UTF-8 nor any encoding that can be told from the bytes")


def _is_western(text: str, settings: IntakeSettings) -> bool:
    """Whether `text`, read as Windows-1252, looks like English with a foreign name here and there.

    Detectors are weak on just this, the commonest legacy case, for lack of bytes to count: a few curly quotation
    marks and accents. The WHATWG Encoding Standard takes Windows-1252 for English pages that declare nothing, too.
    """
    letters = sum(map(str.isalpha, text))
    accented = sum(1 for character in text if character > "\x7f" and character.isalpha())
    return accented <= settings.western_share * letters and _MISREAD.search(text) is None


def _is_text_encoding(name: str) -> bool:
    try:
        return codecs.lookup(name)._is_text_encoding
    except LookupError:
        return False


def _printable(text: str, settings: IntakeSettings) -> str:
    if "\0" in text:
        raise ReportError("intake", "binary", "holds zero characters")
    at = lone_surrogate(text)
    if at is not None:
        raise ReportError("intake", "lone surrogates", f"the first at character {at}")
    harmless = sum(text.count(character) for character in _HARMLESS)
    controls = len(text) - len(text.translate(_CONTROLS)) - harmless
    if controls > settings.control_share * len(text):
        raise ReportError("intake", "binary", f"{controls:,} of {len(text):,} characters are control codes")
    return text
