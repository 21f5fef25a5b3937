"""Who is let in, what is refused, and what every answer carries: the Host header, the token, CSRF, sizes, errors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import cast

import pytest
from fastapi.testclient import TestClient

from rashomon.engine import Archive
from rashomon.errors import ArchiveError, UsageError
from rashomon.model.archive import Added, Edit, Page, StoryRow
from rashomon.serve.web.app import create_app
from rashomon.serve.web.attempts import Attempts
from rashomon.serve.web.security import Keys
from rashomon.settings import Settings, WebSettings

HERE = "http://localhost:8000"
TOKEN = "correct-horse-battery-staple"
READ = "/api/v1/stories"
WRITE = "/api/v1/edits/7/undo"


class Scripted:
    """Stands in for an archive where what counts is what happens before or around it."""

    path = "nowhere.db"
    settings = Settings()
    fails: Exception | None = None

    def stories(self, **_: object) -> Page[StoryRow]:
        if self.fails is not None:
            raise self.fails
        return Page(rows=())

    def counts(self) -> tuple[tuple[str, int], ...]:
        return (("reports", 12),)

    def undo(self, edit: int) -> Edit:
        raise UsageError(f"edit {edit} was undone before")

    def add(self, paths: list[str], **_: object) -> Added:
        return Added(new=1)


def application(
    archive: Scripted | None = None,
    *,
    token: str | None = None,
    names: tuple[str, ...] = ("localhost",),
    addresses: bool = False,
    settings: Settings | None = None,
) -> TestClient:
    app = create_app(
        cast(Archive, archive or Scripted()),
        settings=settings or Settings(),
        token=token,
        names=names,
        addresses=addresses,
    )
    return TestClient(app, base_url=HERE, raise_server_exceptions=False)


@pytest.fixture
def client() -> Iterator[TestClient]:
    with application() as made:
        yield made


@pytest.fixture
def locked() -> Iterator[TestClient]:
    with application(token=TOKEN) as made:
        yield made


def csrf_of(client: TestClient) -> str:
    """The token in the form of the login page, whose answer also sets the session's cookie."""
    found = re.search(r'name="csrf" value="([^"]+)"', client.get("/login").text)
    assert found
    return found[1]


def sign_in(client: TestClient, token: str = TOKEN, **form: str) -> int:
    data = {"csrf": csrf_of(client), "token": token, **form}
    return client.post("/login", data=data, follow_redirects=False).status_code


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "localhost.:8000"])
def test_own_names_are_served(client: TestClient, host: str) -> None:
    assert client.get(READ, headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "evil.example:8000",
        "localhost@evil.example",
        "",
        "10.0.0.1",
        "a b",
        "[::",
    ],
)
def test_a_name_that_was_pointed_here_is_not_served(client: TestClient, host: str) -> None:
    answer = client.get(READ, headers={"Host": host})
    assert answer.status_code == 400
    assert "Host" in answer.json()["detail"]


def test_an_address_in_digits_is_served_only_when_asked_to() -> None:
    with application(addresses=True) as client:
        assert client.get(READ, headers={"Host": "192.0.2.7:80"}).status_code == 200
        assert client.get(READ, headers={"Host": "[2001:db8::1]"}).status_code == 200
        assert client.get(READ, headers={"Host": "192.0.2.7.evil.example"}).status_code == 400


@pytest.mark.parametrize("path", [READ, "/metrics", "/api/v1/openapi.json", "/feeds/disputes.atom", "/api/v1/nothing"])
def test_without_the_token_programs_get_401(locked: TestClient, path: str) -> None:
    answer = locked.get(path)
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert "www-authenticate" in answer.headers


def test_without_the_token_people_get_the_form_and_then_the_page_they_wanted(locked: TestClient) -> None:
    answer = locked.get("/nothing?x=1&y=2", follow_redirects=False)
    assert answer.status_code == 303
    page = locked.get(answer.headers["location"])
    assert 'value="/nothing?x=1&amp;y=2"' in page.text


