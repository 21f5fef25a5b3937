"""How every page is put together: a body in the frame that all share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from rashomon.serve.web.kept import Kept
from rashomon.serve.web.links import plain
from rashomon.serve.web.render import environment, render


def page(request: Request, template: str, *, title: str, **values: object) -> HTMLResponse:
    """The page that `template` makes of `values`; forms in it have `csrf`."""
    values["csrf"] = request.scope.get("state", {}).get("csrf", "")
    return framed(request, environment().get_template(template).render(values), title=title)


def framed(request: Request, body: str, *, title: str, head: str = "") -> HTMLResponse:
    """A body that a template has made, in the frame."""
    whole = render(request, "frame.html", title=title, body=Markup(body), head=Markup(head))
    return HTMLResponse(whole.encode("utf-8", "replace"))  # half a surrogate pair cannot be sent


def kept_body(request: Request, key: tuple[object, ...], make: Callable[[], tuple[str, str]]) -> HTMLResponse:
    """The page of a title and a body that depend on `key` alone, and are made once.

    A body that is kept must hold no form that writes.
    """

    def made() -> str:
        title, body = make()
        return plain(title) + "\0" + body

    kept: Kept = request.app.state.kept
    title, _, body = kept.get(key, made).partition("\0")
    return framed(request, body, title=title)


def kept_page(
    request: Request, template: str, key: tuple[object, ...], values: Callable[[], tuple[str, dict[str, Any]]]
) -> HTMLResponse:
    """The same for a body that `template` makes; `values` gives the page's title and what the template needs."""

    def make() -> tuple[str, str]:
        title, given = values()
        return title, environment().get_template(template).render(given)

    return kept_body(request, (template, *key), make)


def query(request: Request, names: Iterable[str]) -> dict[str, str]:
    """The parameters `names` of the address that are not blank."""
    given = {name: request.query_params.get(name, "").strip() for name in names}
    return {name: value for name, value in given.items() if value}
