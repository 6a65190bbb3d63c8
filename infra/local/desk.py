"""The whole desk on this machine: emulator, deployed template, built site, people to sign in as, and one address in front of it.

`python -m infra.local` keeps one under .local/; the stack tests make one of their own and throw it away.
"""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import uvicorn

from infra import package
from infra import site as website
from infra.local import demonstration, lived_in, stack
from infra.local.emulator import Emulator
from infra.local.front import Front

# The practice clock: a Monday at nine, when June 2022 still takes enquiries for four weeks.
RESULTS_DAY = datetime(2022, 8, 22, 9, tzinfo=ZoneInfo("Europe/London"))
Say = Callable[[str], None]


class LocalDesk:
    """A desk with all its files under `folder`. `stack` and `front` exist once start() has finished.

    It writes what is entered to disk as it goes, unless `saves` is false.
    It has people and results; a desk with a `history` also has what they did before, and a desk without is an empty room.
    """

    stack: stack.Stack
    front: Front

    def __init__(self, folder: Path, port: int, emulator_port: int, *, history: bool = False, saves: bool = True) -> None:
        self.folder = folder
        self.history = history
        self.port = port
        self.address = f"http://127.0.0.1:{port}"
        self.emulator = Emulator(folder, emulator_port, saves=saves)
        self.site = folder / "site"
        self._notes = folder / "desk.json"
        folder.mkdir(parents=True, exist_ok=True)

    # ---- the desk's clock

    @property
    def offset_seconds(self) -> int:
        """Return desk time minus system time, which is fixed at the first start."""
        if "offset_seconds" not in self._read():
            self.set_clock(RESULTS_DAY)
        return int(str(self._read()["offset_seconds"]))

    @property
    def now(self) -> datetime:
        return (datetime.now(UTC) + timedelta(seconds=self.offset_seconds)).astimezone(RESULTS_DAY.tzinfo)

    def set_clock(self, moment: datetime) -> None:
        """Set desk time to this moment."""
        self._write(offset_seconds=round((moment - datetime.now(UTC)).total_seconds()))

    # ---- starting and stopping

    def start(self, say: Say = lambda _: None) -> None:
        """Start the desk and bring everything up to date with the sources. Raise NotStarted, NotDeployed, NotBuilt or NotImported.

        A desk whose first start was cut off before it had its data is begun anew.
        """
        if not self._read().get("brought_in"):
            for left in ("state", "objects"):
                shutil.rmtree(self.folder / left, ignore_errors=True)
        with ThreadPoolExecutor(1) as beside:
            site = beside.submit(self.build_site)  # takes a processor of its own while the artefacts are staged
            say("Staging what the functions carry (the first time, this fetches their dependencies)")
            staged = package.stage(package.HERE, self.folder / "staged")
            say("Starting the emulator")
            self.emulator.start()
            say("Deploying template.yaml")
            self.stack = stack.deploy(self.emulator, staged, self.address, self.offset_seconds)
            say("Building the site")
            site.result()
        if self._read().get("brought_in") != self.stack["Table"]:
            say("Bringing in demonstration people and results")
            demonstration.bring_in(self.emulator, self.stack, self.address)
            if self.history:
                say("Playing the practice desk's history: enquiries in every state, so that there is work to find")
                lived_in.play(self.emulator, self.stack, self.now)
            self._write(brought_in=self.stack["Table"])
        self.front = Front(self.emulator, self.stack, self.site, self.address)

    def redeploy(self) -> None:
        """Deploy changed functions, catalogue or template to the emulator while it runs."""
        staged = package.stage(package.HERE, self.folder / "staged")
        self.stack = self.front.stack = stack.deploy(self.emulator, staged, self.address, self.offset_seconds)

    def build_site(self) -> None:
        """Build the site beside the one that is served, and replace that one when it is complete. Raise NotBuilt."""
        fresh, stale = self.folder / "site.new", self.folder / "site.old"
        environment = {"SITE_URL": f"{self.address}/", "DESK_OFFSET_SECONDS": str(self.offset_seconds)}
        website.build(fresh, source=self.folder / "site.source", environment=environment)
        shutil.rmtree(stale, ignore_errors=True)
        if self.site.exists():
            self.site.rename(stale)
        fresh.rename(self.site)
        shutil.rmtree(stale, ignore_errors=True)

    def server(self) -> uvicorn.Server:
        """Return the server that listens at the address."""
        return uvicorn.Server(
            uvicorn.Config(self.front.app, host="127.0.0.1", port=self.port, log_level="warning", timeout_graceful_shutdown=3)
        )

    def serve_in_background(self) -> Callable[[], None]:
        """Listen in a thread. Return a function that stops it."""
        server = self.server()
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()

        def stop() -> None:
            server.should_exit = True
            thread.join(10)

        return stop

    def stop(self) -> None:
        self.emulator.stop()

    # ---- what is remembered between runs

    def _read(self) -> dict[str, object]:
        notes: dict[str, object] = json.loads(self._notes.read_text()) if self._notes.exists() else {}
        return notes

    def _write(self, **changes: object) -> None:
        self._notes.write_text(json.dumps(self._read() | changes, indent=2) + "\n")
