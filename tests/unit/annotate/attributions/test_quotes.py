"""Which stretches of a paragraph are quoted."""

import pytest

from rashomon.annotate.attributions.quotes import find_quotations


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotations(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We won," she said. "At last."', ['"We won,"', '"At last."']),
        ("“We won,” she said. “At last.”", ["“We won,”", "“At last.”"]),
        ("''We won,'' she said.", ["''We won,''"]),
        ("``We won,'' she said.", ["``We won,''"]),
        ("«We won», she said.", ["«We won»"]),
        ("‘We won,’ she said; it’s over.", ["‘We won,’"]),
        ("Judge: 'Case closed' after a year's wait", ["'Case closed'"]),
        ("“He told me ‘run’ and I ran,” she said.", ["“He told me ‘run’ and I ran,”"]),
        ("The workers' strike and the '90s boom are the firm's.", []),
        ('A 6-foot-2" post fell.', []),
        ("He left” before noon.", []),
        ("“It goes on", ["“It goes on"]),
        ('"It goes on', ['"It goes on']),
        ("", []),
    ],
)
def test_marks(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_quotation_that_is_not_closed_says_so() -> None:
    text = "“One. “Two.”"
    assert [q.closed for q in find_quotations(text, 0, len(text))] == [True]
    assert [q.closed for q in find_quotations(text, 0, 5)] == [False]


def test_only_the_given_paragraph_is_read() -> None:
    text = '"a" b "c"'
    assert [(q.start, q.end) for q in find_quotations(text, 4, len(text))] == [(6, 9)]


@pytest.mark.parametrize("mark", ['"', "'", "“", "‘", "’", "''"])
def test_ten_thousand_marks(mark: str) -> None:
    text = f"a {mark}b" * 10_000
    ends = [q.end for q in find_quotations(text, 0, len(text))]
    assert ends == sorted(ends)
