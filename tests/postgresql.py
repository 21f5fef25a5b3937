"""A PostgreSQL server of its own for the tests: made anew in a temporary folder, reached by a socket in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def find_programs() -> Path | None:
    """The folder with PostgreSQL's programs: that of `initdb` on the PATH, or the newest of Debian's."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return folders[-1].parent if folders else None


@contextmanager
def server() -> Iterator[str]:
    """Run a server; yields the URL of its database. Skips the test where there is no PostgreSQL."""
    programs = find_programs()
    if programs is None:
        pytest.skip("no PostgreSQL found: apt-get install postgresql")
    # PostgreSQL does not run as root
    user = "postgres" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="rashomon-pg-"))
    if user:
        shutil.chown(folder, user)

    def run(program: str, *arguments: str) -> None:
        done = subprocess.run(
            [programs / program, *arguments],
            user=user,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()

    data = str(folder / "data")
    run("initdb", "-D", data, "-U", "tester", "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust", "-N")
    # no waiting for the disk: what a power cut does is PostgreSQL's own affair
    options = f"-k {folder} -c listen_addresses= -c fsync=off -c max_connections=40"
    run("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start")
    try:
        yield f"postgresql+psycopg://tester@/postgres?host={folder}"
    finally:
        run("pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder)


def make_schema(url: str, name: str) -> str:
    """Make an empty schema; return the URL of an archive in it."""
    import psycopg

    with psycopg.connect(f"host={url.split('host=')[1]} user=tester dbname=postgres", autocommit=True) as connection:
        connection.execute(f'CREATE SCHEMA "{name}"')
    return f"{url}&options=-csearch_path%3D{name}"
