"""The environment, read once. template.yaml sets every one of these."""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """`letters_function` empty renders in this process; `catalogue` empty reads the YAML; an empty issuer is not checked."""

    table: str
    documents_bucket: str
    incoming_bucket: str
    letters_function: str
    site_url: str
    mail_from: str
    configuration_set: str
    desk_offset_seconds: int
    people_issuer: str
    staff_issuer: str
    catalogue: str

    @classmethod
    def from_environment(cls) -> Settings:
        """Raises KeyError for what must be set."""
        read = os.environ
        return cls(
            table=read["TABLE"],
            documents_bucket=read.get("DOCUMENTS_BUCKET", ""),
            incoming_bucket=read.get("INCOMING_BUCKET", ""),
            letters_function=read.get("LETTERS_FUNCTION", ""),
            site_url=read.get("SITE_URL", "").rstrip("/"),
            mail_from=read.get("MAIL_FROM", ""),
            configuration_set=read.get("CONFIGURATION_SET", ""),
            desk_offset_seconds=int(read.get("DESK_OFFSET_SECONDS") or 0),
            people_issuer=read.get("PEOPLE_ISSUER", ""),
            staff_issuer=read.get("STAFF_ISSUER", ""),
            catalogue=read.get("CATALOGUE", ""),
        )
