"""Synthetic registries: invented places, the same bytes every time; and the same records in other formats."""

from __future__ import annotations

import csv
import datetime
import json
import re
import zlib
from pathlib import Path
from typing import Callable, TextIO

FIELDS = ["name", "status", "established", "closed", "chairs", "coordinator", "members", "sources", "verified", "note"]
ENTITIES = ["IOM", "UNHCR", "UNICEF", "UNDP", "UNFPA", "ILO", "WHO", "OHCHR", "UNODC", "FAO"]
CHAIRS = [["UN RC"], ["UN RC", "IOM"], ["UN RC", "Government"]]
SINCE = datetime.date(2018, 1, 1)
NOTE = "The regional office confirmed this in writing."
COMMENT = "# The page has moved once; see the note.\n"
WIDTH = 100


def dice(number: int, throw: int, sides: int) -> int:
    """A number below `sides` that depends only on the record and on which throw it is."""
    return zlib.crc32(b"%d %d" % (number, throw)) % sides


def record(number: int) -> tuple[str, dict[str, str | list]]:
    """The key and the fields of a record. In every ten, two are planned, one is closed, and one has a date
    that is less exact than a day; the last has a note."""
    kind = (number + dice(number // 10, 0, 10)) % 10
    start = SINCE + datetime.timedelta(dice(number, 1, 2000))
    day, later = start.isoformat(), (start + datetime.timedelta(30 + dice(number, 2, 100))).isoformat()
    inexact = (day[:7], day[:4], f"[{day}..{later}]", f"[..{day[:7]}]")[number // 10 % 4]
    first, members = dice(number, 3, 10), 10 if number % 90 == 50 else 1 + dice(number, 4, 5)
    quoted, accents = number % 200 == 130, number % 50 == 40
    fields: dict[str, str | list] = {
        "name": f'Quay "{number:06}"' if quoted else f"Île n° {number:06}" if accents else f"Harbour {number:06}",
        "chairs": CHAIRS[dice(number, 5, 3)],
        "coordinator": "IOM",
        "members": [ENTITIES[(first + step) % 10] for step in range(members)],
        "sources": [f"https://example.org/networks/h{number:06}"]
        + [f"https://example.org/the-minutes-of-the-meeting/{number:06}"] * (number % 90 == 50),
    }
    if kind < 2:
        fields["status"] = "planned"
    else:
        fields["established"] = inexact if kind == 3 else day
    if kind == 2:
        fields |= {"status": "closed", "closed": later}
    if number % 20 == 5:
        fields["verified"] = "2024-12-31"
    if number % 10 == 9:
        fields["note"] = NOTE
    return f"h{number:06}", {name: fields[name] for name in FIELDS if name in fields}


def spelt(value: str | list, odd: bool) -> str:
    """A value in TOML: days without quotes."""
    if isinstance(value, list):
        return f"[{', '.join(spelt(one, odd) for one in value)}]"
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return value
    return f"'{value}'" if odd else json.dumps(value, ensure_ascii=False)


def line(name: str, value: str | list, odd: bool) -> str:
    """A field, as `netreg fmt` writes it, or in an odd spelling."""
    one = f"{name}={spelt(value, odd)}\n" if odd else f"{name} = {spelt(value, odd)}\n"
    if odd or len(one) <= WIDTH + 1 or len(value) == 1 or isinstance(value, str):
        return one
    return f"{name} = [\n{''.join(f'  {spelt(entry, odd)},' + chr(10) for entry in value)}]\n"


def write_toml(number: int, out: TextIO, odd: bool = False) -> None:
    out.write(f'# A synthetic registry for measuring.\n\n[registry]\nformat = 1\ntitle = "Harbours"\nsince = {SINCE}\n\n'
              f'[denominator.all]\ntitle = "Harbours"\nvalue = {number}\ndate = {SINCE}\nsource = "https://example.org/harbours"\n')
    for key, fields in map(record, range(number)):
        lines = [line(name, value, odd) for name, value in fields.items()]
        comment = COMMENT if "note" in fields else ""
        out.write(f"\n{comment}[network.{key}]\n" + "".join(reversed(lines) if odd else lines))


def write_csv(number: int, out: TextIO) -> None:
    rows = csv.DictWriter(out, ["key", *FIELDS], lineterminator="\n")
    rows.writeheader()
    for key, fields in map(record, range(number)):
        rows.writerow({"key": key} | {name: ";".join(value) if isinstance(value, list) else value
                                      for name, value in fields.items()})


REC_HEAD = f"""%rec: Network
%key: Key
%singular: Name
%mandatory: Name
%unique: Status Established Closed Coordinator Verified Note
%allowed: Key Name Status Established Closed Chair Coordinator Member Source Verified Note
%type: Key regexp /^[a-z][a-z0-9-]*$/
%type: Status enum established planned closed
%type: Established regexp /^[[]?[-0-9.]+[]]?$/
%type: Closed,Verified date
%type: Member enum {' '.join(ENTITIES)}
%type: Source regexp @^https://@
"""


def write_rec(number: int, out: TextIO) -> None:
    out.write(REC_HEAD)
    for key, fields in map(record, range(number)):
        out.write(f"\nKey: {key}\n")
        for name, value in fields.items():
            entries = [value] if isinstance(value, str) else value
            label = name.capitalize() if isinstance(value, str) else name[:-1].capitalize()
            out.writelines(f"{label}: {entry}\n" for entry in entries)


WRITERS: dict[str, Callable[[int, TextIO], None]] = {
    "registry.toml": write_toml, "registry.csv": write_csv, "registry.rec": write_rec,
    "odd.toml": lambda number, out: write_toml(number, out, odd=True)}
TOMBI = '[schema]\ncatalog = { paths = [] }\n[[schemas]]\npath = "../schema.json"\ninclude = ["*.toml"]\n'


def made(folder: Path, number: int, name: str) -> Path:
    """A file of this many records; it is written again if this module is newer."""
    path = folder / str(number) / name
    if not path.is_file() or path.stat().st_mtime < Path(__file__).stat().st_mtime:
        path.parent.mkdir(parents=True, exist_ok=True)
        (path.parent / "tombi.toml").write_text(TOMBI)
        with open(path, "w", encoding="utf-8", newline="\r\n" if name == "odd.toml" else "\n") as out:
            WRITERS[name](number, out)
    return path
