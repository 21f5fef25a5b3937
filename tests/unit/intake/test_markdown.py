"""The marks of Markdown go, and nothing else does."""

import pytest

from rashomon.intake.markdown import read_markdown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The **mayor** of *Lyran*, ~~Ann~~ Ola Field, left.", "The mayor of Lyran, Ann Ola Field, left."),
        ("See [the notice](https://lyran.example/n?a=1 'Notice').", "See the notice."),
        ("![A ship](ship.jpg)\n\nIt sank.", "It sank."),
        ("> “I saw it,”\n> she said.", "“I saw it,”\nshe said."),
        ("- one\n- two\n\n  still two", "one\n\ntwo\n\nstill two"),
        ("By Ann Field\nThe Lyran Bell", "By Ann Field\nThe Lyran Bell"),
        ("Done.\n\n---\n\n## Why\n\nNobody knows.", "Done.\n\nWhy\n\nNobody knows."),
        ("Fish &amp; ships \\*cost\\* 3 * 4 crowns.", "Fish & ships *cost* 3 * 4 crowns."),
        ("<div class='x'>Boxed <b>words</b>.</div>", "Boxed words."),
        ("<!-- for\nthe desk -->\nShips left.", "Ships left."),
        ("| Port | Ships |\n|---|---|\n| Lyran | 12 |", "Port\n\nShips\n\nLyran\n\n12"),
        ("```\ncoded\n```", "coded"),
        ("", ""),
    ],
)
def test_marks_are_taken_off(text: str, expected: str) -> None:
    assert read_markdown(text) == (None, expected)


@pytest.mark.parametrize(
    "text",
    [
        "4. March was cold.\n\nIt snowed.",  # an ordered list of one item, which may be a date
        "#strike trended in Lyran.",
        "The f***ing harbour, snake_case_names and 5 > 3.",
        "“We won't,” she said — twice.",
    ],
)
def test_what_is_no_mark_stays(text: str) -> None:
    assert read_markdown(text) == (None, text)


def test_only_a_first_level_heading_at_the_top_is_the_title() -> None:
    assert read_markdown("# Port *reopens*\n\nShips left.\n\n# Weather\n\nRain.") == (
        "Port reopens",
        "Ships left.\n\nWeather\n\nRain.",
    )
    assert read_markdown("Port reopens\n===\n\nShips left.") == ("Port reopens", "Ships left.")
    assert read_markdown("## Port reopens\n\nShips left.") == (None, "Port reopens\n\nShips left.")
    assert read_markdown("Ships left.\n\n# Weather")[0] is None


def test_quotations_in_quotations_are_read() -> None:
    assert read_markdown(">" * 9 + " Ships left.") == (None, "Ships left.")
