"""Programs of the system that tests need: found, or installed by Debian's package manager where we may."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class NotInstalledError(Exception):
    """A program is missing and could not be installed; the message says what to do."""


def install(package: str) -> bool:
    """Whether Debian's package is installed now; tried once, as root or by sudo without a password."""
    apt = shutil.which("apt-get")
    if not apt:
        return False
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if prefix and not shutil.which("sudo"):
        return False
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    print(f"  installing {package} …", flush=True)
    command = [*prefix, apt, "install", "-y", "-qq", "--no-install-recommends", package]
    for preparation in ([*prefix, apt, "update", "-qq"], command):
        done = subprocess.run(preparation, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stderr[-500:])
    return done.returncode == 0


@cache
def chromium() -> str:
    """The path of the system's Chromium. Raises NotInstalledError."""
    for attempt in range(2):
        found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
        if found:
            return found
        if attempt or not install("chromium"):
            break
    raise NotInstalledError("The browser tests need Chromium: install Debian's package “chromium” and run them again.")
