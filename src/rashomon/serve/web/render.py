"""Templates become pages: text is escaped, always; a name that a template uses and nobody gave is an error."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2

from rashomon import __version__
from rashomon.serve.web.links import HELPERS

if TYPE_CHECKING:
    from starlette.requests import Request

HERE = Path(__file__).resolve().parent
TEMPLATES = HERE / "templates"
STATIC = HERE / "static"


@functools.cache
def environment() -> jinja2.Environment:
    """The Jinja2 environment of all pages; templates may call the HELPERS of `links`."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(HELPERS)
    return made


def render(request: Request, template: str, /, **values: object) -> str:
    """Return the page that `template` makes of `values`.

    Every template also has `request`, `version`, `csrf` (the token that each form must send as the field `csrf`) and
    `signed_in` (whether there is a token, and so a way to sign out).
    """
    state = request.scope.get("state", {})
    shared = {
        "request": request,
        "version": __version__,
        "csrf": state.get("csrf", ""),
        "signed_in": state.get("signed_in", False),
    }
    return environment().get_template(template).render({**shared, **values})
