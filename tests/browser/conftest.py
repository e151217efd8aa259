"""A real server and a real Chromium. A test fails on any console error and on any request to another host."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, StorageState, sync_playwright

from tests.paths import ROOT
from tests.postgres import free_port
from tests.system import NotInstalledError, chromium

FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Server:
    """Argmap as ``make run`` starts it, on a free port with a data folder of its own."""

    address: str
    environment: dict[str, str]

    def manage(self, *arguments: str) -> str:
        """What ``manage.py`` printed for these arguments."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data: Path = tmp_path_factory.mktemp("data")
    port = free_port()
    environment = {**os.environ, "ARGMAP_DATA": str(data), "ARGMAP_DEBUG": "0", "ARGMAP_DB_POOL": "1"}
    command = [sys.executable, "manage.py", "serve", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        for line in process.stdout or ():
            if "/sign-in/" in line:
                break
        else:
            pytest.fail("The server did not start.")
        yield Server(f"http://127.0.0.1:{port}", environment)
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    try:
        path = chromium()
    except NotInstalledError as error:
        pytest.skip(str(error))
    with sync_playwright() as playwright:
        flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
        started = playwright.chromium.launch(executable_path=path, args=flags)
        yield started
        started.close()


@pytest.fixture(scope="session")
def signed_in(server: Server, browser: Browser) -> StorageState:
    """The cookies of somebody who has signed in."""
    page = browser.new_page(base_url=server.address)
    page.goto(server.manage("sign_in_link", "--address", server.address))
    state = page.context.storage_state()
    page.close()
    return state


@pytest.fixture
def page(request: pytest.FixtureRequest, server: Server, browser: Browser, signed_in: StorageState) -> Iterator[Page]:
    """A signed-in page; ``@pytest.mark.parametrize("look", …, indirect)`` may set width, height, scheme and touch."""
    look = getattr(request, "param", {})
    context = browser.new_context(
        base_url=server.address,
        storage_state=signed_in,
        viewport={"width": look.get("width", 1440), "height": look.get("height", 900)},
        color_scheme=look.get("scheme", "light"),
        accept_downloads=True,
        has_touch=look.get("touch", False),
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "request",
        lambda r: (
            faults.append(f"foreign: {r.url}") if urlsplit(r.url).hostname not in ("127.0.0.1", None, "") else None
        ),
    )
    page.expected_errors = []  # type: ignore[attr-defined]  # a test may allow what it provokes
    page.goto("/")
    yield page
    allowed = page.expected_errors  # type: ignore[attr-defined]
    context.close()
    assert [fault for fault in faults if not any(re.search(pattern, fault) for pattern in allowed)] == []


RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def assert_accessible(page: Page, region: str | None = None, rules: list[str] | None = None) -> None:
    """axe finds no violation of WCAG 2.2 A and AA on the page as it is, or in that region of it."""
    # Style sheets fetched again serve only rules about orientation and sound, which no page here can break.
    options = {"runOnly": rules or RULES, "resultTypes": ["violations"], "preload": False}
    results = Axe().run(page, context=region, options=options)
    violations = [
        (v["id"], [node["target"] for node in v["nodes"]][:3], v["nodes"][0]["any"][:1])
        for v in results.response["violations"]
    ]
    assert violations == []