@pytest.mark.parametrize(
    ("header", "status"),
    [
        (f"Bearer {TOKEN}", 200),
        (f"bearer  {TOKEN}", 200),
        (f"Bearer {TOKEN}x", 401),
        (f"Bearer {TOKEN[:-1]}", 401),
        ("Bearer", 401),
        ("Bearer \x7f\xff", 401),
        (TOKEN, 401),
        (f"Basic {TOKEN}", 401),
    ],
)
def test_the_bearer_token(locked: TestClient, header: str, status: int) -> None:
    assert locked.get(READ, headers={"Authorization": header.encode("latin-1")}).status_code == status


@pytest.mark.parametrize("query", [f"token={TOKEN}", f"access_token={TOKEN}", f"authorization=Bearer%20{TOKEN}"])
def test_a_token_in_the_address_opens_nothing(locked: TestClient, query: str) -> None:
    assert locked.get(f"{READ}?{query}").status_code == 401


def test_the_login_form_opens_a_session(locked: TestClient) -> None:
    assert sign_in(locked, "wrong") == 401
    assert locked.get(READ).status_code == 401
    assert sign_in(locked) == 303
    assert locked.get(READ).status_code == 200
    cookie = next(iter(locked.cookies.jar))
    assert cookie.has_nonstandard_attr("HttpOnly")
    assert cookie.get_nonstandard_attr("SameSite") == "Lax"
    assert TOKEN not in str(cookie.value)


def test_a_session_is_closed(locked: TestClient) -> None:
    sign_in(locked)
    assert locked.post("/logout", data={"csrf": csrf_of(locked)}, follow_redirects=False).status_code == 303
    assert locked.get(READ).status_code == 401


def test_a_session_cannot_be_made_up(locked: TestClient) -> None:
    csrf_of(locked)
    (cookie,) = locked.cookies.jar
    outside = str(cookie.value)
    other = Keys(TOKEN).session(signed_in=True)  # of another run of the server
    for value in (outside.replace("out.", "in.", 1), other, "in.x.y", "in", "in..", ""):
        answer = locked.get(READ, headers={"Cookie": f"{cookie.name}={value}"})
        assert answer.status_code == 401, value


@pytest.mark.parametrize("next", ["//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example", "x"])
def test_the_login_form_leads_nowhere_else(locked: TestClient, next: str) -> None:
    data = {"csrf": csrf_of(locked), "token": TOKEN, "next": next}
    answer = locked.post("/login", data=data, follow_redirects=False)
    assert answer.headers["location"] == "/"


def test_health_needs_no_token(locked: TestClient) -> None:
    assert locked.get("/health").json()["status"] == "ok"


def test_a_feed_takes_the_token_as_a_password_and_nothing_else_does(locked: TestClient) -> None:
    right, wrong = ("anyone", TOKEN), ("anyone", "x")
    assert locked.get("/feeds/none.atom", auth=right).status_code == 404
    assert locked.get("/feeds/none.atom", auth=wrong).status_code == 401
    assert locked.get(READ, auth=right).status_code == 401


