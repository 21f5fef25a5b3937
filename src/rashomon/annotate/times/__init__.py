"""Time expressions (TIMEX3) of a report, and the reference date that its text betrays."""

from rashomon.annotate.times.find_times import find_times

__all__ = ["find_times"]
