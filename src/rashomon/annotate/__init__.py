"""Stage 3 of 6: a Report becomes an Annotation."""

from rashomon.annotate.annotate import annotate

__all__ = ["annotate"]
