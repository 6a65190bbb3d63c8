"""`make serve`: the whole desk on this machine, until Ctrl-C. Nothing leaves the machine, and nothing that was entered is lost."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import fcntl
import os
import shutil
import signal
import sys
import time
from datetime import datetime
from typing import IO

from infra.local.demonstration import PEOPLE, NotImported
from infra.local.desk import RESULTS_DAY, LocalDesk
from infra.local.emulator import ROOT, NotStarted, in_use
from infra.local.signing_in import PASSWORD
from infra.local.stack import NotDeployed
from infra.local.watching import watch
from infra.package import NotStaged
from infra.site import NotBuilt

FOLDER = ROOT / ".local" / "desk"
PORT, EMULATOR_PORT = 8000, 4566


class Progress:
    """Messages about what is being done, with the seconds since the start."""

    def __init__(self) -> None:
        self.began = time.monotonic()

    def __call__(self, what: str) -> None:
        print(f"{time.monotonic() - self.began:6.1f} s  {what}", flush=True)


def main() -> None:
    arguments = _arguments()
    say = Progress()
    emulator_port = EMULATOR_PORT if arguments.port == PORT else arguments.port + 1
    FOLDER.parent.mkdir(exist_ok=True)
    with (FOLDER.parent / "lock").open("w") as lock:
        _only_one(lock)
        for port in (arguments.port, emulator_port):
            if in_use(port):
                sys.exit(f"Port {port} is in use by another program. Stop that, or choose another: make serve PORT={arguments.port + 10}")
        if arguments.fresh:
            shutil.rmtree(FOLDER, ignore_errors=True)
        desk = LocalDesk(FOLDER, arguments.port, emulator_port, history=not arguments.empty)
        if arguments.clock:
            desk.set_clock(arguments.clock)
        # A terminal's hang-up and a `kill` end it in order too.
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: _interrupt())
        try:
            desk.start(say)
            _greet(desk)
            asyncio.run(_serve(desk, say))
        except KeyboardInterrupt:
            pass
        except (NotStarted, NotDeployed, NotBuilt, NotImported, NotStaged) as fault:
            sys.exit(f"The desk could not be started.\n{fault}")
        finally:
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)
            say("Saving what was entered")
            desk.stop()
            say("Stopped")


async def _serve(desk: LocalDesk, say: Progress) -> None:
    watcher = asyncio.create_task(watch(desk, say))
    try:
        await desk.server().serve()
    finally:
        watcher.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await watcher


def _greet(desk: LocalDesk) -> None:
    print(f"""
  Results Desk            {desk.address}
  Centre's desk           {desk.address}/desk/
  Staff desk              {desk.address}/staff/
  Mails that were sent    {desk.address}/mail/
  Desk time               {desk.now:%A %d %B %Y, %H:%M} in London (make serve CLOCK=2022-09-20T23:50 sets it)

  Sign in with the password "{PASSWORD}" as
{chr(10).join(f"    {each}" for each in PEOPLE)}

  Schools, people, results and fees are invented. Log of the emulator: {desk.emulator.log.relative_to(ROOT)}
  Ctrl-C stops; what was entered is there again next time (make serve-fresh forgets it).
""", flush=True)  # fmt: skip


def _only_one(lock: IO[str]) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        sys.exit("The local desk is running already from this folder. Stop it with Ctrl-C where it runs.")


def _interrupt() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def _clock(text: str) -> datetime:
    """Return a time given as a London wall-clock time."""
    return datetime.fromisoformat(text).replace(tzinfo=RESULTS_DAY.tzinfo)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m infra.local", description=__doc__)
    parser.add_argument("--port", type=int, default=PORT)
    parser.add_argument("--clock", type=_clock, help="desk time to begin from, London, such as 2022-09-20T23:50; kept for later starts")
    parser.add_argument("--empty", action="store_true", help="at the first start, bring in people and results only: no enquiry, no message")
    parser.add_argument("--fresh", action="store_true", help="forget everything that was entered before")
    return parser.parse_args()


if __name__ == "__main__":
    main()
