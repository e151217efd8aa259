"""Static files in front of Django, from memory: a page asks for dozens of small ones at once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from whitenoise.middleware import WhiteNoiseMiddleware

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

LEFT_OUT = frozenset({"Last-Modified", "ETag"})  # nobody asks anew for what never changes: names are hashes


class StaticFiles:
    """An ASGI application that answers for what WhiteNoise has found at the start; the rest is ``app``'s.

    WhiteNoise's own middleware needs two threads for each file, which takes ten times as long. It stays in Django's
    settings: parts of files are its, as are the files that a change brings while ``ARGMAP_DEBUG`` is on.
    """

    def __init__(self, app: Application) -> None:
        self.app = app
        self.files = WhiteNoiseMiddleware().files
        self._kept: dict[str, tuple[Headers, bytes]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        file = self.files.get(scope["path"]) if scope["type"] == "http" and scope["method"] in {"GET", "HEAD"} else None
        asked = dict(scope["headers"]) if file else {}
        if file is None or b"range" in asked:
            return await self.app(scope, receive, send)
        headers, body = self._answer(file, asked.get(b"accept-encoding", b"").decode("latin-1"))
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})

    def _answer(self, file: Any, encodings: str) -> tuple[Headers, bytes]:
        path, headers = file.get_path_and_headers({"HTTP_ACCEPT_ENCODING": encodings})
        if path not in self._kept:
            with open(path, "rb") as content:
                self._kept[path] = _encoded(headers), content.read()
        return self._kept[path]


def _encoded(headers: list[tuple[str, str]]) -> Headers:
    own = [*headers, ("X-Content-Type-Options", "nosniff")]
    return [(name.lower().encode(), value.encode("latin-1")) for name, value in own if name not in LEFT_OUT]
