"""Stage 1 of 6: files and streams become RawReports."""

from rashomon.intake.count import count
from rashomon.intake.read import read
from rashomon.intake.walk import SUFFIXES, is_report, left_out

__all__ = ["SUFFIXES", "count", "is_report", "left_out", "read"]
