"""Front matter and mail headers give fields; what only looks like them stays text."""

import pytest

from rashomon.intake.preamble import read_preamble


def test_front_matter_gives_fields() -> None:
    text = (
        "---\r\n"
        'title: "The \\"Bell\\" rings: again"\r\n'
        "date: 2024-02-03 # a Saturday\r\n"
        "# a remark\r\n"
        "authors:\r\n  - Ann Field\r\n  - 'Omar O''Hara'\r\n"
        "tags: [port, 'sea wall']\r\n"
        "summary: >\r\n  Ships\r\n  left.\r\n"
        "draft:\r\n"
        "---\r\nShips left.\r\n"
    )
    assert read_preamble(text) == (
        {
            "title": 'The "Bell" rings: again',
            "date": "2024-02-03",
            "authors": ("Ann Field", "Omar O'Hara"),
            "tags": ("port", "sea wall"),
            "summary": "Ships left.",
            "draft": "",
        },
        "Ships left.\r\n",
    )


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        ('title: "Port reopens" # a draft', "Port reopens"),
        ("title: 'Port #2 reopens' # a draft", "Port #2 reopens"),
        ("title: Port #2 reopens", "Port"),
        ("title: Port#2 reopens", "Port#2 reopens"),
        ('title: "Yes" or "No"', '"Yes" or "No"'),
        ("title: Update: port reopens", "Update: port reopens"),
        ('title: "Port\n  reopens"', "Port reopens"),
        ("title:\n  Port\n  reopens", "Port reopens"),
        ("title: >- # folded\n  Port: open\n  - at last", "Port: open - at last"),
        ("title: # none", ""),
        ("title: {en: Port}", None),
        ("author:\n  name: Ann Field\n  email: ann@lyran.example", "Ann Field"),
        ("author:\n  email: ann@lyran.example", None),
        ("authors: # both\n- name: Ann Field\n  desk: ports\n- Omar\n  O'Hara", ("Ann Field", "Omar O'Hara")),
        ("tags:\n  - ships\n    and ports\n  # - mills\n  - 'sea wall' # new", ("ships and ports", "sea wall")),
        ("tags: ['ships, ports', \"#1\", O'Hara] # new", ("ships, ports", "#1", "O'Hara")),
        ("tags: [ships,\n  ports]", ("ships", "ports")),
    ],
)
def test_a_field_has_the_value_that_yaml_gives_it(lines: str, value: str | tuple[str, ...] | None) -> None:
    fields, body = read_preamble(f"---\nurl: x\n{lines}\n---\nShips left.")
    assert body == "Ships left."
    assert fields.get(lines.partition(":")[0]) == value


@pytest.mark.parametrize("value", ["[" * 50_000 + "]" * 50_000, "'x" * 50_000, '"\\' * 50_000, "['," * 50_000 + "]"])
def test_a_field_that_is_out_to_harm_is_read(value: str) -> None:
    assert read_preamble(f"---\ntitle: {value}\n---\nShips left.")[1] == "Ships left."


def test_no_blank_is_needed_behind_the_colon_of_a_header() -> None:
    fields, body = read_preamble("From:desk@lyran.example\nCc:\nSubject:Ships leave\n\nShips left.\n")
    assert (fields["title"], fields["from"], body) == ("Ships leave", "desk@lyran.example", "Ships left.\n")


@pytest.mark.parametrize(
    "text",
    [
        "---\nShips left at dawn.\n---\nThe rest.",  # a rule above a standfirst
        "---\nANN: Who went?\nOLA: All of us.\n---\nThe rest.",  # a dialogue between rules: no field is known
        "---\ntitle: Ships left\nand no rule follows.",
        "---\ntitle: Ships left",
        "title: Ships left\n---\nThe rest.",
        "----\ntitle: Ships left\n----\nThe rest.",
    ],
)
def test_what_is_no_front_matter_stays(text: str) -> None:
    assert read_preamble(text) == ({}, text)


def test_the_header_of_a_mail_gives_its_subject_and_date() -> None:
    text = (
        "From: desk@lyran.example\nTo: all@lyran.example\nDate: Sat, 03 Feb 2024 09:10:00 +0100\n"
        "Subject: Ships leave =?utf-8?q?L=C3=BDran?=\n at dawn\n\nShips left.\n\nAll of them.\n"
    )
    fields, body = read_preamble(text)
    assert body == "Ships left.\n\nAll of them.\n"
    assert fields["title"] == "Ships leave Lýran at dawn"
    assert fields["date"] == "Sat, 03 Feb 2024 09:10:00 +0100"


@pytest.mark.parametrize(
    "text",
    [
        "From: Lyran\nShips left at dawn.\n\nAll of them.",
        "From: Lyran\nDate set: ships leave\n\nShips left at dawn.",
        "From: our correspondent\n\nShips left at dawn.",
        "Subject: Ships\nDate: 3 Feb 2024\n\nShips left at dawn.",
        "From: a@b.example\nSubject: Ships\nContent-Type: multipart/mixed; boundary=x\n\n--x\n",
        "From: a@b.example\nSubject: Ships\nContent-Transfer-Encoding: base64\n\nU2hpcHM=\n",
        "From: a@b.example\nSubject: Ships",
    ],
)
def test_what_is_no_plain_mail_stays(text: str) -> None:
    assert read_preamble(text) == ({}, text)


def test_a_long_preamble_is_none() -> None:
    text = "---\n" + "title: Ships\n" * 200_000 + "---\nShips left."
    assert read_preamble(text) == ({}, text)
