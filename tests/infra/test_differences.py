"""What is deployed to the emulator differs from template.yaml in the few places that are listed, and nowhere else."""

from __future__ import annotations

from typing import Any

from infra import template
from infra.local.differences import DIFFERENCES


def leaves(value: Any, path: str = "") -> dict[str, Any]:
    """Every value of the template by its path."""
    if isinstance(value, dict) and value:
        return {name: each for key, part in value.items() for name, each in leaves(part, f"{path}.{key}").items()}
    if isinstance(value, list) and value:
        return {name: each for index, part in enumerate(value) for name, each in leaves(part, f"{path}.{index}").items()}
    return {path: value}


def test_only_rules_about_tls_and_about_the_sender_of_mail_are_left_out_for_the_emulator() -> None:
    real, local = template.load(), template.load()
    for apply in DIFFERENCES:
        apply(local)
    before, after = leaves(real), leaves(local)
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    tls = (
        ".Resources.DocumentsOverTlsOnly",
        ".Resources.IncomingOverTlsOnly",
        ".Resources.SiteThroughDistributionOnly.Properties.PolicyDocument",
    )
    mail = tuple(f".Resources.{name}.Properties.Policies." for name in ("ChangesFunction", "StaffFunction", "SweepFunction"))
    assert changed
    assert not [path for path in changed if not path.startswith(tls + mail)]
    granted = {after[path] for path in changed if path in after}
    assert granted == {"*"}, "the only value put in is the resource of ses:SendEmail"


def test_every_difference_says_why_it_exists() -> None:
    assert DIFFERENCES
    assert all(": the emulator " in (apply.__doc__ or "") for apply in DIFFERENCES)
