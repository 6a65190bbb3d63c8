"""While the local desk runs, rebuild a page or redeploy a function when it is edited."""

from __future__ import annotations

import asyncio
from pathlib import Path

from watchfiles import DefaultFilter, awatch

from infra.local.desk import LocalDesk, Say
from infra.local.emulator import ROOT

WATCHED = tuple(ROOT / name for name in ("content", "functions", "mkdocs.yml", "site", "template.yaml"))
# What the functions carry or are made of; everything watched shows on the site.
DEPLOYED = tuple(
    ROOT / name for name in ("content/catalogue", "content/arrangements", "content/demonstration", "functions", "template.yaml")
)


async def watch(desk: LocalDesk, say: Say) -> None:
    """Watch until cancelled. A fault in an edited file is reported, and the desk goes on with what it had before."""
    async for changes in awatch(*WATCHED, watch_filter=DefaultFilter(), debounce=400):
        paths = {Path(path) for _, path in changes}
        try:
            if any(path.is_relative_to(part) for path in paths for part in DEPLOYED):
                say(f"Changed: {_named(paths)}. Deploying the functions")
                await asyncio.to_thread(desk.redeploy)
            say(f"Changed: {_named(paths)}. Building the site")
            await asyncio.to_thread(desk.build_site)
            say("Up to date")
        except Exception as fault:  # noqa: BLE001 - whatever is wrong with what is being edited, the desk goes on
            say(f"What was there before goes on:\n{fault}")


def _named(paths: set[Path]) -> str:
    names = sorted(str(path.relative_to(ROOT)) for path in paths)
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
