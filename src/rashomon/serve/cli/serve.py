"""`rashomon serve`: the reading room, in a browser."""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from rashomon.serve.cli.console import NOTHING_READ, fail, note, note_left_out, progress, report_refusals
from rashomon.serve.cli.options import DEFAULT_ARCHIVE

if TYPE_CHECKING:
    from rashomon.engine import Archive

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_EVERYWHERE = ("0.0.0.0", "::", "")
_NEEDED = {"fastapi": "fastapi", "uvicorn": "uvicorn", "python_multipart": "python-multipart"}
_SHORTEST_TOKEN = 16


def serve(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH...]", help="Files or folders to read into a temporary archive."),
    ] = None,
    archive: Annotated[
        str | None,
        typer.Option("--archive", "-a", metavar="FILE|URL", envvar="RASHOMON_ARCHIVE", help="The archive to show."),
    ] = None,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port; 0 takes any free one.")] = 8000,
    host: Annotated[
        str, typer.Option("--host", help="Address to listen at; any but this machine's own needs a token.")
    ] = "127.0.0.1",
    names: Annotated[
        list[str] | None, typer.Option("--name", help="A further host name to answer to, as behind a proxy.")
    ] = None,
    token_file: Annotated[
        Path | None, typer.Option("--token-file", help="File with the token; without it, a new one is printed.")
    ] = None,
    open_browser: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    workers: Annotated[
        int, typer.Option("--workers", min=1, help="Processes that annotate what is added, each with its own model.")
    ] = 1,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress on stderr.")] = False,
) -> None:
    """Show an archive, or the reports under PATH, as pages and a REST API."""
    missing = [package for module, package in _NEEDED.items() if find_spec(module) is None]
    if missing:
        fail(f"{' and '.join(missing)} not installed; pip install 'rashomon[web]'")
    if paths and archive not in (None, os.environ.get("RASHOMON_ARCHIVE")):
        fail("give either PATH or --archive; `rashomon add` puts files into an archive")
    token = _token(host, token_file)
    from rashomon.serve.web.app import create_app
    from rashomon.serve.web.server import listen, server
    from rashomon.settings import Settings

    settings = Settings()
    sys.setswitchinterval(settings.web.switch_seconds)
    signal.signal(signal.SIGTERM, _stop)
    with contextlib.closing(listen(host, port)) as socket, _opened(paths, archive, workers, quiet) as shown:
        app = create_app(
            shown,
            settings=settings,
            token=token,
            names=(*_LOOPBACK, *_own_names(host), *(names or ())),
            addresses=host in _EVERYWHERE,
            workers=workers,
        )
        bound = socket.getsockname()[1]
        address = f"http://{_shown_host(host)}:{bound}/"
        note(f"reading room at {address}   (Ctrl-C stops it)")
        if token is not None and token_file is None:
            note(f"token: {token}")
        if open_browser:
            import webbrowser

            webbrowser.open(address)
        with contextlib.suppress(KeyboardInterrupt):
            server(app, settings=settings.web).run(sockets=[socket])


@contextlib.contextmanager
def _opened(paths: list[str] | None, archive: str | None, workers: int, quiet: bool) -> Iterator[Archive]:
    from rashomon.engine import open_archive

    if not paths:
        if archive is None and not Path(DEFAULT_ARCHIVE).exists():
            fail(f"there is no {DEFAULT_ARCHIVE} here: give --archive FILE, or the PATH of reports to read")
        with open_archive(archive or DEFAULT_ARCHIVE, create=False) as found:
            yield found
        return
    with tempfile.TemporaryDirectory(prefix="rashomon-") as folder, open_archive(Path(folder) / "archive.db") as made:
        note_left_out(paths)
        with progress(quiet) as watch:
            added = made.add(paths, workers=workers, watch=watch, refuse=lambda refusal: report_refusals([refusal]))
        if not added.new:
            fail("no report could be read from the given paths", NOTHING_READ)
        note(f"{added.new} reports, {added.stories} stories" + (f", {added.refused} refused" if added.refused else ""))
        yield made


def _token(host: str, file: Path | None) -> str | None:
    """The token that clients must have: none on this machine alone unless a file gives one. Never an argument, which
    every user of the machine could read."""
    if file is None:
        return None if host in _LOOPBACK else secrets.token_urlsafe(24)
    try:
        token = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        fail(f"cannot read {file}: {error}")
    if len(token) < _SHORTEST_TOKEN or not token.isascii() or not token.isprintable():
        fail(f"the token in {file} must be at least {_SHORTEST_TOKEN} characters of ASCII in one line")
    return token


def _own_names(host: str) -> tuple[str, ...]:
    if host in _LOOPBACK:
        return ()
    if host in _EVERYWHERE:
        import socket

        return (socket.gethostname(), socket.getfqdn())
    return (host,)


def _shown_host(host: str) -> str:
    if host in _EVERYWHERE:
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    """A SIGTERM must still remove the temporary archive."""
    raise SystemExit(128 + number)
