"""Found attributions get their meaning: kind, force, speaker, chain."""

from __future__ import annotations

from rashomon.annotate.found import FoundAttribution
from rashomon.annotate.interpret.chain import enclosing
from rashomon.annotate.interpret.citing import cited_sources
from rashomon.annotate.interpret.force import force_of
from rashomon.annotate.interpret.kind import kind_of
from rashomon.annotate.interpret.speakers import Speakers
from rashomon.annotate.parse import ParsedReport
from rashomon.annotate.quoted import quoted
from rashomon.model.annotation import Actor, Attribution
from rashomon.settings import ActorSettings


def interpret(
    parsed: ParsedReport, found: tuple[FoundAttribution, ...], actors: tuple[Actor, ...], *, settings: ActorSettings
) -> tuple[Attribution, ...]:
    """Return the attributions of a report in the order of their content: one for each found, and one for each source
    that another is said to cite.

    `kind` follows the quotation marks around the content. `force` and `negated` follow the cue and its construction.
    `speaker` is the actor that the source names; without a source it is the speaker of the quotation before, when one
    sentence follows the other, and else None. `inside` is the smallest other attribution whose content holds this one.
    """
    marks = quoted(parsed.report)
    cited = cited_sources(parsed, found)
    found = tuple(sorted((*found, *(a for _, a in cited)), key=lambda a: (a.content, a.cue, a.source)))
    outer = list(enclosing(found))
    place = {id(attribution): index for index, attribution in enumerate(found)}
    for host, attribution in cited:
        outer[place[id(attribution)]] = place[id(host)]
    speakers = Speakers(parsed, actors)
    out: list[Attribution] = []
    for index, attribution in enumerate(found):
        named = speakers.of_source(attribution.source)
        if not attribution.source:
            named = speakers.carried_on(attribution, out[-1] if out else None)
        kind = kind_of(parsed.report.text, attribution.content, marks)
        speaker = named[0] if named else None
        force, negated = force_of(parsed, attribution, kind, speaker=speaker, actor_at=speakers.at)
        out.append(
            Attribution(
                source=attribution.source,
                cue=attribution.cue,
                content=attribution.content,
                kind=kind,
                force=force,
                negated=negated,
                speaker=speaker,
                also=named[1:],
                told=speakers.told(attribution),
                inside=outer[index],
                confidence=attribution.confidence,
            )
        )
    return tuple(out)
