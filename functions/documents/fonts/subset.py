"""Make the bundled fonts again from the Debian packages fonts-noto-core, -extra, -mono and -cjk.

A person runs this when a script is added (README.md beside this file says how); nothing imports it. It needs
fonttools, which is why fonttools is not among the project's dependencies.

    python functions/documents/fonts/subset.py FOLDER     where FOLDER holds the packages, unpacked with dpkg -x

It writes the .ttf and .otf files and coverage.json: the ranges of characters that at least one of them can print,
which lets the desk answer "can this name be printed?" without opening a font.
"""

import json
import sys
import unicodedata
from pathlib import Path

from fontTools.subset import Options, Subsetter  # type: ignore[import-not-found,import-untyped,unused-ignore]
from fontTools.ttLib import TTCollection, TTFont  # type: ignore[import-not-found,import-untyped,unused-ignore]

HERE = Path(__file__).parent

# Latin (Vietnamese, African languages and transcriptions included), Greek (polytonic too), Cyrillic, and the marks of writing.
EUROPEAN = [
    (0x0020, 0x007E), (0x00A0, 0x024F), (0x0250, 0x036F), (0x0370, 0x03FF), (0x0400, 0x052F), (0x1D00, 0x1DBF), (0x1DC4, 0x1DFF),
    (0x1E00, 0x1FFF), (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20BF), (0x2116, 0x2116), (0x2122, 0x2122), (0x2190, 0x2193),
    (0x2212, 0x2212), (0x2260, 0x2265), (0x25CC, 0x25CC), (0x2C60, 0x2C7F), (0x2DE0, 0x2DFF), (0xA640, 0xA69F), (0xA720, 0xA7FF),
    (0xAB30, 0xAB6F), (0xFB00, 0xFB06), (0xFFFD, 0xFFFD),
]  # fmt: skip
EAST_ASIAN = [
    (0x1100, 0x11FF), (0x2E80, 0x2FDF), (0x3000, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF),
    (0xFF00, 0xFFEF), (0x20000, 0x323AF),
]  # fmt: skip
WEIGHTS = ("Regular", "SemiBold")
SCRIPTS = (
    "Arabic", "Armenian", "Bengali", "Devanagari", "Ethiopic", "Georgian", "Gujarati", "Gurmukhi", "Hebrew", "Kannada", "Khmer", "Lao",
    "Malayalam", "Myanmar", "Oriya", "Sinhala", "Tamil", "Telugu", "Thaana", "Thai",
)  # fmt: skip


def in_ranges(ranges: list[tuple[int, int]]) -> list[int]:
    return [code for first, last in ranges for code in range(first, last + 1)]


def write(font: TTFont, unicodes: list[int], to: Path, features: tuple[str, ...] = ("*",)) -> set[int]:
    options = Options()
    options.hinting = False  # for screens of long ago; a fifth of the size
    options.layout_features = list(features)
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.drop_tables += ["DSIG", "FFTM", "VORG", "vhea", "vmtx", "BASE"]
    options.desubroutinize = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=unicodes)
    subsetter.subset(font)
    font.save(to)
    return set(font.getBestCmap())


def ranges_of(codes: set[int]) -> list[list[int]]:
    ranges: list[list[int]] = []
    for code in sorted(codes):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return ranges


def main(folder: Path) -> None:
    def source(name: str) -> Path:
        return next(folder.rglob(name))

    covered: set[int] = set()
    for weight in WEIGHTS:
        font = TTFont(source(f"NotoSans-{weight}.ttf"), recalcTimestamp=False)
        covered |= write(font, in_ranges(EUROPEAN), HERE / f"NotoSans-{weight}.ttf")
    write(TTFont(source("NotoSansMono-Regular.ttf"), recalcTimestamp=False), in_ranges([(0x20, 0x7E)]), HERE / "NotoSansMono-Regular.ttf")
    for script in SCRIPTS:
        font = TTFont(source(f"NotoSans{script}-Regular.ttf"), recalcTimestamp=False)
        covered |= write(font, sorted(font.getBestCmap()), HERE / f"NotoSans{script}-Regular.ttf")
    # Without `locl` and the vertical forms, which would bring a second and third drawing of most characters.
    features = ("kern", "ccmp", "liga", "ljmo", "vjmo", "tjmo")
    collection = TTCollection(source("NotoSansCJK-Regular.ttc"), recalcTimestamp=False)
    font = next(f for f in collection.fonts if f["name"].getDebugName(1) == "Noto Sans CJK SC")
    covered |= write(font, in_ranges(EAST_ASIAN), HERE / "NotoSansCJKsc-Regular.otf", features)
    # Fonts map some characters that PDF/UA does not allow in text: controls, byte order marks, private use.
    covered = {code for code in covered if unicodedata.category(chr(code)) not in {"Cc", "Co", "Cs", "Cn"} and code != 0xFEFF}
    (HERE / "coverage.json").write_text(json.dumps(ranges_of(covered), separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
