"""The REST interface, one module a subject: /api/v1 for programs, /health and /metrics for those who run it."""

from __future__ import annotations

from fastapi import APIRouter

from rashomon.serve.web.api.health import router as health

router = APIRouter()
router.include_router(health)

__all__ = ["router"]
