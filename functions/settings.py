"""The settings from the environment, read once. template.yaml sets every one of them."""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a function. Some may be empty.

    An empty `letters_function` means that letters are rendered in this process, an empty `jobs_function` that long work is done in it,
    an empty `catalogue` that the YAML is read, and an empty issuer that it is not checked.
    """

    table: str
    documents_bucket: str
    incoming_bucket: str
    letters_function: str
    jobs_function: str
    site_url: str
    mail_from: str
    configuration_set: str
    desk_offset_seconds: int
    people_issuer: str
    staff_issuer: str
    catalogue: str

    @classmethod
    def from_environment(cls) -> Settings:
        """Return the settings. Raise KeyError if a required one is not set."""
        environment = os.environ
        return cls(
            table=environment["TABLE"],
            documents_bucket=environment.get("DOCUMENTS_BUCKET", ""),
            incoming_bucket=environment.get("INCOMING_BUCKET", ""),
            letters_function=environment.get("LETTERS_FUNCTION", ""),
            jobs_function=environment.get("JOBS_FUNCTION", ""),
            site_url=environment.get("SITE_URL", "").rstrip("/"),
            mail_from=environment.get("MAIL_FROM", ""),
            configuration_set=environment.get("CONFIGURATION_SET", ""),
            desk_offset_seconds=int(environment.get("DESK_OFFSET_SECONDS") or 0),
            people_issuer=environment.get("PEOPLE_ISSUER", ""),
            staff_issuer=environment.get("STAFF_ISSUER", ""),
            catalogue=environment.get("CATALOGUE", ""),
        )
