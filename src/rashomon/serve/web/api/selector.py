"""A span of a report in the W3C Web Annotation Data Model (2017), so that other tools find it again.

By its words with what stands before and after them (TextQuoteSelector), and by its place in Unicode code points
(TextPositionSelector).
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from rashomon.model.report import Report
from rashomon.model.spans import Span
from rashomon.serve.web.api.rows import Shape
from rashomon.serve.web.links import report_link

WEB_ANNOTATION = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
_AROUND = 32
"""Code points before and after a quotation; what Hypothesis and Apache Annotator use."""


class TextQuoteSelector(Shape):
    """The words, and those around them."""

    type: Literal["TextQuoteSelector"] = "TextQuoteSelector"
    exact: str
    prefix: str
    suffix: str


class TextPositionSelector(Shape):
    """The place, in code points of the report's text."""

    type: Literal["TextPositionSelector"] = "TextPositionSelector"
    start: int
    end: int


class Target(Shape):
    """The span: where the text is, and two ways to find it there. `canonical` is the address it was published at."""

    source: str
    canonical: str | None = None
    selector: tuple[TextQuoteSelector, TextPositionSelector]


class WebAnnotation(Shape):
    """An annotation that points at a span and says no more."""

    context: Literal["http://www.w3.org/ns/anno.jsonld"] = Field(
        alias="@context", default="http://www.w3.org/ns/anno.jsonld"
    )
    id: str
    type: Literal["Annotation"] = "Annotation"
    motivation: Literal["highlighting"] = "highlighting"
    target: Target


def web_annotation(report: Report, span: Span, *, base: str, version: int | None = None) -> WebAnnotation:
    """The annotation of `span`; `base` is this server's address with a slash at its end."""
    root = base.removesuffix("/")
    text = report.text
    return WebAnnotation(
        id=root + report_link(report.id, span, version=version),
        target=Target(
            source=root + report_link(report.id, version=version),
            canonical=report.url,
            selector=(
                TextQuoteSelector(
                    exact=text[span.start : span.end],
                    prefix=text[max(0, span.start - _AROUND) : span.start],
                    suffix=text[span.end : span.end + _AROUND],
                ),
                TextPositionSelector(start=span.start, end=span.end),
            ),
        ),
    )
