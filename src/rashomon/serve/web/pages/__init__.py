"""The pages that people read, one module a subject."""

from __future__ import annotations

from fastapi import APIRouter

from rashomon.serve.web.pages.stories import router as stories

routers: tuple[APIRouter, ...] = (stories,)
"""Every router of pages, in the order in which the application tries them."""
