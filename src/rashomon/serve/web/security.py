"""Who may ask for what: the Host header, the token, and where a write comes from.

Host: a page elsewhere can point its own name at 127.0.0.1 (DNS rebinding) and read what is there; so only names that
the server answers to are served. An address written in digits needs no name service and cannot be rebound.

Token: compared in constant time, taken from the header `Authorization: Bearer` or from a session cookie that the login
form gives (feeds take it as a password, too), never from an address, which would end in histories and logs. Whoever
gives many wrong ones has to wait.

Writes: a browser says where a request comes from (Sec-Fetch-Site, Origin); what comes from elsewhere is refused, as is
a browser's write without the session's CSRF token, an HMAC of the session's id in the manner of OWASP's signed double
submit. A request with none of a browser's marks is a program's own and needs no CSRF token.
"""

from __future__ import annotations

import base64
import hmac
import ipaddress
import secrets
from collections.abc import Collection
from hashlib import sha256
from http.cookies import CookieError, SimpleCookie
from typing import Annotated
from urllib.parse import quote, urlsplit

from fastapi import Form
from starlette.datastructures import Headers, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rashomon.serve.web.attempts import Attempts
from rashomon.serve.web.errors import is_for_programs, problem

LOOPBACK = ("localhost", "127.0.0.1", "::1")
"""The names of this machine for itself."""

_SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
_OPEN_PATHS = ("/login", "/health", "/favicon.ico")
_COOKIE = "rashomon"
FEED = ".atom"
_BROWSER_MARKS = ("origin", "referer", "cookie", "sec-fetch-site")
_FIELD, _HEADER = "csrf", "x-csrf-token"


class Keys:
    """The secrets of one running server: the token, if there is one, and the key that signs sessions."""

    def __init__(self, token: str | None) -> None:
        self._token = token
        self._key = secrets.token_bytes(32)

    @property
    def locked(self) -> bool:
        """Whether a token is needed at all."""
        return self._token is not None

    def fits(self, given: str) -> bool:
        """Whether `given` is the token, in a time that does not depend on where they differ."""
        if self._token is None:
            return False
        return hmac.compare_digest(self._digest("token", given), self._digest("token", self._token))

    def session(self, *, signed_in: bool) -> str:
        """The value of a new session's cookie."""
        name = secrets.token_urlsafe(18)
        level = "in" if signed_in else "out"
        return f"{level}.{name}.{self._digest('session', level, name)}"

    def level(self, cookie: str) -> str | None:
        """ "in" or "out" for a cookie that this server has signed, None for any other."""
        level, _, rest = cookie.partition(".")
        name, _, mark = rest.partition(".")
        return level if hmac.compare_digest(mark.encode(), self._digest("session", level, name).encode()) else None

    def csrf(self, cookie: str) -> str:
        """The token that a write of this session must carry."""
        return self._digest("csrf", cookie)

    def _digest(self, *parts: str) -> str:
        return hmac.new(self._key, "\x1f".join(parts).encode("utf-8", "surrogatepass"), sha256).hexdigest()


class Guard:
    """Middleware that lets through what may be asked, with the session in the request's state.

    `names` are the host names served. `addresses` says whether any address in digits is served as well, as when the
    server listens on all of the machine's.
    """

    def __init__(
        self, app: ASGIApp, *, keys: Keys, attempts: Attempts, names: Collection[str], addresses: bool
    ) -> None:
        self.app = app
        self.keys = keys
        self.attempts = attempts
        self.names = frozenset(name.lower() for name in names)
        self.addresses = addresses

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it with the reason why not."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        headers = Headers(scope=scope)
        cookie, level = self._session(headers)
        fresh = level is None
        if cookie is None:
            cookie = self.keys.session(signed_in=False)
        bearer = self._bearer(request, headers)
        state = scope.setdefault("state", {})
        state["csrf"] = self.keys.csrf(cookie)
        state["signed_in"] = self.keys.locked and level == "in"
        refused = self._refused(request, headers, level, bearer)
        if refused is not None:
            await refused(scope, receive, send)
            return
        state["write"] = self._write(scope["method"], headers, state["csrf"], bearer)

        async def with_session(message: Message) -> None:
            if message["type"] == "http.response.start" and fresh and _is_page(message):
                line = session_cookie(request, cookie)
                message = {**message, "headers": [*message["headers"], (b"set-cookie", line.encode("latin-1"))]}
            await send(message)

        await self.app(scope, receive, with_session)

    def _session(self, headers: Headers) -> tuple[str | None, str | None]:
        try:
            jar = SimpleCookie(headers.get("cookie", ""))
        except CookieError:
            return None, None
        found = jar.get(_cookie_name(headers))
        level = self.keys.level(found.value) if found else None
        return (found.value, level) if found and level else (None, None)

    def _bearer(self, request: Request, headers: Headers) -> bool | None:
        """Whether the Authorization header has the right token; None when there is no such header."""
        kind, _, given = headers.get("authorization", "").partition(" ")
        if not kind:
            return None
        return kind.lower() == "bearer" and self._fits(request, given.strip())

    def _fits(self, request: Request, given: str) -> bool:
        """Whether it is the token; False, whatever it is, for who has given too many wrong ones."""
        return fits(given, request, keys=self.keys, attempts=self.attempts)

    def _password(self, request: Request, headers: Headers) -> bool:
        """Whether the token is the password of basic authentication, under any name: what feed readers can do."""
        kind, _, given = headers.get("authorization", "").partition(" ")
        if kind.lower() != "basic":
            return False
        try:
            _, _, password = base64.b64decode(given, validate=True).decode("utf-8").partition(":")
        except ValueError:
            return False
        return self._fits(request, password)

    def _refused(self, request: Request, headers: Headers, level: str | None, bearer: bool | None) -> Response | None:
        path, method = request.scope["path"], request.method
        if not self._is_ours(headers.getlist("host")):
            return problem(request, 400, "This server does not answer to the name in the Host header.")
        if method not in _SAFE_METHODS and _is_from_elsewhere(headers):
            return problem(request, 403, "A write must come from this server's own pages.")
        is_open = path in _OPEN_PATHS or path.startswith("/static/")
        if not self.keys.locked or level == "in" or bearer or is_open:
            return None
        if path.endswith(FEED) and method in _SAFE_METHODS:
            asks = {"WWW-Authenticate": 'Basic realm="rashomon"'}
            return (
                None
                if self._password(request, headers)
                else too_many(request, self.attempts)
                or problem(request, 401, "The token is the password.", headers=asks)
            )
        if is_for_programs(path) or method not in _SAFE_METHODS:
            if bearer is False and (waits := too_many(request, self.attempts)):
                return waits
            why = "That is not the token." if bearer is False else "Send the header: Authorization: Bearer TOKEN"
            return problem(request, 401, why, headers={"WWW-Authenticate": 'Bearer realm="rashomon"'})
        wanted = path + ("?" + request.url.query if request.url.query else "")
        return RedirectResponse("/login" if wanted == "/" else f"/login?next={quote(wanted, safe='')}", 303)

    def _is_ours(self, hosts: list[str]) -> bool:
        if len(hosts) != 1:
            return False
        try:
            parts = urlsplit(f"//{hosts[0]}")
            name, port = parts.hostname, parts.port
        except ValueError:
            return False
        if not name or parts.path or parts.query or parts.fragment or parts.username is not None or port == 0:
            return False
        return name.rstrip(".") in self.names or (self.addresses and _is_address(name))

    def _write(self, method: str, headers: Headers, csrf: str, bearer: bool | None) -> str:
        """What `check_write` still has to see: "allowed", or "form": the token in the form."""
        if method in _SAFE_METHODS or bearer or not any(mark in headers for mark in _BROWSER_MARKS):
            return "allowed"
        return "allowed" if _same(headers.get(_HEADER, ""), csrf) else "form"


