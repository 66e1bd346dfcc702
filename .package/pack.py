#!/usr/bin/env python3
"""Make what a release consists of, from a program that is built already.

    pack.py texts PROGRAM             man pages, completions and notices, in target/package/
    pack.py archive PROGRAM TARGET    target/release-files/netreg-vVERSION-TARGET.tar.gz, or .zip for Windows
    pack.py wheel [OPTION ...]        a wheel in target/release-files/, built by maturin with these options
    pack.py check-tag TAG             exit 1 unless the tag is that of the version in Cargo.toml

`archive` needs the result of `texts`. `wheel` builds the program itself. maturin is the one on the path; without
one, tools.txt is installed in target/maturin/.

Promises: the same files give the same bytes; nothing is written outside target/. Needs Python 3.10 or later.
"""

import gzip
import json
import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from io import BytesIO
from pathlib import Path

HERE = Path(__file__).resolve().parent
TOP = HERE.parent
TARGET = TOP / "target"
TEXTS = TARGET / "package"
FILES = TARGET / "release-files"

# The names that shells look for.
COMPLETIONS = {
    "bash": "netreg.bash",
    "zsh": "_netreg",
    "fish": "netreg.fish",
    "elvish": "netreg.elv",
    "powershell": "_netreg.ps1",
}
# Of two licences to choose from, the first.
LICENCES = ("LICENSE-MIT*", "LICENSE_MIT*", "LICEN[CS]E*", "license-mit*", "license*", "COPYING*", "UNLICENSE*")
# The oldest day that a zip file can record.
YEAR = (1980, 1, 1, 0, 0, 0)


def metadata():
    command = ["cargo", "metadata", "--locked", "--format-version", "1"]
    return json.loads(subprocess.run(command, cwd=TOP, check=True, stdout=subprocess.PIPE).stdout)


def own(data):
    """The package of netreg."""
    return next(package for package in data["packages"] if package["id"] == data["resolve"]["root"])


def linked(data):
    """The packages whose code is in the program, on any system, by name."""
    nodes = {node["id"]: node for node in data["resolve"]["nodes"]}
    found, left = set(), [data["resolve"]["root"]]
    while left:
        for dependency in nodes[left.pop()]["deps"]:
            kinds = [kind["kind"] for kind in dependency["dep_kinds"]]
            if None in kinds and dependency["pkg"] not in found:
                found.add(dependency["pkg"])
                left.append(dependency["pkg"])
    packages = (package for package in data["packages"] if package["id"] in found)
    return sorted(packages, key=lambda package: (package["name"], package["version"]))


def notices(data):
    """The licence of netreg, of the names of countries, and of each package in it; each text once."""
    table = (TOP / "src/model/country/table.rs").read_text(encoding="utf-8").splitlines()
    header = [line[4:] for line in table if line.startswith("//!")]
    parts = [
        "netreg: " + own(data)["license"] + "\n\n" + (TOP / "LICENSE-MIT").read_text(encoding="utf-8"),
        "\n".join(header) + "\n",
    ]
    by_text = {}
    for package in linked(data):
        folder = Path(package["manifest_path"]).parent
        files = next((sorted(folder.glob(glob)) for glob in LICENCES if any(folder.glob(glob))), [])
        files += [file for file in folder.glob("LICENSE-UNICODE*") if file not in files]
        text = "\n".join(file.read_text(encoding="utf-8", errors="replace").strip() for file in files if file.is_file())
        title = f"{package['name']} {package['version']}: {package['license']}"
        by_text.setdefault(text, []).append(title)
    for text, titles in by_text.items():
        parts.append("\n".join(titles) + "\n" + (f"\n{text}\n" if text else ""))
    return ("\n" + "-" * 80 + "\n\n").join(parts)


def texts(program):
    shutil.rmtree(TEXTS, ignore_errors=True)
    (TEXTS / "completions").mkdir(parents=True)
    (TEXTS / "NOTICES").write_text(notices(metadata()), encoding="utf-8", newline="\n")
    generate(program, "man", "-o", TEXTS / "man")
    for shell, file in COMPLETIONS.items():
        (TEXTS / "completions" / file).write_bytes(generate(program, "completions", shell))


def generate(program, *arguments):
    # A completion runs the program by the name under which it was made: not by where it is on this machine.
    command = ["netreg", "generate", *arguments]
    run = subprocess.run(command, executable=Path(program).resolve(), check=True, stdout=subprocess.PIPE)
    if str(TOP).encode() in run.stdout:
        sys.exit(f"pack.py: the result of `{' '.join(map(str, command))}` has a folder of this machine")
    return run.stdout


def archive(program, target):
    program = Path(program)
    folder = f"netreg-v{own(metadata())['version']}-{target}"
    others = [file for file in sorted(TEXTS.rglob("*")) if file.is_file()]
    members = [(program.name, program.read_bytes(), 0o755)]
    members += [(file.name, file.read_bytes(), 0o644) for file in (TOP / "LICENSE-APACHE", TOP / "LICENSE-MIT")]
    members += [(file.relative_to(TEXTS).as_posix(), file.read_bytes(), 0o644) for file in others]
    FILES.mkdir(parents=True, exist_ok=True)
    if program.suffix == ".exe":
        path = FILES / f"{folder}.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
            for name, data, mode in members:
                entry = zipfile.ZipInfo(f"{folder}/{name}", YEAR)
                entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, mode << 16
                out.writestr(entry, data)
    else:
        path = FILES / f"{folder}.tar.gz"
        write_tar(path, folder, members)
    print(path.relative_to(TOP).as_posix())


def write_tar(path, folder, members):
    # Without the name and the time of the file.
    with open(path, "wb") as raw, gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as zipped:
        with tarfile.open(fileobj=zipped, mode="w", format=tarfile.USTAR_FORMAT) as out:
            for name, data, mode in members:
                entry = tarfile.TarInfo(f"{folder}/{name}")
                entry.size, entry.mode = len(data), mode
                out.addfile(entry, BytesIO(data))


def maturin():
    """The program; without one on the path, the one of tools.txt."""
    found = shutil.which("maturin")
    if found:
        return found
    folder = TARGET / "maturin"
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    if not shutil.which("maturin", path=scripts):
        venv.create(folder, with_pip=True)
        pip = [scripts / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "--requirement", HERE / "tools.txt"], check=True)
    return shutil.which("maturin", path=scripts)


def wheel(options):
    # As deep as python/, whose path to Cargo.toml it has. maturin takes licences from beside pyproject.toml only.
    stage = TARGET / "python"
    shutil.rmtree(stage, ignore_errors=True)
    shutil.copytree(HERE / "python", stage)
    for name in ("LICENSE-APACHE", "LICENSE-MIT"):
        shutil.copy(TOP / name, stage / name)
    (stage / "NOTICES").write_text(notices(metadata()), encoding="utf-8", newline="\n")
    FILES.mkdir(parents=True, exist_ok=True)
    subprocess.run([maturin(), "build", "--locked", "--out", FILES, *options], cwd=stage, check=True)


def check_tag(tag):
    version = own(metadata())["version"]
    if tag != f"v{version}":
        sys.exit(f"pack.py: the tag is `{tag}`, and the version in Cargo.toml `{version}`")


def main():
    match sys.argv[1:]:
        case ["texts", program]:
            texts(program)
        case ["archive", program, target]:
            archive(program, target)
        case ["wheel", *options]:
            wheel(options)
        case ["check-tag", tag]:
            check_tag(tag)
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as error:
        sys.exit(f"pack.py: {' '.join(map(str, error.cmd))}: exit code {error.returncode}")
