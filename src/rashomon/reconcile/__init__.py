"""Stage 5 of 6: a Story becomes a Synopsis."""

from rashomon.reconcile.reconcile import reconcile

__all__ = ["reconcile"]
