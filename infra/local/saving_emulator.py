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
from ministack.services import cognito

SECONDS = 2
SHARE = 20  # the processor time between two savings, as a multiple of what one takes: much state is saved less often


def save_as_it_goes() -> None:
    """Save what has changed, service by service, for ever. Each file is replaced at once, so a kill leaves the old one or the new one."""
    saved: dict[str, str] = {}
    took = 0.0
    while True:
        time.sleep(max(SECONDS, SHARE * took))
        began = time.thread_time()
        for service, state_of in app._build_persistence_save_dict().items():
            try:
                state = state_of()
                fingerprint = hashlib.sha256(repr(state).encode()).hexdigest()
            except RuntimeError:  # it changed while it was read: there is a next time
                continue
            if state is not None and saved.get(service) != fingerprint:
                persistence.save_state(service, state)
                saved[service] = fingerprint
        took = time.thread_time() - began


async def answer_as_cognito(action: str, data: dict[str, Any], dispatch: Any = cognito._dispatch_idp) -> Any:
    """Answer a call to a user pool. AdminDeleteSoftwareToken, which is newer than the emulator, forgets the token as turning it off does there."""
    if action != "AdminDeleteSoftwareToken":
        return await dispatch(action, data)
    return await dispatch("AdminSetUserMFAPreference", {**data, "SoftwareTokenMfaSettings": {"Enabled": False, "PreferredMfa": False}})


if __name__ == "__main__":
    cognito._dispatch_idp = answer_as_cognito
    if os.environ["SAVES"] == "1":
        threading.Thread(target=save_as_it_goes, daemon=True).start()
    app.main()
