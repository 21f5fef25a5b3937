"""The REST interface, one module a subject: /api/v1 for programs, feeds, and /health and /metrics for who runs it."""

from __future__ import annotations

from rashomon.serve.web.api import comparing, export, feeds, health, lists, reports, stories, writes

routers = (
    lists.router,
    stories.router,
    comparing.router,
    reports.router,
    writes.router,
    export.router,
    feeds.router,
    health.router,
)
"""Every router that is in OpenAPI."""

__all__ = ["routers"]
