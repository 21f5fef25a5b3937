"""Time expressions (TIMEX3) of a report, and the reference date that its text betrays."""

from rashomon.annotate.times.find_times import find_times
from rashomon.annotate.times.infer_together import infer_together, resolve_again

__all__ = ["find_times", "infer_together", "resolve_again"]
