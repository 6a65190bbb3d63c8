"""The emulator, which writes its state down as it goes: it would by itself only at an orderly stop, and lose everything when it is killed.

It runs in the environment of the emulator, not in this one's, so it imports nothing of ours.
"""

from __future__ import annotations

import hashlib
import os
import threading
import time
from typing import Any

from ministack import app
from ministack.core import persistence
from ministack.core.persistence import save_state
from ministack.services import cognito

SECONDS = 2
SHARE = 20  # the processor time between two savings, as a multiple of what one takes: much state is saved less often
saving = threading.Lock()  # one at a time: the emulator's own saving at an orderly stop writes through the same temporary files


def save_as_it_goes() -> None:
    """Save what has changed, service by service, for ever. Each file is replaced at once, so a kill leaves the old one or the new one.

    Nothing is saved before the emulator has read what was saved last: on a busy machine that takes longer than the first wait, and
    the empty state of the beginning would take its place.
    """
    while app._ready_scripts_state["status"] != "completed":  # what the emulator itself answers for its readiness
        time.sleep(0.1)
    saved: dict[str, str] = {}
    took = 0.0
    while True:
        time.sleep(max(SECONDS, SHARE * took))
        began = time.thread_time()
        for service, state_of in app._build_persistence_save_dict().items():
            with saving:
                try:
                    state = state_of()
                    fingerprint = hashlib.sha256(repr(state).encode()).hexdigest()
                except RuntimeError:  # it changed while it was read: there is a next time
                    continue
                if state is not None and saved.get(service) != fingerprint:
                    save_state(service, state)
                    saved[service] = fingerprint
        took = time.thread_time() - began


def save_in_turn(service: str, state: dict[str, Any]) -> None:
    """Save the state of a service as the emulator does at its stop, when nothing else is being saved."""
    with saving:
        save_state(service, state)


async def answer_as_cognito(action: str, data: dict[str, Any], dispatch: Any = cognito._dispatch_idp) -> Any:
    """Answer a call to a user pool. AdminDeleteSoftwareToken, which is newer than the emulator, forgets the token as turning it off does there."""
    if action != "AdminDeleteSoftwareToken":
        return await dispatch(action, data)
    return await dispatch("AdminSetUserMFAPreference", {**data, "SoftwareTokenMfaSettings": {"Enabled": False, "PreferredMfa": False}})


if __name__ == "__main__":
    cognito._dispatch_idp = answer_as_cognito
    persistence.save_state = save_in_turn
    if os.environ["SAVES"] == "1":
        threading.Thread(target=save_as_it_goes, daemon=True).start()
    app.main()
