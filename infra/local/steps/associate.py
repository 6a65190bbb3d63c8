"""Steps of an Associate."""

from __future__ import annotations

from infra.local.steps.asking import Do, Play, Step, id_of, require_done


def approve(play: Play, step: Step) -> None:
    _forward(play, step, "approve")


def reject(play: Play, step: Step) -> None:
    _forward(play, step, "reject", reason=step["reason"])


def release(play: Play, step: Step) -> None:
    """Release one kind of document."""
    require_done(play.ask(step["by"], "POST", "/api/associate/release", {"enquiries": [id_of(play, step)], "what": step["what"]}))


STEPS: dict[str, Do] = {
    "approve": approve,
    "reject": reject,
    "release": release,
}


def _forward(play: Play, step: Step, what: str, **told: object) -> None:
    path = f"/api/associate/enquiries/{id_of(play, step)}"
    version = play.ask(step["by"], "GET", path)["enquiry"]["version"]
    play.ask(step["by"], "POST", f"{path}/{what}", {"version": version, **told})
