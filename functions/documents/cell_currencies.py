"""The currency that a spreadsheet's cell shows beside its number, as the number format of the cell names it."""

from __future__ import annotations

import re
from functools import lru_cache

NAMED = re.compile(r"\[\$([^\]\-]*)(?:-([0-9A-Fa-f]+))?\]")  # [$€-407], [$GBP]; [$-809] is a language alone
BRACKETS, QUOTED = re.compile(r"\[[^\]]*\]"), re.compile(r'"([^"]*)"')
SIGNS = {"£": "GBP", "€": "EUR"}
CODE = re.compile("[A-Z]{3}")
OF_THE_UNITED_STATES = {"409"}  # the language of a format whose dollar is theirs; another dollar is left as it is


@lru_cache(maxsize=256)
def currency_in(number_format: str) -> str:
    """Return the currency that a number format names: GBP of '[$£-809]#,##0.00', empty where it names none.

    A sign of several countries' currencies stays as it is, and where the format names two, both come with a stroke between: whoever reads
    it has to ask.
    """
    signs = [_code(sign.strip(), language) for sign, language in NAMED.findall(number_format)]
    rest = NAMED.sub("", number_format)
    quoted = [each.strip() for each in QUOTED.findall(rest)]
    signs += [_code(each) for each in quoted if each in SIGNS or each == "$" or CODE.fullmatch(each)]
    signs += [_code(each) for each in BRACKETS.sub("", QUOTED.sub("", rest)) if each in "£€$¥"]
    return "/".join(dict.fromkeys(filter(None, signs)))


def _code(sign: str, language: str = "") -> str:
    if sign == "$" and language.lstrip("0") in OF_THE_UNITED_STATES:
        return "USD"
    return SIGNS.get(sign, sign)
