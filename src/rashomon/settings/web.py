"""The reading room: bounds that keep one client from spoiling it for the others."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSettings:
    """The reading room. They bound what one client can cost; none of them changes what a page says."""

    page: int = 50
    """Rows of a list where the client does not say how many; the present lists fit two screens."""
    largest_page: int = 200
    """Most rows of a list that may be asked for at once."""
    longest_query: int = 500
    """Most code points of a search or of the words looked for in a filter."""
    longest_quote: int = 5_000
    """Most code points of a quotation to be checked: about eight hundred words, more than any quotation in the news."""
    longest_passage: int = 100_000
    """Most code points of a span asked for as a web annotation."""
    body_bytes: int = 41_000_000
    """Largest body of a request, in bytes: one file of the largest size that intake reads, and a form around it."""
    json_bytes: int = 4_000_000
    """Largest JSON text of reports, in bytes: it is parsed at once, 50 ms in which nobody else is served."""
    form_bytes: int = 200_000
    """Largest body of a request that is neither an upload nor a paste, in bytes."""
    files: int = 200
    """Most files of one upload."""
    waiting_writes: int = 16
    """Writes that may wait for the one worker that writes; a further one is refused with 503."""
    finished_writes: int = 200
    """Finished writes whose outcome can still be asked for."""
    patience: float = 20.0
    """Seconds an edit may take before the answer is "accepted, ask later" rather than its outcome."""
    threads: int = 32
    """Requests that read the archive at the same time, each with a connection. Of those that want a page that is not
    made yet two work and the others wait, so there are more than cores could use: lists and searches find one free."""
    switch_seconds: float = 0.0005
    """Seconds for which one thread may keep the interpreter while others wait (Python's own choice is 0.005). A reader
    of a database gives it up at every row, and would wait as long at each: while the page of a story of 400 reports is
    made, searches and lists take 52 ms with this and 73 without (medians on a busy machine)."""
    connections: int = 256
    """Connections and running requests in all; beyond them the server answers 503 (uvicorn's limit_concurrency)."""
    head_bytes: int = 32_768
    """Largest head of a request, in bytes (h11's bound on an incomplete event)."""
    head_seconds: float = 10.0
    """Seconds that a client may take to send the head of a request, and that an idle connection is kept."""
    stall_seconds: float = 30.0
    """Seconds without a byte after which a client that sends a body, or reads an answer, is given up."""
    wrong_tokens: int = 10
    """Wrong tokens from one address in `wrong_seconds` after which it has to wait: nobody mistypes more often."""
    wrong_seconds: float = 60.0
    """Seconds in which wrong tokens are counted, and that who gave too many waits at most."""
    counts_seconds: float = 15.0
    """Seconds for which /metrics repeats its counts of the archive rather than counting anew."""
    lines: int = 16
    """Lines of one section on a story's page; the others are on pages of that section alone."""
    part_lines: int = 100
    """Lines of a page of one section: some 60 to 200 kB."""
    story_bytes: int = 290_000
    """Most bytes of a story's page without its frame. A page that would be larger shows half as many lines, and again:
    a page under 300 kB is there within a second at 3 Mbit/s, uncompressed."""
    story_sources: int = 40
    """Reports listed on a story's page; with more of them the list has pages of its own."""
    chosen_reports: int = 60
    """Up to so many reports of a story are chosen from a list to be compared; of more of them the numbers are typed."""
    kept_pages: int = 2_000
    """Bodies of story and report pages and charts kept in memory, compressed: at some 20 kB each, 40 MB. To make one
    takes 20 to 120 ms."""
    kept_known: int = 200
    """Stories of which is kept what other pages show of them, 1 kB a report, and the page of the large ones."""
    kept_stories: int = 24
    """Small stories of which is kept what their pages are made from: some 50 kB a report."""
    large_story: int = 20
    """Reports above which a story is large: its pages are made in a process of their own. One of so many reports
    takes 20 ms of processor time, in which nobody else is served; the process adds 2 ms and takes 90 MB."""
    kept_large: int = 4
    """Large stories of which the same is kept, in that process: one of 400 reports takes 20 MB."""
    ahead_stories: int = 200
    """Stories that changed last, of which the pages of the large ones are made before anybody asks; 0 for none."""
    ahead_seconds: float = 5.0
    """Seconds between two looks whether a story has changed."""
    ahead_calm: float = 15.0
    """Seconds without a change before pages are made ahead: while reports are added, stories change at every chunk."""
    exports: int = 4
    """Exports that may run at the same time."""
    feed_entries: int = 50
    """Entries of an Atom feed."""
