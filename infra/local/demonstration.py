"""The demonstration data of the local desk: invented schools, people and results, stored through the desk's own code.

Accounts are made as staff would make them, people and organisations are stored by the functions' own code, and the results register
and the exemptions are imported through the API, as a caseworker would; so are results of bodies with portals of their own, by each
centre's exams officer, and grade boundaries.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from functions.adapters.organisations import put_organisation_and_numbers
from functions.adapters.table import Table
from functions.domain.people.people import ROLE_TEXT, Kind, Organisation, Role
from functions.domain.people.permissions import BODY_STAFF
from infra.invite import invite
from infra.local.emulator import ROOT, Emulator
from infra.local.signing_in import PASSWORD, id_token
from infra.local.stack import Stack

BODY, NCFE = "cambridge-international", "ncfe"
AQA, OCR, PEARSON = "aqa", "ocr", "pearson"  # with portals of their own: their centres import the results, and they have no staff here
IN_PORTALS = (AQA, OCR, PEARSON)
IMPORT_SECONDS = 600
SOURCE = "Figures made up for the demonstration, Results Desk"
CHECKED = 2  # the version of a centre whose address somebody there has looked at and saved
RESULTS = ROOT / "content" / "demonstration"

ORGANISATIONS = (
    Organisation(id=BODY, name="Cambridge International", kind=Kind.AWARDING_BODY, contact_email="casework@board.example"),
    Organisation(id=NCFE, name="NCFE", kind=Kind.AWARDING_BODY, contact_email="casework@ncfe.example"),
    Organisation(
        id="northfield", name="Northfield School", kind=Kind.CENTRE, centres={BODY: "ZZ101", NCFE: "NC10101", AQA: "10101", OCR: "10101", PEARSON: "10101"},
        contact_email="exams@northfield.example", version=CHECKED,
    ),
    Organisation(
        id="harbour", name="Harbour International School", kind=Kind.CENTRE, centres={BODY: "ZZ202", AQA: "20202", OCR: "20202", PEARSON: "20202"},
        contact_email="exams@harbour.example", version=CHECKED,
    ),
    Organisation(
        id="weir", name="Weir College", kind=Kind.CENTRE, centres={NCFE: "NC20202"}, contact_email="exams@weir.example", version=CHECKED,
    ),
    Organisation(id="meridian", name="Meridian Associates", kind=Kind.ASSOCIATE, contact_email="associate@meridian.example"),
    Organisation(
        id="lakeside", name="Lakeside Academy", kind=Kind.CENTRE, centres={BODY: "ZZ303"}, associates={BODY: "meridian"},
        contact_email="exams@lakeside.example", version=CHECKED,
    ),
    Organisation(  # invited today, with everything to set up
        id="millbrook", name="Millbrook High School", kind=Kind.CENTRE, centres={BODY: "ZZ404", AQA: "40404", OCR: "40404"},
        contact_email="exams@millbrook.example",
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Invited:
    """A person to make an account for."""

    email: str
    name: str
    organisation: str
    role: Role

    coordinates: bool = False

    @property
    def staff(self) -> bool:
        return self.role in BODY_STAFF

    def __str__(self) -> str:
        names = {each.id: each.name for each in ORGANISATIONS}
        roles = f"{ROLE_TEXT[self.role]} and {ROLE_TEXT[Role.COORDINATOR].lower()}" if self.coordinates else ROLE_TEXT[self.role]
        return f"{self.email:28} {roles}, {names[self.organisation]}"


PEOPLE = (
    Invited("officer@northfield.example", "Amara Okafor", "northfield", Role.EXAMS_OFFICER),
    Invited("head@northfield.example", "Rhys Pritchard", "northfield", Role.HEAD_OF_CENTRE, coordinates=True),
    Invited("governor@northfield.example", "Ines Duarte", "northfield", Role.VIEWER),
    Invited("officer@harbour.example", "Mei Tanaka", "harbour", Role.EXAMS_OFFICER),
    Invited("officer@lakeside.example", "Tomasz Zielinski", "lakeside", Role.EXAMS_OFFICER),
    Invited("head@lakeside.example", "Aleksandra Nowak", "lakeside", Role.HEAD_OF_CENTRE),
    Invited("associate@meridian.example", "Lucía Ferrer", "meridian", Role.ASSOCIATE, coordinates=True),
    Invited("officer@millbrook.example", "Esther Adeyemi", "millbrook", Role.EXAMS_OFFICER, coordinates=True),
    Invited("casework@board.example", "Jonas Lindqvist", BODY, Role.CASEWORKER),
    Invited("supervisor@board.example", "Priya Raman", BODY, Role.SUPERVISOR, coordinates=True),
    Invited("finance@board.example", "Anneke de Vries", BODY, Role.FINANCE),
    Invited("officer@weir.example", "Siobhán Doyle", "weir", Role.EXAMS_OFFICER),
    Invited("casework@ncfe.example", "Harriet Owusu", NCFE, Role.CASEWORKER),
    Invited("supervisor@ncfe.example", "Callum Reid", NCFE, Role.SUPERVISOR),
    Invited("finance@ncfe.example", "Ewa Kowalska", NCFE, Role.FINANCE),
)

# The centres that have worked here for a while have own dates: each the last day for one service of one awarding body in June 2022.
OWN_DATES = {
    "officer@northfield.example": (AQA, "1", "2022-09-22"),
    "officer@harbour.example": (AQA, "1", "2022-09-22"),
    "officer@lakeside.example": (BODY, "1", "2022-09-13"),
    "officer@weir.example": (NCFE, "CC", "2022-09-07"),
}


class NotImported(Exception):
    """The desk refused its own demonstration data."""


def bring_in(emulator: Emulator, stack: Stack, address: str) -> None:
    """Create what does not exist yet. Doing it again changes nothing. Raise NotImported if the desk refuses the data."""
    table = Table(stack["Table"], emulator.client("dynamodb"))
    for organisation in ORGANISATIONS:
        table.commit(put_organisation_and_numbers(organisation))
    organisations = {each.id: each for each in ORGANISATIONS}
    for each in PEOPLE:
        pools, organisation = emulator.client("cognito-idp"), organisations[each.organisation]
        for role in (each.role, Role.COORDINATOR) if each.coordinates else (each.role,):
            invite(pools, table, stack.outputs, organisation=organisation, role=role, email=each.email, name=each.name, password=PASSWORD)
    for caseworker in (each for each in PEOPLE if each.role is Role.CASEWORKER):
        api = Importing(emulator, stack, id_token(emulator, stack, address, caseworker.email, staff=True), "staff/")
        for kind in ("register", "exemptions", "boundaries"):
            for file in _files(caseworker.organisation, kind):
                api.import_file(kind, file, {"source": SOURCE} if kind == "boundaries" else {})
    for officer in (each for each in PEOPLE if each.role is Role.EXAMS_OFFICER):
        numbers = organisations[officer.organisation].centres
        if officer.email not in OWN_DATES:
            continue
        api = Importing(emulator, stack, id_token(emulator, stack, address, officer.email, staff=False), "")
        api.save_own_date(*OWN_DATES[officer.email])
        for body in (each for each in IN_PORTALS if each in numbers):
            for file in _files(body, "register"):
                api.import_file("results", file, {"body": body}, centre=numbers[body])
            for file in _files(body, "boundaries"):
                api.import_file("boundaries", file, {"body": body, "source": SOURCE})


def _files(body: str, kind: str) -> list[Path]:
    return sorted((RESULTS / body).glob(f"{kind}-*.csv"))


@dataclass(frozen=True)
class Importing:
    """The API as one person uses it to import files; `part` is that of their desk."""

    emulator: Emulator
    stack: Stack
    token: str
    part: str

    def save_own_date(self, body: str, service: str, day: str) -> None:
        """Save the centre's last day for a service in June 2022, unless it has own dates."""
        with self._client() as client:
            if client.get(f"{self._api}terms").raise_for_status().json()["terms"]["version"]:
                return
            row = {"route": "standard", "service": service, "closes_on": day}
            answer = client.put(f"{self._api}terms", json={"version": 0, "body": body, "series": "2022-06", "rows": [row]})
            if answer.is_error:
                raise NotImported(f"own dates: {answer.status_code} {answer.text[:2000]}")

    def import_file(self, path: str, file: Path, about: dict[str, str], centre: str = "") -> None:
        """Import a file, or only the rows of one centre, and wait until its job is finished."""
        api = self._api
        heading, *rows = file.read_text(encoding="utf-8").splitlines()
        own = [each for each in rows if not centre or each.startswith(f"{centre},")]
        if not own:
            return
        request: dict[str, Any] = {
            "series": file.stem.partition("-")[2], "csv": "\n".join([heading, *own]), "accept_removals": True, **about,
        }  # fmt: skip
        with self._client() as client:
            answer = client.post(f"{api}{path}", json=request)
            if answer.is_error or answer.json()["errors"]:
                raise NotImported(f"{file.name}: {answer.status_code} {answer.text[:2000]}")
            job = answer.json()["job"]
            deadline = time.monotonic() + IMPORT_SECONDS
            while job and not job["finished_at"]:
                if time.monotonic() > deadline:
                    raise NotImported(f"{file.name}: {job['step']}, {job['percent']} %, {job['problem']}")
                time.sleep(0.1)
                job = client.get(f"{api}jobs/{job['id']}").raise_for_status().json()["job"]

    @property
    def _api(self) -> str:
        return f"{self.emulator.url}/_aws/execute-api/{self.stack.api_id}/live/api/{self.part}"

    def _client(self) -> httpx.Client:
        return httpx.Client(headers={"Authorization": f"Bearer {self.token}"}, timeout=60)
