"""The pages that people read, one module a subject."""

from __future__ import annotations

from fastapi import APIRouter

from rashomon.serve.web.pages.asking import router as asking
from rashomon.serve.web.pages.changing import router as changing
from rashomon.serve.web.pages.comparing import router as comparing
from rashomon.serve.web.pages.reports import router as reports
from rashomon.serve.web.pages.stories import router as stories

routers: tuple[APIRouter, ...] = (changing, stories, reports, comparing, asking)
"""Every router of pages, in the order in which the application tries them."""
