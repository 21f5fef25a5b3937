"""A story as JSON-LD in the words of schema.org.

A story is a Collection of NewsArticles; what they report are Claims, each with the Quotations (verbatim spans) that it
rests on, and who is quoted; actors are Persons and Organizations, places Places. ClaimReview is not used: that would
say whether a claim is true. What schema.org has no word for is in words of our own, with the prefix "r": a claim's
status, origins and reports, the spans against it and how each speaks against it, and the force of a statement.
"""

from __future__ import annotations

from rashomon.model.report import Report
from rashomon.model.synopsis import Citation, Claim, StoryActor, StoryPlace, StoryReport, Synopsis
from rashomon.pipeline import Briefing
from rashomon.present.as_json import Json
from rashomon.serve.web.links import report_link, story_link

LINKED_DATA = "application/ld+json"
CONTEXT = ("https://schema.org", {"r": "urn:rashomon:"})
_TYPES = {"person": "Person", "organisation": "Organization", "outlet": "NewsMediaOrganization", "state": "Country"}


def story_linked(briefing: Briefing, *, base: str) -> Json:
    """The one story of `briefing`; `base` is this server's address with a slash at its end."""
    (synopsis,) = briefing.synopses
    root = base.removesuffix("/")
    texts = {member.report.id: member.report for member in briefing.reports}
    address = root + story_link(synopsis.story)
    quotations = _quotations(synopsis, texts, root)
    return {
        "@context": list(CONTEXT),
        "@type": "Collection",
        "@id": address,
        "url": address,
        "name": _words(synopsis.headline, texts),
        "temporalCoverage": _period(synopsis),
        "hasPart": [_article(report, root) for report in synopsis.reports],
        "mentions": [_actor(actor, address) for actor in synopsis.actors]
        + [_place(place) for place in synopsis.places],
        "about": [_claim(claim, texts, root, address) for claim in synopsis.claims],
        "citation": quotations,
    }


def _place(place: StoryPlace) -> Json:
    made: Json = {"@type": "Place", "name": place.name}
    if place.located:
        made["geo"] = {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
    return made


def _article(report: StoryReport, root: str) -> Json:
    made: Json = {"@type": "NewsArticle", "@id": root + report_link(report.id), "headline": report.title}
    if report.outlet is not None:
        made["publisher"] = {"@type": "NewsMediaOrganization", "name": report.outlet}
    if report.published.iso is not None:
        made["datePublished"] = report.published.iso
    if report.url is not None:
        made["sameAs"] = report.url
    if report.copy_of is not None:
        made["isBasedOn"] = {"@id": root + report_link(report.copy_of)}
    return made


def _actor(actor: StoryActor, address: str) -> Json:
    made: Json = {
        "@type": _TYPES.get(actor.kind, "Thing"),
        "@id": f"{address}#actor-{actor.id}",
        "name": actor.name,
    }
    others = [name for name in actor.names if name != actor.name]
    if others:
        made["alternateName"] = others
    if actor.kind == "person" and actor.office:
        made["jobTitle"] = actor.office
    return made


def _claim(claim: Claim, texts: dict[str, Report], root: str, address: str) -> Json:
    return {
        "@type": "Claim",
        "@id": f"{address}#c-{claim.id}",
        "text": _words(claim.gist, texts),
        "appearance": [_quotation(item.at, texts, root) for item in claim.support],
        "r:status": claim.status,
        "r:origins": claim.origins,
        "r:reports": claim.reports,
        "r:against": [{**_quotation(item.at, texts, root), "r:how": item.how} for item in claim.against],
    }


def _quotations(synopsis: Synopsis, texts: dict[str, Report], root: str) -> list[Json]:
    """Every span that somebody is said to have said, with who said it."""
    address = root + story_link(synopsis.story)
    return [
        {
            **_quotation(at, texts, root),
            "creator": {"@id": f"{address}#actor-{statement.actor}"},
            "r:force": statement.force,
        }
        for statement in synopsis.statements
        for at in statement.spans
    ]


def _quotation(at: Citation, texts: dict[str, Report], root: str) -> Json:
    return {
        "@type": "Quotation",
        "@id": root + report_link(at.report, at),
        "text": _words(at, texts),
        "isPartOf": {"@id": root + report_link(at.report)},
    }


def _words(at: Citation, texts: dict[str, Report]) -> str:
    return texts[at.report].text[at.start : at.end]


def _period(synopsis: Synopsis) -> str | None:
    if synopsis.first is None or synopsis.last is None:
        return None
    return f"{synopsis.first.isoformat()}/{synopsis.last.isoformat()}"
