"""Why a claim is what it is: its spans, on whose word they rest, and the features and rules that made it."""

from __future__ import annotations

import textwrap

from rashomon.model.synopsis import Claim
from rashomon.present.locate import Locator
from rashomon.present.view import count


def why(claim: Claim, locator: Locator, *, width: int) -> str:
    """Return the explanation of `claim` as lines of at most `width` columns."""
    counts = f"{count(claim.reports, 'report')}, {count(claim.origins, 'origin')}"
    lines = [f"{claim.id}  {claim.kind}  {claim.status}  {counts}", f"  {locator.text(claim.gist)}", "rests on"]
    for item in claim.support:
        (ref,) = locator.refs([item.at])
        voice = " → ".join(item.chain) or "the reporter's own voice"
        lines.append(f"  {ref.label} {locator.text(item.at)} — {voice}; origin {item.origin}")
    if claim.against:
        lines.append("against it")
    for answer in claim.against:
        (ref,) = locator.refs([answer.at])
        lines.append(
            f"  {ref.label} {answer.how}: {locator.text(answer.at)}" + (f" — {answer.by}" if answer.by else "")
        )
    if claim.why:
        lines.append("because")
    lines += [f"  {reason}" for reason in claim.why]
    return (
        "\n".join(textwrap.fill(line, width, subsequent_indent="      ", break_long_words=False) for line in lines)
        + "\n"
    )
