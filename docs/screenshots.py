"""Makes the README's picture: ``make screenshots`` starts Argmap with its demo and photographs the workbench."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import sync_playwright  # noqa: E402  after the path is set

from tests.postgres import free_port  # noqa: E402
from tests.system import chromium  # noqa: E402


def main() -> None:
    with tempfile.TemporaryDirectory() as data:
        environment = {**os.environ, "ARGMAP_DATA": data, "PYTHONUNBUFFERED": "1"}
        command = [sys.executable, "manage.py", "serve", "--port", str(free_port())]
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        try:
            link = next(line.strip() for line in server.stdout or () if "/sign-in/" in line)
            photograph(link)
        finally:
            server.terminate()
            server.wait(timeout=20)


def photograph(link: str) -> None:
    with sync_playwright() as playwright:
        flags = ["--disable-gpu", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
        browser = playwright.chromium.launch(executable_path=chromium(), args=flags)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(link)
        page.get_by_role("link", name="Open the old dock to swimmers").first.click()
        page.locator("body[data-usable]").wait_for()
        page.locator("#outline > li").nth(8).click()
        page.wait_for_timeout(600)
        page.screenshot(path=ROOT / "docs/images/workbench.png")
        browser.close()


if __name__ == "__main__":
    main()
