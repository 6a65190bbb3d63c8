"""A trial of Zensical, the successor of mkdocs-material, on the pages that site/generate.py writes. It reports and fails nothing.

    python -m bench.successor

mkdocs-material is kept until 5 May 2027. Zensical reads the same mkdocs.yml and runs no hooks. It is installed from PyPI into an
environment of its own below build/, and builds the pages twice: with our templates, and with its own in their place. The report says
where the first stops, and which pages of the second say something else than ours.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import yaml

from bench.rows import HERE, ROOT
from infra import site

RELEASE = "zensical==0.0.73"
ENVIRONMENT, SOURCE, OURS = HERE / "successor-environment", HERE / "successor", HERE / "site"
ARTICLE = re.compile(r"<article[^>]*>(.*?)</article>", re.DOTALL)
OWN_PARTS = re.compile(r'<a [^>]*class="headerlink"[^>]*>.*?</a>|<(?:script|style|svg)\b.*?</(?:script|style|svg)>', re.DOTALL)
TEMPLATE = re.compile(r"\A(---\n.*?)^template: .*?\n", re.DOTALL | re.MULTILINE)
SHOWN = 10


def main() -> None:
    if not (program := _installed()):
        return
    site.build(OURS, source=SOURCE)
    site_of = SOURCE / "site"
    generate = [sys.executable, ROOT / "site" / "generate.py", "--to", SOURCE, "--site-dir", site_of]
    subprocess.run([str(each) for each in generate], check=True, cwd=ROOT)
    print(f"{RELEASE}, our templates: {_build(program)}")
    desks = _without_templates()
    print(f"{RELEASE}, its own templates: {_build(program)}")
    _compare(OURS, site_of, apart=desks)


def _installed() -> Path | None:
    """Return the program, installed if it is not there yet; None, with the reason printed, if it cannot be installed."""
    program = ENVIRONMENT / "bin" / "zensical"
    if not program.exists():
        subprocess.run([sys.executable, "-m", "venv", ENVIRONMENT], check=True)
        pip = subprocess.run([ENVIRONMENT / "bin" / "pip", "install", "--quiet", RELEASE], capture_output=True, text=True, check=False)
        if pip.returncode:
            print(f"{RELEASE} could not be installed: {pip.stderr.strip().splitlines()[-1]}")
            return None
    return program


def _build(program: Path) -> str:
    """Return what became of a build, in one line."""
    shutil.rmtree(SOURCE / "site", ignore_errors=True)
    run = subprocess.run(
        [program, "build", "--clean", "--config-file", "mkdocs.yml"], cwd=SOURCE, capture_output=True, text=True, check=False
    )
    last = (run.stdout + run.stderr).strip().splitlines()[-1]
    return f"stopped: {last}" if run.returncode else f"{sum(1 for _ in (SOURCE / 'site').rglob('*.html'))} pages. {last}"


def _without_templates() -> set[str]:
    """Take our templates out of the configuration and of the pages that name one. Return those pages, by the paths of their HTML."""
    path = SOURCE / "mkdocs.yml"
    config = yaml.safe_load(path.read_text(encoding="utf-8"))
    del config["theme"]["custom_dir"]
    path.write_text(yaml.safe_dump(config, sort_keys=False, allow_unicode=True), encoding="utf-8")
    pages = set()
    for page in (SOURCE / "pages").rglob("*.md"):
        text, count = TEMPLATE.subn(r"\1", page.read_text(encoding="utf-8"))
        if count:
            page.write_text(text, encoding="utf-8")
            name = page.relative_to(SOURCE / "pages").with_suffix("")
            pages.add((name.parent if name.name == "index" else name).joinpath("index.html").as_posix())
    return pages


def _compare(ours: Path, theirs: Path, apart: set[str]) -> None:
    """Print which pages are missing or say something else, and where the first difference of each is.

    What the pages in `apart` say is not compared: half of it is in a template.
    """
    pages = {each.relative_to(ours).as_posix() for each in ours.rglob("index.html")}
    made = {each.relative_to(theirs).as_posix() for each in theirs.rglob("index.html")}
    different = {each: said for each in sorted(pages & made - apart) if (said := _difference(ours / each, theirs / each))}
    print(
        f"Of our {len(pages)} pages {len(pages - made)} are missing. Of the {len(pages - apart)} without a template of their own, {len(different)} say something else."
    )
    for each in sorted(pages - made)[:SHOWN]:
        print(f"  missing: {each}")
    for each, said in list(different.items())[:SHOWN]:
        print(f"  {each}: {said}")


def _difference(ours: Path, theirs: Path) -> str:
    """Return the first words that differ; empty if both pages say the same."""
    one, other = (_words(each) for each in (ours, theirs))
    if one == other:
        return ""
    place = next((at for at, (first, second) in enumerate(zip(one, other, strict=False)) if first != second), min(len(one), len(other)))
    return f"“{' '.join(one[place : place + 6])}” is “{' '.join(other[place : place + 6])}”"


def _words(page: Path) -> list[str]:
    found = ARTICLE.search(page.read_text(encoding="utf-8"))
    return unescape(re.sub(r"<[^>]+>", " ", OWN_PARTS.sub(" ", found[1] if found else ""))).split()


if __name__ == "__main__":
    main()
