"""The artefacts that the functions carry: `build/common` for most of them, `build/letters` with Typst and fonts for the one that
renders, `build/uploads` with a reader of PDFs for the one that checks what comes in, and `build/calendar` with a writer of calendars.

    python -m infra.package                 for AWS: Python 3.13 on arm64, whatever machine this is
    python -m infra.package --here          for this machine and this Python (the local desk, and start-up measurements)

Only what runs is staged. Of botocore, which describes every service of AWS, this is the six services that the functions call. So boto3
is carried in the very version that was tested, for about three megabytes, instead of the version that the runtime happens to supply.
"""

from __future__ import annotations

import argparse
import compileall
import fcntl
import hashlib
import json
import os
import py_compile
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from functions.adapters.translations import DOMAIN, LANGUAGES, compiled_from

ROOT = Path(__file__).parent.parent
BUILD = ROOT / "build"
ARTEFACTS = {
    "common": "functions",
    "letters": "letters",
    "uploads": "uploads",
    "calendar": "calendar",
}  # artefact → the lock of what it carries
SERVICES = {"cognito-idp", "dynamodb", "lambda", "s3", "sesv2", "sts"}
# What only one artefact needs: the templates of letters and papers, and the fonts.
LETTERS_ONLY = ("functions/documents/letters", "functions/documents/papers", "functions/documents/fonts")
NOT_RUN = ("*.dist-info", "*.pyi", "py.typed", "tests", "examples", "bin", "__pycache__", "*.egg-info", "subset.py", "swagger-ui*")


class NotStaged(Exception):
    """The artefacts could not be put together; the message says why."""


@dataclass(frozen=True)
class Target:
    """A Python version and a machine to stage for. `pip` has the options with which pip fetches packages for it."""

    name: str
    python: str
    pip: tuple[str, ...]


AWS = Target(
    "arm64, Python 3.13",
    "3.13",
    ("--python-version=3.13", "--implementation=cp", "--platform=manylinux2014_aarch64", "--platform=manylinux_2_28_aarch64"),
)
HERE = Target(
    f"{sysconfig.get_platform()}, Python {sys.version_info[0]}.{sys.version_info[1]}", ".".join(map(str, sys.version_info[:2])), ()
)


def stage(target: Target, build: Path = BUILD) -> dict[str, Path]:
    """Make the artefacts again and return the folder of each. Dependencies are fetched once for each lock and target. Raise NotStaged."""
    catalogue = compile_catalogue(build)
    staged = {}
    for artefact, lock in ARTEFACTS.items():
        folder = build / artefact
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(dependencies(target, lock), folder, copy_function=_link)
        stage_code(folder, with_letters=artefact == "letters", target=target)
        (folder / "content").mkdir()
        shutil.copy(catalogue, folder / "content")
        compile_languages(folder / "content" / "languages")
        staged[artefact] = folder
    return staged


def stage_code(folder: Path, *, with_letters: bool, target: Target) -> None:
    """Put our own code into the artefact, compiled if this Python will run it, since /var/task cannot be written to."""
    left_out = shutil.ignore_patterns(*NOT_RUN)
    shutil.rmtree(folder / "functions", ignore_errors=True)

    def ignore(path: str, names: list[str]) -> set[str]:
        here = Path(path).relative_to(ROOT)
        letters = set() if with_letters else {name for name in names if (here / name).as_posix() in LETTERS_ONLY}
        return left_out(path, names) | letters

    shutil.copytree(ROOT / "functions", folder / "functions", ignore=ignore)
    _compile(folder / "functions", target)


def stamp(staged: Mapping[str, Path], parameters: Mapping[str, str]) -> None:
    """Make the artefacts differ where the template's parameters differ.

    SAM publishes a new version of a function when its code changes, but does not notice a changed parameter. Without this stamp a changed
    address or clock would never reach the version that the alias points to.
    """
    for folder in staged.values():
        (folder / "content" / "parameters.json").write_text(json.dumps(dict(sorted(parameters.items()))))


def compile_catalogue(build: Path) -> Path:
    """Write the catalogue as one validated JSON file, so that the functions need neither YAML nor the holidays of the world."""
    path = build / "catalogue.json"
    checked = subprocess.run(
        [sys.executable, "-m", "functions.domain.loading", str(path)], cwd=ROOT, check=False, capture_output=True, text=True
    )
    if checked.returncode:
        raise NotStaged(checked.stderr)
    return path


