"""Follow one report of the sample coverage through the stages and print what each makes of it.

python scripts/follow_report.py           print the section
python scripts/follow_report.py --write   put it into ARCHITECTURE.md, between its two markers
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from rashomon import pipeline
from rashomon.model.spans import Span
from rashomon.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "examples" / "portsmouth-1905"
REPORT = "legation-review-0819"
PAGE = ROOT / "ARCHITECTURE.md"
BEGIN, END = "<!-- begin: scripts/follow_report.py -->", "<!-- end -->"


def section() -> str:
    """Return the walk-through as Markdown."""
    settings = Settings()
    briefing = pipeline.brief([str(SAMPLE)], settings=settings)
    (member,) = [item for item in briefing.reports if item.report.id == REPORT]
    (synopsis,) = [item for item in briefing.synopses if any(row.id == REPORT for row in item.reports)]
    report, annotation = member.report, member.annotation
    names = {actor.id: actor.name for actor in annotation.actors}

    def words(spans: tuple[Span, ...]) -> str:
        return " … ".join(" ".join(report.text[span.start : span.end].split()) for span in spans) or "–"

    out = ["**intake** and **clean** make a Report:", "", "| field | value |", "|---|---|"]
    out.append(f"| id | `{report.id}` |")
    out.append(f"| outlet | {report.outlet} |")
    out.append(f"| published | {report.published.iso} ({report.published.source}) |")
    roles = Counter(block.role for block in report.blocks)
    out.append(f"| text | {len(report.text)} code points in {len(report.blocks)} blocks: {_counts(roles)} |")
    out += ["", f"**annotate** finds {len(annotation.sentences)} sentences and these attributions:", ""]
    out += ["| speaker | force | content |", "|---|---|---|"]
    for item in annotation.attributions:
        speaker = names.get(item.speaker or "", "–")
        out.append(f"| {speaker} ({words(item.source)}) | {item.force} | {words(item.content)} |")
    out += ["", "times, figures and actors:", "", "| words | value |", "|---|---|"]
    for time in annotation.times:
        out.append(f"| {words((time.span,))} | {time.type} {time.value} |")
    for figure in annotation.figures:
        value = f"{figure.low:g}" if figure.low == figure.high else f"{figure.low:g} to {figure.high:g}"
        out.append(
            f"| {words((figure.span,))} | {' '.join(part for part in (value, figure.unit, figure.of) if part)} |"
        )
    for actor in annotation.actors:
        forms = Counter(mention.form for mention in actor.mentions)
        out.append(f"| {actor.name} | {actor.kind}, {_counts(forms)} |")
    reports = len(synopsis.reports)
    out += ["", f"**group** puts it into a story of {reports} reports with {len(synopsis.copies)} copies.", ""]
    statuses = Counter(claim.status for claim in synopsis.claims)
    out.append(
        f"**reconcile** makes {len(synopsis.claims)} claims of the story: {_counts(statuses)}. This report stands"
    )
    out.append("in these of them with others, or speaks against them:")
    out += ["", "| status | claim | against it |", "|---|---|---|"]
    texts = {item.report.id: item.report.text for item in briefing.reports}
    for claim in synopsis.claims:
        here = [item for item in claim.against if item.at.report == REPORT]
        if not here and (claim.reports < 2 or all(item.at.report != REPORT for item in claim.support)):
            continue
        gist = " ".join(texts[claim.gist.report][claim.gist.start : claim.gist.end].split())
        against = "; ".join(f"{item.how}: {words((Span(item.at.start, item.at.end),))}" for item in here)
        out.append(f"| {claim.status} | {gist} | {against} |")
    return "\n".join(out)


def _counts(counter: Counter[str]) -> str:
    return ", ".join(f"{count} {name}" for name, count in sorted(counter.items(), key=lambda row: (-row[1], row[0])))


def main() -> None:
    """Print the section or write it into the page."""
    if sys.argv[1:] != ["--write"]:
        print(section())
        return
    page = PAGE.read_text(encoding="utf-8")
    head, rest = page.split(BEGIN, 1)
    PAGE.write_text(f"{head}{BEGIN}\n{section()}\n{END}{rest.split(END, 1)[1]}", encoding="utf-8")


if __name__ == "__main__":
    main()
