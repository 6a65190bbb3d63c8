"""The Chromium that the browser tests drive: the system's if there is one, otherwise one that this program installs.

`make test` runs this first, so that the browser tests never skip for want of a browser.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """Return the path of a Chromium: CHROMIUM if set, the system's, or the one that Playwright installed. Return None if there is none."""
    if chosen := os.environ.get("CHROMIUM"):
        return chosen
    for name in NAMES:
        if path := shutil.which(name):
            return path
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> str:
    """Install a Chromium and return its path: by apt for root, otherwise Playwright's own build."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("No Chromium here: installing Debian's with apt-get", flush=True)
        subprocess.run(["apt-get", "update", "-q"], check=True)
        subprocess.run(["apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium"], check=True)
    else:
        print("No Chromium here: installing Playwright's", flush=True)
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)
    path = find()
    if path is None:
        sys.exit("There is still no Chromium. Install one, or set CHROMIUM to its path, and run this again.")
    return path


if __name__ == "__main__":
    print(f"Chromium: {find() or install()}")