def test_who_gives_many_wrong_tokens_has_to_wait_even_with_the_right_one() -> None:
    most = WebSettings().wrong_tokens
    with application(token=TOKEN) as client:
        for kind in ("Bearer", "bearer"):
            for _ in range(most // 2):
                client.get("/api/v1/stories", headers={"Authorization": f"{kind} {'x' * 20}"})
        answer = client.get("/api/v1/stories", headers={"Authorization": f"Bearer {TOKEN}"})
        assert answer.status_code == 429
        assert 0 < int(answer.headers["retry-after"]) <= WebSettings().wrong_seconds
        assert sign_in(client) == 429
        feed = client.get("/stories/x/feed.atom", auth=("any", TOKEN))
        assert feed.status_code == 429
        assert client.get("/health").status_code == 200
        client.app.state.attempts._wrong.clear()  # type: ignore[attr-defined]  # a minute later
        assert sign_in(client) == 303
        for _ in range(most):
            client.get("/api/v1/stories", headers={"Authorization": f"Bearer {'x' * 20}"})
        assert client.get("/stories").status_code == 200  # who is signed in is not asked


def test_wrong_tokens_are_counted_by_address_and_forgotten_in_time() -> None:
    now = 0.0
    attempts = Attempts(3, 60.0, clock=lambda: now)
    for moment in (0.0, 10.0, 20.0):
        now = moment
        assert attempts.wait("a") == 0
        attempts.wrong("a")
    assert (attempts.wait("a"), attempts.wait("b")) == (40, 0)
    now = 60.0
    assert attempts.wait("a") == 0
    attempts.wrong("a")
    assert attempts.wait("a") == 10
    for number in range(20_000):
        attempts.wrong(f"other {number}")
    assert len(attempts._wrong) <= 10_000


def test_a_program_writes_without_a_csrf_token(client: TestClient) -> None:
    answer = client.post(WRITE)
    assert (answer.status_code, answer.json()["detail"]) == (400, "edit 7 was undone before")


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://evil.example"},
        {"Origin": "http://localhost:9000"},
        {"Origin": "null"},
        {"Origin": HERE, "Sec-Fetch-Site": "cross-site"},
    ],
)
def test_a_write_from_elsewhere_is_refused_even_with_the_right_tokens(headers: dict[str, str]) -> None:
    with application(token=TOKEN) as client:
        csrf = csrf_of(client)
        sign_in(client)
        every = {**headers, "X-CSRF-Token": csrf, "Authorization": f"Bearer {TOKEN}"}
        assert client.post(WRITE, headers=every).status_code == 403


@pytest.mark.parametrize("mark", [{"Origin": HERE}, {"Sec-Fetch-Site": "same-origin"}, {"Referer": HERE}])
def test_a_browser_writes_with_the_sessions_csrf_token_alone(client: TestClient, mark: dict[str, str]) -> None:
    assert client.post(WRITE, headers=mark).status_code == 403
    csrf = csrf_of(client)
    assert client.post(WRITE, headers=mark).status_code == 403
    assert client.post(WRITE, headers={**mark, "X-CSRF-Token": csrf[:-1]}).status_code == 403
    assert client.post(WRITE, headers={**mark, "X-CSRF-Token": csrf}).status_code == 400  # the archive was asked
    assert client.post(WRITE, headers=mark, data={"csrf": csrf}).status_code == 400
    client.cookies.clear()
    assert client.post(WRITE, headers={**mark, "X-CSRF-Token": csrf}).status_code == 403


def test_a_session_of_one_port_is_not_that_of_another(client: TestClient) -> None:
    csrf_of(client)
    (cookie,) = client.cookies.jar
    assert cookie.name.endswith("8000")


