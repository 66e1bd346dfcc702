"""Ask netreg and a second reading of docs/format.md the same random questions, and compare the answers.

    counting.py NETREG SEED CASES      ends at the first difference, with exit code 1
    counting.py --check SEED CASES     compares the second reading with itself: all days, not only some

Needs Python 3.11 and nothing else.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from pathlib import Path

# No cache is left beside the sources.
sys.dont_write_bytecode = True

from days import FAR, iso, last, readable, tried
from notes import faults
from page import Answer
from records import DATES, LEVELS, Refused, Registry
from synth import Asker, registry, times

FLAGS = ("as_of", "by", "of")


def arguments(ask):
    """The arguments of a question."""
    args = ["list", "--missing"] if ask.command == "missing" else [ask.command]
    for name in FLAGS:
        if getattr(ask, name):
            args += [f"--{name.replace('_', '-')}", getattr(ask, name)]
    for name in ("region", "status", "where"):
        for value in getattr(ask, name):
            args += [f"--{name}", value]
    return args + ["--cumulative"] * ask.cumulative + ["--certain"] * ask.certain


def run(binary, file, today, args):
    """Run netreg on a file."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NETREG_")}
    command = [binary, *args, "--format", "json", "--today", iso(today), "--file", file]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def comparable(document):
    """The part of a document that the page determines, and its notes."""
    notes = document.get("notes", [])
    name, rows = next((name, rows) for name, rows in document.items() if name not in ("format", "notes"))
    kept = {"networks": ("key", "certainty", *DATES[:3], *LEVELS), "countries": ("alpha-3", "certainty"),
            "shares": ("networks", "countries", "outside", "denominator", "value", "title", "share")}.get(name)
    return {name: [trimmed(row, kept) for row in rows]}, notes


def trimmed(row, kept):
    """A row with these members; a row of `--by` with a date has it as people read it."""
    row = {name: value for name, value in row.items() if kept is None or name in kept}
    if kept is None:
        row = {name: value["date"] if isinstance(value, dict) and "date" in value else value
               for name, value in row.items()}
        row |= {name: readable(row[name]) for name in DATES if name in row}
    return {name: value for name, value in row.items() if (name, value) != ("outside", [])}


def theirs(binary, file, today, ask):
    """The answer of netreg: document and notes; `None` if it refuses the question."""
    output = run(binary, file, today, arguments(ask))
    if output.returncode == 2:
        return None, output.stderr
    if output.returncode:
        return f"exit code {output.returncode}: {output.stderr}", []
    return comparable(json.loads(output.stdout))


def ours(data, today, ask):
    """The answer of the page, and the object that knows more."""
    try:
        answer = Answer(Registry(data, today), ask)
    except Refused as why:
        return None, why
    return comparable(answer.document)[0], answer


def shown(title, value):
    return f"--- {title}\n{json.dumps(value, ensure_ascii=False, indent=1)}"


def compare(binary, text, today, ask, file):
    """Compare one answer: the difference as a text, or None, and whether the page refuses the question."""
    data = tomllib.loads(text)
    (mine, answer), (other, notes) = ours(data, today, ask), theirs(binary, file, today, ask)
    wrong = faults(answer, notes) if mine == other and mine is not None else []
    if mine == other and not wrong:
        return None, mine is None
    command = " ".join(f"'{word}'" for word in arguments(ask))
    parts = [f"--- netreg {command} --format json --today {iso(today)}", shown("the page", mine or str(answer)),
             shown("netreg", other), shown("its notes", notes), shown("notes at fault", wrong)]
    return "\n".join([text, *parts]), mine is None


def ask_netreg(binary, seed, cases):
    """Compare this many answers; the exit code."""
    kinds = Counter()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "registry.toml"
        for case in range(cases):
            rng = random.Random(f"{seed} {case}")
            since, today = times(rng)
            text = registry(rng, since, today)
            ask = Asker(rng, tomllib.loads(text), since, today).question()
            file.write_text(text, encoding="utf-8")
            difference, refused = compare(binary, text, today, ask, file)
            if difference:
                print(difference)
                return 1
            kinds["refused" if refused else kind(ask)] += 1
    print(f"{cases} answers are equal:", dict(kinds.most_common()))
    return 0


def kind(ask):
    flags = [name for name in ("by", "cumulative", "of") if getattr(ask, name)]
    return " --".join([ask.command, *flags])


def check(seed, cases):
    """Compare with all days what is found with some; the exit code."""
    def every(domain, cuts):
        return range(max(domain[0], min(cuts - {FAR}) - 2), domain[1] + 1)

    found = Counter()
    for case in range(cases):
        rng = random.Random(f"{seed} {case}")
        today = last("2021") - rng.randint(260, 360)
        since = today - rng.randint(5, 100)
        text = registry(rng, since, today)
        data = tomllib.loads(text)
        ask = Asker(rng, data, since, today).question()
        answer = ours(data, today, ask)[1]
        if isinstance(answer, Refused):
            continue
        for key, network in answer.registry.networks.items():
            some = answer.judged(key, network, answer.day(), tried)
            if some != answer.judged(key, network, answer.day(), every):
                print(f"{text}\n{ask}\n{key}: {some}")
                return 1
            found[some] += 1
    print("certain, possible:", dict(found))
    return 0


if __name__ == "__main__":
    what, seed, cases = sys.argv[1:]
    sys.exit(check(seed, int(cases)) if what == "--check" else ask_netreg(what, seed, int(cases)))