def fits(given: str, request: Request, *, keys: Keys, attempts: Attempts) -> bool:
    """Whether `given` is the token and may be looked at; a wrong one is counted."""
    address = _address(request)
    if not keys.locked or attempts.wait(address):
        return False
    if keys.fits(given):
        return True
    attempts.wrong(address)
    return False


def too_many(request: Request, attempts: Attempts) -> Response | None:
    """The answer for who has given too many wrong tokens; None for others."""
    seconds = attempts.wait(_address(request))
    if not seconds:
        return None
    headers = {"Retry-After": str(seconds)}
    return problem(request, 429, f"Too many wrong tokens: try again in {seconds} seconds.", headers=headers)


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


async def check_write(request: Request) -> None:
    """Dependency of every route: a browser's write carries the CSRF token, in a header or the form field `csrf`."""
    if request.method in _SAFE_METHODS or request.scope["state"]["write"] == "allowed":
        return
    given: str | UploadFile | None = None
    if request.headers.get("content-type", "").startswith(("multipart/form-data", "application/x-www-form-urlencoded")):
        given = (await request.form()).get(_FIELD)
    if not isinstance(given, str) or not _same(given, request.scope["state"]["csrf"]):
        raise HTTPException(403, "The form is out of date: go back, load the page again, and send it once more.")


def session_cookie(request: Request, value: str) -> str:
    """The Set-Cookie line of a session. Cookies know no ports, so the port is in its name."""
    secure = "; Secure" if request.url.scheme == "https" else ""
    return f"{_cookie_name(request.headers)}={value}; Path=/; HttpOnly; SameSite=Lax{secure}"


def login_page(request: Request, next: str = "/") -> Response:
    """The form that asks for the token."""
    from rashomon.serve.web.render import render

    return Response(render(request, "login.html", next=_local(next), wrong=False), media_type="text/html")


def login(request: Request, token: Annotated[str, Form()] = "", next: Annotated[str, Form()] = "/") -> Response:
    """Open a session for the right token, or show the form once more."""
    from rashomon.serve.web.render import render

    keys: Keys = request.app.state.keys
    attempts: Attempts = request.app.state.attempts
    if not fits(token, request, keys=keys, attempts=attempts):
        if waits := too_many(request, attempts):
            return waits
        page = render(request, "login.html", next=_local(next), wrong=True)
        return Response(page, 401, media_type="text/html")
    answer = RedirectResponse(_local(next), 303)
    answer.headers.append("set-cookie", session_cookie(request, keys.session(signed_in=True)))
    return answer


def logout(request: Request) -> Response:
    """Close the session."""
    keys: Keys = request.app.state.keys
    answer = RedirectResponse("/login", 303)
    answer.headers.append("set-cookie", session_cookie(request, keys.session(signed_in=False)))
    return answer


def _local(path: str) -> str:
    """`path` when it leads to this server, else its front page; a browser takes "//x" and "/\\x" for other hosts."""
    is_plain = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isascii() and path.isprintable()
    return path if is_plain else "/"


def _cookie_name(headers: Headers) -> str:
    port = headers.get("host", "").rpartition(":")[2]
    return f"{_COOKIE}_{port}" if port.isascii() and port.isdigit() else _COOKIE


def _is_page(message: Message) -> bool:
    return any(name.lower() == b"content-type" and value.startswith(b"text/html") for name, value in message["headers"])


def _is_from_elsewhere(headers: Headers) -> bool:
    """Whether a browser says that this write was caused by another site's page (Fetch Metadata; the Origin header)."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower()


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "surrogatepass"), other.encode())
