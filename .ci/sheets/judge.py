#!/usr/bin/env python3
"""Import files that other programs changed, and compare the registry before and after: judge.py NETREG REPOSITORY JSON ...

REPOSITORY has the committed registry of which the workbook was made; it is left as it was. Each JSON says of files beside
it what was done to them. Only what was changed there may change: compared are the values of all fields, as Python reads
them, and the lines of the file. What is wrong is printed, and the exit code is 1. Needs Python 3.11.
"""

import json
import subprocess
import sys
import tomllib
from pathlib import Path


def values(text):
    """The fields of all networks, dates as texts."""
    networks = tomllib.loads(text).get("network", {})
    plain = lambda value: value if isinstance(value, (str, list)) else str(value)
    return {key: {name: plain(value) for name, value in fields.items()} for key, fields in networks.items()}


def changes(before, after):
    """What differs, by network and field; `None` where a field is gone."""
    found = {}
    for key in before.keys() | after.keys():
        old, new = before.get(key, {}), after.get(key, {})
        differing = {name: new.get(name) for name in old.keys() | new.keys() if old.get(name) != new.get(name)}
        if differing or (key in before) != (key in after):
            found[key] = differing
    return found


def faults(netreg, repository, folder, case):
    registry = repository / "registry.toml"
    old = registry.read_bytes()
    arguments = ["import", folder / case["file"], *(["--against", case["against"]] if "against" in case else [])]
    run = subprocess.run(
        [netreg, *arguments], cwd=repository, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    new = registry.read_bytes()
    registry.write_bytes(old)
    if (repository / "import.toml").exists():
        yield "import.toml was written"
    expected = case["expected"]
    if isinstance(expected, str):
        if run.returncode != 1 or expected not in run.stdout:
            yield f"is not refused with “{expected}”, but ends with {run.returncode}:\n{run.stdout}"
        if new != old:
            yield "is refused, and the registry changed"
        return
    if run.returncode != 0:
        yield f"is refused:\n{run.stdout}"
        return
    found = changes(values(old.decode()), values(new.decode()))
    for key in sorted(found.keys() | expected.keys()):
        if found.get(key) != expected.get(key):
            yield f"{key}: {found.get(key)}, not {expected.get(key)}"
    if not expected and (new != old or "nothing to change" not in run.stdout):
        yield f"nothing was changed in it, but it says:\n{run.stdout}"
    # Lines without a change stay.
    kept = set(old.splitlines()) - set(new.splitlines())
    most = sum(len(fields) for key, fields in expected.items())
    if len(kept) > most:
        yield f"{len(kept)} lines are gone, where {most} fields were changed"
    if "against" not in case and not case.get("unnamed") and "was made from commit" not in run.stdout:
        yield "the workbook does not name its commit"


def main(netreg, repository, *files):
    number, wrong = 0, 0
    for file in map(Path, files):
        for case in json.loads(file.read_text()):
            number += 1
            for fault in faults(Path(netreg).resolve(), Path(repository), file.parent.resolve(), case):
                wrong += 1
                print(f"{file.stem}, {case['file']}: {fault}")
    print(f"sheets: {number} imported, {wrong} faults")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
