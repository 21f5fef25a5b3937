"""Which of several worker processes this one is."""

from __future__ import annotations


class _Here:
    number: int | None = None


def worker_number() -> int | None:
    """The number of the worker that this process is, from 0; None where it is no worker."""
    return _Here.number


def become_worker(number: int) -> None:
    """Let this process be the worker with this number."""
    _Here.number = number
