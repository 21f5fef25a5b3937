"""The API keeps its contract: docs/openapi.json is current, every route is documented, and answers are as it says."""

from __future__ import annotations

import json
import re
import runpy
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, settings
from jsonschema import Draft202012Validator
from schemathesis.specs.openapi import checks
from starlette.types import Receive, Scope, Send
from tests.conftest import ROOT

import rashomon
from rashomon.serve.web.app import create_app
from rashomon.settings import Settings, WebSettings

CONTRACT = json.loads((ROOT / "docs" / "openapi.json").read_text(encoding="utf-8"))
NOT_HELD = [
    # What a cursor, an ISO date or a story's id is in this archive, no schema can tell.
    checks.positive_data_acceptance,
    # Starlette's 405 names the methods of one route of a path, not of all.
    checks.unsupported_method,
    checks.allow_header_conformance,
]
EXAMPLES = 12
"""Requests a route and test run; the seed is fixed, so that a failure comes again."""


class Late:
    """An application that is there when the tests run, not yet when they are collected."""

    app: FastAPI

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)


LATE = Late()
SCHEMA = schemathesis.openapi.from_dict(CONTRACT)
SCHEMA.app = LATE


@pytest.fixture(scope="module")
def application(sample_archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    """The application over a copy of the sample archive."""
    copy = tmp_path_factory.mktemp("api") / "copy.db"
    copy.write_bytes(sample_archive.read_bytes())
    many = replace(WebSettings(), waiting_writes=10_000, form_bytes=10_000_000)
    with rashomon.open(copy) as archive:
        yield create_app(archive, settings=Settings(web=many), names=("localhost", "testserver"))


@SCHEMA.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)
def test_every_route_answers_as_the_contract_says(case: Any, application: FastAPI) -> None:
    LATE.app = application
    case.call_and_validate(excluded_checks=NOT_HELD)


def test_the_contract_is_current() -> None:
    script = runpy.run_path(str(ROOT / "scripts" / "write_openapi.py"))
    told = script["TARGET"].read_text(encoding="utf-8")
    assert told == script["text"](), "run: python scripts/write_openapi.py"


def test_the_contract_is_a_contract() -> None:
    assert CONTRACT["openapi"].startswith("3.1")
    for shape in CONTRACT["components"]["schemas"].values():
        Draft202012Validator.check_schema(shape)


def test_every_operation_says_what_it_does_and_how_it_fails() -> None:
    names = []
    for path, methods in CONTRACT["paths"].items():
        for operation in methods.values():
            names.append(operation["operationId"])
            assert operation["description"], path
            if path.startswith("/api/"):
                assert {"400", "401", "404", "503"} <= set(operation["responses"]), path
            assert "422" not in operation["responses"], path
    assert len(names) == len(set(names))


def test_every_route_is_in_the_documentation() -> None:
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`(GET|POST) (/[^` ]*)`", page))
    there = {(method.upper(), path) for path, methods in CONTRACT["paths"].items() for method in methods}
    assert told - {("GET", "/api/v1/openapi.json")} == there


def test_every_parameter_is_in_the_documentation() -> None:
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    for path, methods in CONTRACT["paths"].items():
        for operation in methods.values():
            for parameter in operation.get("parameters", ()):
                if parameter["in"] == "query":
                    assert re.search(rf"`{parameter['name']}[`=]|[?&]{parameter['name']}=", page), (
                        path,
                        parameter["name"],
                    )
