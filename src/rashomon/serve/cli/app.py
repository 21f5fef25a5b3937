"""The `rashomon` command and its verbs."""

from __future__ import annotations

import typer

from rashomon.serve.cli.add import add
from rashomon.serve.cli.annotate import annotate
from rashomon.serve.cli.backup import backup, restore
from rashomon.serve.cli.brief import brief
from rashomon.serve.cli.changes import changes, refusals
from rashomon.serve.cli.compare import compare
from rashomon.serve.cli.doctor import doctor
from rashomon.serve.cli.edits import edits, merge, rename, split, undo
from rashomon.serve.cli.export import export
from rashomon.serve.cli.import_ import import_
from rashomon.serve.cli.list import list_
from rashomon.serve.cli.reannotate import reannotate
from rashomon.serve.cli.said import said
from rashomon.serve.cli.search import search
from rashomon.serve.cli.serve import serve
from rashomon.serve.cli.show import show
from rashomon.serve.cli.stories import stories
from rashomon.serve.cli.versions import versions

app = typer.Typer(
    name="rashomon",
    help="Reads every report of an event and lays the accounts side by side.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(brief)
app.command()(annotate)
app.command()(stories)
app.command()(compare)
app.command()(said)
app.command()(serve)
app.command()(add)
app.command("list")(list_)
app.command()(show)
app.command()(search)
app.command()(changes)
app.command()(versions)
app.command()(refusals)
app.command()(export)
app.command("import")(import_)
app.command()(reannotate)
app.command()(backup)
app.command()(restore)
for _edit in (merge, split, rename, undo, edits):
    app.command()(_edit)
app.command()(doctor)


@app.callback(invoke_without_command=True)
def root(
    version: bool = typer.Option(False, "--version", help="Print the version and stop.", is_eager=True),
) -> None:
    if version:
        from rashomon import __version__

        typer.echo(f"rashomon {__version__}")
        raise typer.Exit
