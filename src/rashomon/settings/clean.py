"""Stage 2, clean."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanSettings:
    """Stage 2, clean. Lengths in words come from 1,700 news reports (PolNeAR, NewsCluster, ECB+): their headlines and
    standfirsts by length, 99th percentile rounded up, unless said otherwise."""

    page_characters: int = 5_000_000
    """Longest page of HTML, in code points. News pages stay under 2 million; 12 million took 20 s."""
    page_letters: int = 20
    """Fewest letters of an article on a page; fewer are a menu's ("Home", "Log in to read")."""
    line_characters: int = 1_200
    """Longest paragraph that can be anything but body, in code points."""
    title_words: int = 30
    """Most words of a headline."""
    standfirst_words: int = 50
    """Most words of a standfirst."""
    standfirst_lines: int = 2
    """Most lines of a standfirst."""
    kicker_words: int = 2
    """Most words of a section's name above a headline ("World", "Middle East")."""
    name_words: int = 4
    """Most words of an author's or outlet's name on a line of its own next to a byline."""
    label_characters: int = 120
    """Longest label that a page puts before a caption ("Image copyright NAME Image caption"), in code points: the label
    and eighty for the name."""
    caption_words: int = 4
    """Fewest words of a caption beside its label; fewer are a name ("Photo: Ann Field")."""
    captions: int = 30
    """Most captions of pictures that are taken from one page; a gallery has more."""
    caption_passages: int = 4
    """Paragraphs and captions above the first paragraph of the article among which the caption of its first picture may
    stand; headline, standfirst and byline are often paragraphs."""
    repeat_words: int = 3
    """Fewest words of a line that is taken for a headline because it stands there twice; also what a line must exceed
    to be a standfirst. Shorter lines are cross-heads and labels."""
    head_paragraphs: int = 8
    """How many paragraphs from the top a headline, and below it a standfirst, is looked for."""
    sentence_words: int = 4
    """Fewest words of a sentence that shows that there is a text below the headline."""
    prose_words: int = 12
    """Fewest words of a paragraph that ends the top of a report; bylines and short standfirsts have fewer."""
    title_case: float = 0.9
    """Share of capitalised words, function words left out, from which a line with a final full stop is a headline.
    "Donald Trump met Vladimir Putin in Alaska." has .83."""
    list_lines: int = 12
    """Most lines of a list of links below a line such as "Related stories"."""
    transcript_lines: int = 4
    """Fewest paragraphs of the form "NAME: …" in a transcript."""
    transcript_share: float = 0.4
    """Their least share of all paragraphs in a transcript."""
    wrap_width: int = 100
    """Longest line of a hard-wrapped text, in code points; RFC 2822 and wire services break at 60 to 78."""
    wrap_lines: int = 3
    """Fewest line breaks inside stretches from which wrapping can be told."""
    wrap_share: float = 0.7
    """Share of these breaks that must be full, that is, where the next word would not have fitted."""
    wrap_lower: float = 0.4
    """Share of the lines after these breaks that must begin with a small letter; of the words of news text .75 do, of
    sentences and list items hardly any."""
    wrap_slack: float = 0.2
    """How far below the longest line a full line may fall short, as a share of it; allows for ragged wrapping."""
    language_characters: int = 2_000
    """How much of a text is looked at to tell its language, in code points."""
    english_words: int = 4
    """Fewest function words of English that settle the matter without the language identifier."""
    english_share: float = 0.06
    """Their least share of all words. 98 % of 1,646 development reports have both; of the example texts of 64 other
    languages that come with spaCy, none has a single such word."""
    latin_share: float = 0.5
    """Least share of the letters A to Z among all letters of an English text."""
    foreign_letters: int = 60
    """Fewest letters of a text in Latin letters that is refused as not English on the identifier's word alone."""
    foreign_sure: float = 0.9
    """The identifier's least probability for that. Of 6,000 English paragraphs with 60 to 200 letters none was taken
    for another language with more than .87."""
    foreign_agreed: float = 0.5
    """The same where the language that was given with the report agrees."""
