"""How fast the reading room answers: readers who open stories, lists and searches of one archive at the same time.

    python -m benchmarks.web [--archive FILE] [--reports 1000] [--readers 20] [--requests 40] [--pause 1.0]
                             [--settle 0] [PATH ...]
    python -m benchmarks.web --archive ten.db --reports 10000 --paragraphs 3 [--settle 20]

Where there is no archive, one is made of the reports under PATH, or of so many made-up ones (benchmarks.synthetic), and
stays in FILE; the second line takes eleven minutes of one processor the first time. Each reader opens a page, pauses
for between half and three halves of `pause` seconds, and opens the next; pause 0 shows what the server can do at most.
Times are the server's own (the header Server-Timing: from the request's arrival until the answer begins, waiting for a
thread included), so that the readers' own work does not count. "first" is the first visit of a page, "again" a later
one. The server makes pages of large stories before anybody asks: readers who come at once, settle 0, find none yet.
The goal for 10,000 reports on two cores and 20 readers: p95 of a story page under 60 ms, of lists and searches under 80
ms, and no story page above 300 kB.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import json
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from urllib.parse import quote

import rashomon
from benchmarks.synthetic import make_stream

KINDS = ("story", "list", "search", "report")


@dataclass(slots=True)
class Taken:
    """What was measured of one kind of page: seconds and bytes."""

    seconds: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    bytes: list[int] = field(default_factory=list)


def newslike(text: str, paragraphs: int) -> str:
    """Return the headline and so many paragraphs of a made-up text in sentences, of which every third one is said."""
    headline, *bodies = text.split("\n\n")
    speakers = [word for word in headline.split() if word.istitle()] or ["Nobody"]
    out = [headline]
    for number, body in enumerate(bodies[:paragraphs]):
        words = body.rstrip(".").split()
        first, second, third = (" ".join(words[place::3]) for place in range(3))
        speaker = speakers[number % len(speakers)]
        out.append(f"{first.capitalize()}. {second.capitalize()}. {speaker} said that {third}.")
    return "\n\n".join(out)


def make_archive(path: Path, paths: list[str], reports: int, workers: int, paragraphs: int) -> None:
    """Fill a new archive, saying how long it took."""
    begun = time.perf_counter()
    with rashomon.open(path) as archive:
        if paths:
            added = archive.add(paths, workers=workers)
        else:
            source = path.with_suffix(".jsonl")
            with source.open("w", encoding="utf-8") as file:
                for made in islice(make_stream(reports), reports):
                    report = made.report
                    record = {"id": report.id, "outlet": report.outlet, "published": report.published.iso}
                    file.write(json.dumps({**record, "text": newslike(report.text, paragraphs)}) + "\n")
            added = archive.add([str(source)], workers=workers)
    print(f"{added.new} reports added in {time.perf_counter() - begun:.0f} s")


@contextlib.contextmanager
def serving(archive: Path) -> Iterator[int]:
    """Run the server over `archive`, and yield its port."""
    command = [sys.executable, "-m", "rashomon", "serve", "--archive", str(archive), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if found := re.search(r"http://[^:]+:(\d+)/", line):
                break
        else:
            raise SystemExit("the server did not start")
        threading.Thread(target=process.stderr.read, daemon=True).start()
        try:
            yield int(found[1])
        finally:
            process.terminate()


def addresses(port: int, chance: random.Random) -> dict[str, list[str]]:
    """Return addresses of every kind: stories weighted to the newest, as readers do; words of headlines to look for."""
    stories = json.loads(fetch(http.client.HTTPConnection("127.0.0.1", port), "/api/v1/stories?limit=200")[2])["items"]
    reports = [report for story in stories for report in story["reports"]]
    words = sorted({word for story in stories for word in re.findall(r"[A-Za-z]{5,}", story["headline"])})
    return {
        "story": [f"/stories/{story['id']}" for story in stories],
        "list": ["/stories", "/stories?status=disputed", "/stories?status=corroborated", "/reports"],
        "search": [f"/search?q={quote(word)}" for word in chance.sample(words, min(100, len(words)))],
        "report": [f"/reports/{quote(report, safe='')}" for report in chance.sample(reports, min(200, len(reports)))],
    }


def fetch(connection: http.client.HTTPConnection, address: str) -> tuple[int, float, bytes]:
    """Return status, the server's seconds and body."""
    connection.request("GET", address)
    answer = connection.getresponse()
    body = answer.read()
    found = re.search(r"dur=([\d.]+)", answer.headers.get("Server-Timing", ""))
    return answer.status, float(found[1]) / 1000 if found else float("nan"), body


def read(
    port: int,
    pool: dict[str, list[str]],
    requests: int,
    pause: float,
    seed: int,
    taken: dict[str, Taken],
    seen: set[str],
) -> None:
    """Be one reader."""
    chance = random.Random(seed)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    time.sleep(chance.random() * pause)
    for _ in range(requests):
        kind = chance.choices(KINDS, (4, 2, 2, 2))[0]
        address = pool[kind][min(int(chance.expovariate(4 / len(pool[kind]))), len(pool[kind]) - 1)]
        new = address not in seen
        seen.add(address)
        status, seconds, body = fetch(connection, address)
        if status != 200:
            raise SystemExit(f"{address}: {status}")
        (taken[kind].first if new else taken[kind].seconds).append(seconds)
        taken[kind].bytes.append(len(body))
        time.sleep(pause * (0.5 + chance.random()))


def quantile(values: list[float], share: float) -> str:
    """Return a quantile in milliseconds, as text."""
    if not values:
        return "    –"
    ordered = sorted(values)
    return f"{1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]:5.0f}"


def main() -> None:
    """Print a row a kind of page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--archive", type=Path)
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--requests", type=int, default=40)
    parser.add_argument("--pause", type=float, default=1.0)
    parser.add_argument("--settle", type=float, default=0.0, help="seconds the server has before the readers come")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--paragraphs", type=int, default=12, help="of about forty words, at most, in a made-up report")
    parser.add_argument("paths", nargs="*")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        archive = given.archive or Path(folder) / "bench.db"
        if not archive.exists():
            make_archive(archive, given.paths, given.reports, given.workers, given.paragraphs)
        with serving(archive) as port:
            chance = random.Random(1)
            pool = addresses(port, chance)
            taken = {kind: Taken() for kind in KINDS}
            seen: set[str] = set()
            time.sleep(given.settle)
            readers = [
                threading.Thread(target=read, args=(port, pool, given.requests, given.pause, seed, taken, seen))
                for seed in range(given.readers)
            ]
            begun = time.perf_counter()
            for reader in readers:
                reader.start()
            for reader in readers:
                reader.join()
            wall = time.perf_counter() - begun
    print(f"{given.readers} readers, {given.readers * given.requests / wall:.1f} pages a second")
    print("            again           first           largest")
    print("page        p50   p95 ms    p50   p95 ms    kB     visits")
    for kind, row in taken.items():
        again = f"{quantile(row.seconds, 0.5)} {quantile(row.seconds, 0.95)}"
        first = f"{quantile(row.first, 0.5)} {quantile(row.first, 0.95)}"
        print(f"{kind:<8} {again}    {first}     {max(row.bytes, default=0) / 1000:6.0f}    {len(row.bytes):5}")


if __name__ == "__main__":
    main()
