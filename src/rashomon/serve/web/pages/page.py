"""How every page is put together: a body in the frame that all share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from rashomon.serve.web.kept import Key, titled, untitled
from rashomon.serve.web.pages.drawing import Drawings
from rashomon.serve.web.render import environment, render


def page(request: Request, template: str, *, title: str, **values: object) -> HTMLResponse:
    """The page that `template` makes of `values`; forms in it have `csrf`."""
    values["csrf"] = request.scope.get("state", {}).get("csrf", "")
    return framed(request, environment().get_template(template).render(values), title=title)


def framed(request: Request, body: str, *, title: str, head: str = "") -> HTMLResponse:
    """A body that a template has made, in the frame."""
    whole = render(request, "frame.html", title=title, body=Markup(body), head=Markup(head))
    return HTMLResponse(whole.encode("utf-8", "replace"))  # half a surrogate pair cannot be sent


def kept_page(
    request: Request, template: str, key: Key, values: Callable[[], tuple[str, dict[str, Any]]]
) -> HTMLResponse:
    """The page of a body that `template` makes once; it depends on `key` alone, and must hold no form that writes.

    `values` gives the page's title and what the template needs.
    """
    drawings: Drawings = request.app.state.drawings

    def make() -> str:
        title, given = values()
        with drawings.maker.alone():
            return titled(title, environment().get_template(template).render(given))

    title, body = untitled(drawings.kept.get((template, *key), make))
    return framed(request, body, title=title)


def query(request: Request, names: Iterable[str]) -> dict[str, str]:
    """The parameters `names` of the address that are not blank."""
    given = {name: request.query_params.get(name, "").strip() for name in names}
    return {name: value for name, value in given.items() if value}
