"""Stage 1 of 6: files and streams become RawReports."""

from rashomon.intake.count import count
from rashomon.intake.read import read
from rashomon.intake.walk import SUFFIXES, has_suffix, is_readme, left_out

__all__ = ["SUFFIXES", "count", "has_suffix", "is_readme", "left_out", "read"]
