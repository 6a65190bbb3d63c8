"""Editions: papers come out in May or June for the summer series, and again in October for the November series (S4; TX-09)."""

from __future__ import annotations

from datetime import date

FIRST_OF_WINTER, FIRST_OF_SUMMER = 10, 5


def edition_of(series: str) -> str:
    """Return the edition of the papers for a series, by its id: 'Edition of May 2026' for 2026-06, 'Edition of October 2022' for 2022-11.

    A series before May belongs to the edition of the October before it.
    """
    year, month = int(series[:4]), int(series[5:])
    if month >= FIRST_OF_WINTER:
        return f"Edition of October {year}"
    return f"Edition of May {year}" if month >= FIRST_OF_SUMMER else f"Edition of October {year - 1}"


def edition_on(day: date) -> str:
    """Return the edition that is in force on a day, for papers about no series."""
    return edition_of(f"{day:%Y-%m}")
