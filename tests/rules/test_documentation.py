"""Documentation cannot rot: commands, options, settings and public functions are documented; examples run."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import re
import subprocess
import sys
import typing
from pathlib import Path

import pytest
import typer.main
from tests.conftest import ROOT

from rashomon import settings
from rashomon.serve.cli.app import app

README = (ROOT / "README.md").read_text(encoding="utf-8")
PACKAGE = ROOT / "src" / "rashomon"
MODULES = sorted(PACKAGE.rglob("*.py"))


def commands() -> dict[str, typing.Any]:
    group = typer.main.get_command(app)
    return group.commands  # type: ignore[attr-defined,no-any-return]


@pytest.mark.parametrize("name", sorted(commands()))
def test_command_is_in_the_readme_with_every_option(name: str) -> None:
    (row,) = [line for line in README.splitlines() if line.startswith(f"| `rashomon {name}")]
    options = [option for parameter in commands()[name].params for option in parameter.opts if option.startswith("--")]
    missing = [option for option in options if option not in row and option != "--help"]
    assert not missing


def test_readme_names_no_command_that_is_not_there() -> None:
    named = set(re.findall(r"`?rashomon ([a-z]+)\b(?= )", README)) & set(re.findall(r"`rashomon ([a-z]+)", README))
    assert named <= set(commands())


def settings_classes() -> list[type]:
    return [item for item in vars(settings).values() if isinstance(item, type) and dataclasses.is_dataclass(item)]


@pytest.mark.parametrize("cls", settings_classes(), ids=lambda cls: cls.__name__)
def test_every_setting_says_what_it_means(cls: type) -> None:
    tree = ast.parse(inspect.getsource(cls))
    (node,) = [item for item in ast.walk(tree) if isinstance(item, ast.ClassDef)]
    undocumented = []
    shared = 0
    for statement, following in zip(node.body, [*node.body[1:], None], strict=True):
        if not isinstance(statement, ast.AnnAssign) or not isinstance(statement.target, ast.Name):
            continue
        is_text = isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant)
        if "Settings" in ast.unparse(statement.annotation) or is_text:
            shared = 0
        elif isinstance(following, ast.AnnAssign):
            shared += 1  # the text below the last of a run speaks for all of it
        else:
            undocumented.append(statement.target.id)
    assert not undocumented
    assert ast.get_docstring(node)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_modules_and_public_functions_have_docstrings(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    if not source.strip():
        pytest.fail("an empty module; give it one line that says what it is, or delete it")
    tree = ast.parse(source)
    assert ast.get_docstring(tree), "a module opens with a docstring"
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node) or node.name == "root", f"{node.name} has no docstring"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_modules_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("block", re.findall(r"```python\n(.*?)```", README, re.DOTALL))
def test_python_examples_of_the_readme_run(block: str) -> None:
    done = subprocess.run([sys.executable, "-c", block], capture_output=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout


def test_links_of_the_readme_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).exists(), target


def test_data_files_open_with_a_header() -> None:
    tables = list(PACKAGE.rglob("*.tsv"))
    assert tables
    for path in tables:
        assert path.read_text(encoding="utf-8").startswith("#"), path


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = "import sys, rashomon; sys.exit(any(name in sys.modules for name in ('numpy', 'spacy', 'rich', 'lxml')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_no_address_of_a_registry_in_the_lock() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "--hash=sha256:" in lock
    assert "://" not in lock