def compile_languages(folder: Path) -> None:
    """Write the translations of what candidates read, compiled, so that the functions need nothing but Python to read them."""
    sources = sorted(LANGUAGES.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))
    if not sources:
        raise NotStaged(f"there are no translations in {LANGUAGES}")
    for source in sources:
        compiled = folder / source.relative_to(LANGUAGES).with_suffix(".mo")
        compiled.parent.mkdir(parents=True)
        compiled.write_bytes(compiled_from(source))


def dependencies(target: Target, lock: str) -> Path:
    """Return the folder of the lock's packages for the target, trimmed. It is kept under `build/dependencies`."""
    path = ROOT / "infra" / "locks" / f"{lock}.lock"
    fingerprint = hashlib.sha256(path.read_bytes() + repr((target, sorted(SERVICES), NOT_RUN)).encode()).hexdigest()[:16]
    kept = BUILD / "dependencies" / f"{lock}-{fingerprint}"
    with _alone(kept.with_suffix(".lock")):
        return kept if kept.exists() else _fetch(target, path, kept)


def _fetch(target: Target, path: Path, kept: Path) -> Path:
    unfinished = kept.with_suffix(f".{os.getpid()}")
    shutil.rmtree(unfinished, ignore_errors=True)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile"]
    fetched = subprocess.run(
        [*pip, "--no-deps", "--require-hashes", "--only-binary=:all:", *target.pip, "--target", unfinished, "-r", path],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    if fetched.returncode:
        raise NotStaged(f"What {path.relative_to(ROOT)} names could not be fetched for {target.name}:\n{fetched.stderr}")
    trim(unfinished)
    _compile(unfinished, target)
    unfinished.rename(kept)
    return kept


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Wait until no other process holds the lock, and hold it meanwhile, so that two processes that start at once fetch only once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def trim(folder: Path) -> None:
    """Remove what never runs."""
    for pattern in NOT_RUN:
        for path in list(folder.rglob(pattern)):
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    for service in (folder / "botocore" / "data").iterdir():
        if service.is_dir() and service.name not in SERVICES:
            shutil.rmtree(service)


def zip_up(folder: Path, path: Path, *, compressed: bool = True) -> Path:
    """Write the folder as a zip file whose bytes depend on the folder's content alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED) as archive:
        for file in files(folder):
            entry = zipfile.ZipInfo(file.relative_to(folder).as_posix(), date_time=(2020, 1, 1, 0, 0, 0))
            entry.external_attr = (0o755 if os.access(file, os.X_OK) else 0o644) << 16
            entry.compress_type = archive.compression
            archive.writestr(entry, file.read_bytes())
    return path


def digest(folder: Path) -> str:
    """Return a digest of the folder's content, in sixteen characters."""
    seen = hashlib.sha256()
    for file in files(folder):
        seen.update(f"{file.relative_to(folder).as_posix()} {hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return seen.hexdigest()[:16]


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def size(paths: Iterable[Path]) -> float:
    """Return the size in megabytes."""
    return sum(path.stat().st_size for path in paths) / 1e6


def _compile(folder: Path, target: Target) -> None:
    if target.python == HERE.python:
        compileall.compile_dir(folder, quiet=2, invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)


def _link(source: str, copy: str) -> None:
    try:
        os.link(source, copy)
    except OSError:  # another file system, such as that of temporary files
        shutil.copy2(source, copy)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m infra.package")
    parser.add_argument("--here", action="store_true", help="for this machine and Python instead of AWS's")
    target = HERE if parser.parse_args().here else AWS
    print(f"Staging for {target.name}")
    if target.python != HERE.python:
        print(f"  not compiled, since this is Python {HERE.python}: cold starts are quicker when it is packaged by Python {target.python}")
    try:
        staged = stage(target)
    except NotStaged as fault:
        sys.exit(str(fault))
    for artefact, folder in staged.items():
        zipped = zip_up(folder, BUILD / f"{artefact}.zip")
        print(f"  {folder.relative_to(ROOT)}  {size(files(folder)):6.1f} MB, {size([zipped]):.1f} MB zipped")
        for part in sorted(folder.iterdir(), key=lambda each: -size(files(each)) if each.is_dir() else 0)[:6]:
            print(f"      {size(files(part)) if part.is_dir() else size([part]):6.1f} MB  {part.name}")


if __name__ == "__main__":
    main()