@pytest.mark.parametrize("path", [READ, "/login", "/nothing", "/api/v1/nothing", "/health", "/metrics", "/static/none"])
def test_every_answer_forbids_what_could_run(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["base-uri"] == "'none'"
    assert set(policy.values()) <= {"'none'", "'self'"}
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers


def test_an_error_that_nobody_foresaw_shows_no_stack_trace() -> None:
    archive = Scripted()
    archive.fails = ZeroDivisionError("secret detail")
    settings = Settings(web=replace(Settings().web, ahead_stories=0))
    with application(archive, settings=settings) as client:
        answer = client.get(READ)
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_an_archive_that_cannot_answer_is_503_without_its_address() -> None:
    archive = Scripted()
    archive.fails = ArchiveError("postgresql://me:password@host/db", "unreachable", "the server does not answer")
    with application(archive) as client:
        answer = client.get(READ)
        assert answer.status_code == 503
        assert answer.headers["retry-after"]
        assert answer.json()["detail"] == "the server does not answer"
        assert client.get("/health").status_code == 503


def test_a_body_that_is_too_large_is_refused_with_or_without_its_length() -> None:
    settings = Settings(web=replace(Settings().web, form_bytes=1_000, json_bytes=3_000, body_bytes=5_000))
    with application(settings=settings) as client:
        for path, most in ((WRITE, 1_000), ("/api/v1/reports", 3_000), ("/api/v1/files", 5_000)):
            kind = {"Content-Type": "application/json"}
            assert client.post(path, content=b"x" * (most + 1), headers=kind).status_code == 413
        pieces = (b"x" * 100 for _ in range(40))
        answer = client.post("/api/v1/reports", content=pieces, headers={"Content-Type": "application/json"})
        assert answer.status_code == 413
        assert "3,000" in answer.json()["detail"]


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 100_000,
        b'{"reports": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"reports": [{"text": "x", "more": ' + b'{"a":' * 900 + b"1" + b"}" * 900 + b"}]}",
        b'{"reports": [{"text": "x", "more": ' + b"[" * 5_000 + b"]" * 5_000 + b"}]}",
        b'{"reports": [{"text": "x", "more": 1e999, "other": NaN}]}',
        b'{"reports": [{"text": "x", "more": ' + b"9" * 5_000 + b"}]}",
        b'{"reports": [{"text": "\\ud800", "\\udfff": "\\ud800"}]}',
        b"\xff\xfe\x00",
        b"null",
        b'{"reports": []}',
        b'{"reports": [{"text": ""}]}',
    ],
    ids=lambda body: body[:40].decode("latin-1"),
)
def test_a_body_that_is_out_to_harm_is_taken_or_refused(client: TestClient, body: bytes) -> None:
    answer = client.post("/api/v1/reports", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in (202, 400)


def test_uploads_are_refused_with_the_reason() -> None:
    settings = Settings(web=replace(Settings().web, files=2))
    with application(settings=settings) as client:
        many = [("files", (f"{number}.txt", b"x")) for number in range(3)]
        answer = client.post("/api/v1/files", files=many)
        assert (answer.status_code, "at most 2" in answer.json()["detail"]) == (413, True)
        answer = client.post("/api/v1/files", files=[("files", ("setup.exe", b"MZ"))])
        assert (answer.status_code, "setup.exe" in answer.json()["detail"]) == (415, True)
        assert client.post("/api/v1/files", files=[("other", ("a.txt", b"x"))]).status_code == 400
        assert client.post("/api/v1/files", files=[("files", ("../../a.txt", b"x"))]).status_code == 202


@pytest.mark.parametrize(
    "query",
    ["limit=0", "limit=201", "limit=x", "since=yesterday", "since=1", "status=true", "query=" + "x" * 501, "after=%00"],
)
def test_what_cannot_be_understood_is_400_with_the_reason(client: TestClient, query: str) -> None:
    answer = client.get(f"{READ}?{query}")
    assert answer.status_code == 400
    assert query.split("=")[0] in answer.json()["detail"]


def test_a_page_that_is_not_there_is_told_in_html_with_a_way_back(client: TestClient) -> None:
    answer = client.get("/nothing/here")
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert "<a " in answer.text


def test_an_answer_that_is_known_is_not_sent_again(client: TestClient) -> None:
    first = client.get(READ)
    tag = first.headers["etag"]
    for given in (tag, f'"other", W/{tag}', "*"):
        again = client.get(READ, headers={"If-None-Match": given})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(READ, headers={"If-None-Match": '"other"'}).status_code == 200
    assert client.head(READ).headers["etag"] == tag


def test_metrics_count_requests_by_route(client: TestClient) -> None:
    for _ in range(3):
        client.get(READ)
    client.get("/nothing/at/all")
    client.get(READ, headers={"Host": "evil.example"})
    lines = metric_lines(client)
    assert lines['rashomon_archive_rows{kind="reports"}'] == 12
    assert lines['rashomon_requests_total{route="/api/v1/stories",method="GET",status="200"}'] == 3
    assert lines['rashomon_requests_total{route="none",method="GET",status="404"}'] == 1
    assert lines['rashomon_request_seconds_count{route="/api/v1/stories"}'] == 3
    assert lines['rashomon_request_seconds_bucket{route="/api/v1/stories",le="+Inf"}'] == 3
    buckets = [
        value for name, value in lines.items() if name.startswith('rashomon_request_seconds_bucket{route="/api/')
    ]
    assert buckets == sorted(buckets)


def metric_lines(client: TestClient) -> dict[str, float]:
    text = client.get("/metrics").text
    rows = [line.rpartition(" ") for line in text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in rows}
