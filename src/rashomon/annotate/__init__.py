"""Stage 3 of 6: a Report becomes an Annotation."""

from rashomon.annotate.annotate import annotate
from rashomon.annotate.times import infer_together

__all__ = ["annotate", "infer_together"]
