"""`rashomon doctor`: is everything here that the program needs?"""

from __future__ import annotations

import typer

from rashomon.serve.cli.console import WRONG_USE


def doctor() -> None:
    """Check the installation: Python, packages, model, data files, and a short report sent through all stages."""
    from rashomon.engine import checks

    failed = False
    for check in checks():
        failed |= not check.passed
        typer.echo(f"{'ok  ' if check.passed else 'FAIL'}  {check.name}: {check.detail}")
    raise typer.Exit(WRONG_USE if failed else 0)
