"""The steps of the practice desk's history: what each word of history.yml after `do` means, as calls of the API.

A step has at, by, do, enquiry (the name of the enquiry that it is about) and what its function reads.
"""

from __future__ import annotations

from infra.local.steps import associate, awarding_body, centre
from infra.local.steps.asking import ASSOCIATE, CASEWORKER, SUPERVISOR, Do, Unanswered

__all__ = ["STEPS", "USUALLY_BY", "Unanswered"]

STEPS: dict[str, Do] = {**centre.STEPS, **associate.STEPS, **awarding_body.STEPS}
# Who takes a step that stands under another one and names nobody; None: whoever took that one.
USUALLY_BY: dict[str, str | None] = {
    **dict.fromkeys(centre.STEPS),
    **dict.fromkeys(associate.STEPS, ASSOCIATE),
    **dict.fromkeys(awarding_body.STEPS, CASEWORKER),
    "decide": SUPERVISOR,
}
