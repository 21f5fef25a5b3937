"""The application: one archive, its pages and its API."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import AsyncIterator, Collection

import anyio.to_thread
from fastapi import Depends, FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse
from starlette.staticfiles import StaticFiles

from rashomon import __version__
from rashomon.engine import Archive, open_archive
from rashomon.serve.web import errors, security
from rashomon.serve.web.ahead import Ahead
from rashomon.serve.web.api import routers as api
from rashomon.serve.web.api.contract import contract
from rashomon.serve.web.api.health import Counts
from rashomon.serve.web.archives import Archives
from rashomon.serve.web.attempts import Attempts
from rashomon.serve.web.caching import EntityTags, HeadAsGet
from rashomon.serve.web.headers import SafeHeaders
from rashomon.serve.web.jobs import Writer
from rashomon.serve.web.kept import Kept
from rashomon.serve.web.limits import BodyLimit
from rashomon.serve.web.maker import Maker
from rashomon.serve.web.metrics import Meter, Metering
from rashomon.serve.web.pages.drawing import Drawings
from rashomon.serve.web.pages.routers import routers as pages
from rashomon.serve.web.render import STATIC, environment
from rashomon.settings import Settings


def create_app(
    archive: Archive,
    *,
    settings: Settings,
    token: str | None = None,
    names: Collection[str] = security.LOOPBACK,
    addresses: bool = False,
    workers: int = 1,
) -> FastAPI:
    """Return the application that shows `archive`, which stays open and is not closed here.

    With a `token` nothing but the login form, /health and the style sheet is served without it. `names` are the host
    names that are answered to; with `addresses` any address in digits is too. `workers` processes annotate what is
    added.
    """
    archives = Archives(
        archive,
        lambda: open_archive(archive.path, create=False, settings=archive.settings),
        readers=settings.web.threads,
    )

    writer = Writer(archives, settings=settings.web, workers=workers)
    drawings = Drawings(Kept(settings.web), Maker(archive.path, settings))
    ahead = Ahead(archives, drawings, settings=settings.web)

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = settings.web.threads
        await anyio.to_thread.run_sync(compile_templates)
        archives.begin()
        ahead.begin()
        yield
        await anyio.to_thread.run_sync(ahead.stop)
        await anyio.to_thread.run_sync(drawings.maker.stop)
        await anyio.to_thread.run_sync(writer.stop)
        archives.close()

    app = FastAPI(
        title="Rashomon",
        version=__version__,
        lifespan=lifespan,
        generate_unique_id_function=lambda route: route.name,
        dependencies=[Depends(security.check_write)],
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
    )
    app.state.settings = settings
    app.state.archives = archives
    app.state.keys = security.Keys(token)
    app.state.attempts = Attempts(settings.web.wrong_tokens, settings.web.wrong_seconds)
    app.state.writer = writer
    app.state.meter = Meter()
    app.state.counts = Counts(settings.web.counts_seconds)
    app.state.exports = threading.Semaphore(settings.web.exports)
    app.state.drawings = drawings
    errors.install(app)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_api_route("/login", security.login_page, methods=["GET"], include_in_schema=False)
    app.add_api_route("/login", security.login, methods=["POST"], include_in_schema=False)
    app.add_api_route("/logout", security.logout, methods=["POST"], include_in_schema=False)
    app.add_api_route("/api/v1/openapi.json", openapi, methods=["GET"], include_in_schema=False)
    for router in api:
        app.include_router(router)
    for router in pages:
        app.include_router(router, include_in_schema=False, default_response_class=HTMLResponse)
    # The last one added is the outermost.
    app.add_middleware(EntityTags)
    app.add_middleware(BodyLimit, settings=settings.web)
    app.add_middleware(
        security.Guard, keys=app.state.keys, attempts=app.state.attempts, names=names, addresses=addresses
    )
    app.add_middleware(Metering, meter=app.state.meter)
    app.add_middleware(HeadAsGet)
    app.add_middleware(SafeHeaders)
    return app


def openapi(request: Request) -> JSONResponse:
    """What the API can be asked, as OpenAPI."""
    app: FastAPI = request.app
    return JSONResponse(contract(app))


def compile_templates() -> None:
    """Compile every template now, which takes half a second of the first reader's time otherwise."""
    for name in environment().list_templates():
        environment().get_template(name)
