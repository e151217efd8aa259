"""Fetching an article by its address, without becoming a door into the network that the server stands in.

Each hop resolves its host once, checks every address found, and connects to a checked address itself, so that a name
which changes its mind between check and connection gains nothing (DESIGN §7).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from http import HTTPStatus

import anyio.to_thread
import httpx

from argmap.exceptions import IntakeError
from argmap.intake.fetch_body import read_body
from argmap.intake.fetch_types import ACCEPT, check_type, settle_type
from argmap.intake.public_addresses import is_public, resolve_host

MAX_FETCH_BYTES = 10_000_000  # of a page, after decompression
MAX_SECONDS = 20.0  # for everything together: names, redirects, the body
MAX_REDIRECTS = 5
_CONNECT_SECONDS = 6.0  # then the host's next address is tried
_LONGEST_ADDRESS = 4000  # characters
_PASTE = "open it in your browser and paste the article's words instead"
_HEADERS = {
    "User-Agent": "Argmap (article intake; +self-hosted)",
    "Accept": ACCEPT,
    "Accept-Encoding": "gzip",
    "Connection": "close",
}
_SIGN_IN = frozenset({401, 402, 403, 407, 451})


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page: its bytes (decompressed), its content type with parameters, and the address after all redirects."""

    data: bytes
    content_type: str
    url: str


@dataclass(frozen=True, slots=True)
class _Rules:
    resolve: Callable[[str], Iterable[str]]
    allow: Callable[[str], bool]
    max_bytes: int


def fetch(
    address: str,
    *,
    resolve: Callable[[str], Iterable[str]] = resolve_host,
    allow: Callable[[str], bool] = is_public,
    seconds: float = MAX_SECONDS,
    max_bytes: int = MAX_FETCH_BYTES,
) -> Fetched:
    """The article's file at ``address`` (http or https): HTML, plain text, Markdown, PDF or DOCX.

    ``resolve`` gives a host's network addresses and is asked once for each hop; ``allow`` says which of them may be
    connected to; ``seconds`` are for everything together. Raises IntakeError with one sentence for each refusal.
    """
    return asyncio.run(_within(address.strip(), _Rules(resolve, allow, max_bytes), seconds))


async def _within(address: str, rules: _Rules, seconds: float) -> Fetched:
    try:
        async with asyncio.timeout(seconds):
            return await _follow(_checked_url(address), rules)
    except TimeoutError as error:
        raise IntakeError(
            f"The page did not arrive within {seconds:g} seconds; try again later, or {_PASTE}."
        ) from error


async def _follow(url: httpx.URL, rules: _Rules) -> Fetched:
    """The page behind ``url`` and at most MAX_REDIRECTS redirects, each checked like the first address."""
    for _ in range(MAX_REDIRECTS + 1):
        result = await _hop(url, rules)
        if isinstance(result, Fetched):
            return result
        url = result
    raise IntakeError(f"The address redirects more than {MAX_REDIRECTS} times; {_PASTE}.")


def _checked_url(address: str) -> httpx.URL:
    try:
        if len(address) > _LONGEST_ADDRESS:
            raise IntakeError(f"The address is longer than {_LONGEST_ADDRESS:,} characters; check it and try again.")
        url = httpx.URL(address)
        host = url.raw_host.decode("ascii")
    except (httpx.InvalidURL, UnicodeError) as error:
        raise IntakeError("This is not a valid web address; copy it from your browser and try again.") from error
    if url.scheme not in ("http", "https"):
        raise IntakeError(
            "Only addresses that begin with http:// or https:// can be fetched; correct it and try again."
        )
    if url.userinfo:
        raise IntakeError("The address holds a user name or password; remove it and try again.")
    if not host or url.port == 0:
        raise IntakeError("The address names no host to fetch from; copy it from your browser and try again.")
    return url.copy_with(fragment=None)


async def _hop(url: httpx.URL, rules: _Rules) -> Fetched | httpx.URL:
    """The page at ``url``, or the address that it redirects to."""
    failure: httpx.TransportError | None = None
    for network_address in await _checked_addresses(url, rules):
        try:
            return await _request(url, network_address, rules)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            failure = error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise IntakeError(f"The connection to {url.host} broke off; try again, or {_PASTE}.") from error
    if "CERTIFICATE" in str(failure):
        raise IntakeError(f"The certificate of {url.host} is not valid; check the address, or {_PASTE}.") from failure
    raise IntakeError(f"{url.host} cannot be reached; check the address, or try again later.") from failure


async def _checked_addresses(url: httpx.URL, rules: _Rules) -> list[str]:
    """The network addresses of the host, every one of them allowed."""
    host = url.raw_host.decode("ascii")
    try:
        found = list(await anyio.to_thread.run_sync(rules.resolve, host, abandon_on_cancel=True))
    except (OSError, UnicodeError) as error:
        raise IntakeError(f"No host is called {url.host}; check the address for typing errors.") from error
    if not found:
        raise IntakeError(f"No host is called {url.host}; check the address for typing errors.")
    if not all(rules.allow(each) for each in found):
        raise IntakeError(f"{url.host} is in a private or reserved network, which is never fetched from; {_PASTE}.")
    return found


async def _request(url: httpx.URL, network_address: str, rules: _Rules) -> Fetched | httpx.URL:
    """The answer of the host at ``network_address``, which is told the name that ``url`` has for it.

    A client for each request: no cookie and no connection made for one name serves another.
    """
    pinned = url.copy_with(host=network_address)
    headers = {**_HEADERS, "Host": url.netloc.decode("ascii")}
    extensions = {"sni_hostname": url.raw_host.decode("ascii")}
    timeout = httpx.Timeout(None, connect=_CONNECT_SECONDS)
    # trust_env=False: a proxy of the environment would connect elsewhere than to the address that was checked.
    async with (
        httpx.AsyncClient(trust_env=False, follow_redirects=False, timeout=timeout) as client,
        client.stream("GET", pinned, headers=headers, extensions=extensions) as response,
    ):
        if response.has_redirect_location:
            return _target(url, response.headers["Location"])
        return await _page(url, response, rules)


def _target(url: httpx.URL, location: str) -> httpx.URL:
    try:
        return _checked_url(str(url.join(location)))
    except httpx.InvalidURL as error:
        raise IntakeError(f"{url.host} redirects to an address that is not valid; {_PASTE}.") from error
    except IntakeError as error:
        raise IntakeError(f"{url.host} redirects to an address that is not fetched: {error}") from error


async def _page(url: httpx.URL, response: httpx.Response, rules: _Rules) -> Fetched:
    if response.status_code != HTTPStatus.OK:
        raise IntakeError(_refusal(url, response))
    content_type = response.headers.get("Content-Type", "")
    check_type(content_type)
    data = await read_body(response, rules.max_bytes)
    if not data.strip():
        raise IntakeError(f"The page is empty; check the address, or {_PASTE}.")
    page = Fetched(data, content_type, str(url))
    return replace(page, content_type=settle_type(data, content_type, path=url.path))


def _refusal(url: httpx.URL, response: httpx.Response) -> str:
    status = f"{response.status_code} {response.reason_phrase}".strip()
    if response.status_code in _SIGN_IN:
        return f"{url.host} does not show the page to Argmap ({status}); {_PASTE}."
    if response.status_code in (404, 410):
        return f"{url.host} has no page at this address ({status}); check the address for typing errors."
    return f"{url.host} did not send the page ({status}); try again later, or {_PASTE}."
