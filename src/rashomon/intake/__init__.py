"""Stage 1 of 6: files and streams become RawReports."""

from rashomon.intake.count import count
from rashomon.intake.read import read

__all__ = ["count", "read"]
