"""Encodings: the characters that come out are the ones that went in."""

from __future__ import annotations

import pytest

from rashomon.errors import ReportError
from rashomon.intake.decode import decode
from rashomon.settings import IntakeSettings

SETTINGS = IntakeSettings()
QUOTED = "“We won’t sign,” said Néstor Müller.\r\nThe talks ended — quietly — in São Tomé at a cost of £3."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "gb18030"])
def test_round_trip(encoding: str) -> None:
    assert decode(QUOTED.encode(encoding), settings=SETTINGS) == QUOTED


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Переговоры в Осло завершились без результата, сообщил министр. Стороны встретятся снова.", "cp1251"),
        ("Переговоры в Осло завершились без результата, сообщил министр. Стороны встретятся снова.", "koi8-r"),
        ("大統領は月曜日に会談すると発表した。次の会談は来週行われる。", "shift_jis"),
    ],
)
def test_other_scripts(text: str, encoding: str) -> None:
    assert decode((text * 3).encode(encoding), settings=SETTINGS) == text * 3


def test_what_a_page_declares_is_believed_only_where_it_fits() -> None:
    page = '<html><meta charset="{}"><p>Łódź and Kraków waited.</p></html>'
    assert decode(page.format("iso-8859-2").encode("iso-8859-2"), settings=SETTINGS) == page.format("iso-8859-2")
    assert decode(page.format("us-ascii").encode("utf-8"), settings=SETTINGS) == page.format("us-ascii")
    for nonsense in ("rot13", "no-such", "utf-8"):  # must not raise, whatever comes out
        decode(page.format(nonsense).encode("iso-8859-2"), settings=SETTINGS)


def test_a_few_bad_bytes_do_not_turn_the_rest_to_rubbish() -> None:
    data = ("“Never,” she said. " * 20).encode() + b"\xe2\x80"
    assert decode(data, settings=SETTINGS) == "“Never,” she said. " * 20 + "\ufffd"


def test_control_codes_of_wire_copy_are_no_reason_to_refuse() -> None:
    wire = "\x1bq BULLETIN\r\n" + "The ship docked at noon. " * 10 + "\x1a"
    assert decode(wire.encode(), settings=SETTINGS) == wire


def test_many_control_codes_are() -> None:
    with pytest.raises(ReportError) as caught:
        decode(b"\x02\x03 ship", settings=SETTINGS)
    assert caught.value.reason == "binary"
