"""The pages that people read, one module a subject."""

from __future__ import annotations

from fastapi import APIRouter

routers: tuple[APIRouter, ...] = ()
"""Every router of pages, in the order in which the application tries them."""
