#!/usr/bin/env python3
"""Check the files that `netreg report` puts beside its page: files.py FOLDER ...

The feed is checked by RFC 4287 and with feedparser, the data package and its tables with frictionless, the badge by
the form of an endpoint, the JSON files for being JSON. The data of schema.org in the page are written into
FOLDER/dataset.ts, for the compiler of TypeScript and the types of schema-dts.

What is wrong is printed, and the exit code is 1. Needs the packages of tools.txt.
"""

import json
import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import frictionless

ATOM = "{http://www.w3.org/2005/Atom}"
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
# https://shields.io/badges/endpoint-badge
BADGE = {"schemaVersion", "label", "message", "color", "labelColor", "isError", "namedLogo", "logoSvg", "style"}


class Data(HTMLParser):
    """The texts of the scripts of type application/ld+json."""

    def __init__(self):
        super().__init__()
        self.texts, self.inside = [], False

    def handle_starttag(self, tag, attributes):
        self.inside = tag == "script" and dict(attributes).get("type") == "application/ld+json"
        if self.inside:
            self.texts.append("")

    def handle_endtag(self, tag):
        self.inside = False

    def handle_data(self, data):
        if self.inside:
            self.texts[-1] += data


def feed(path):
    """What RFC 4287 does not allow, section by section."""
    root = ElementTree.parse(path).getroot()
    if root.tag != f"{ATOM}feed":
        yield f"the root is {root.tag}"
    entries = root.findall(f"{ATOM}entry")
    for part in [root, *entries]:
        name = part.findtext(f"{ATOM}title") or part.tag
        for child in ("id", "title", "updated"):  # 4.1.1, 4.1.2
            if len(part.findall(f"{ATOM}{child}")) != 1:
                yield f"{name}: not one {child}"
        if not RFC3339.fullmatch(part.findtext(f"{ATOM}updated") or ""):  # 3.3
            yield f"{name}: updated is no date and time"
        if not re.match(r"[a-z][a-z0-9+.-]*:", part.findtext(f"{ATOM}id") or ""):  # 4.2.6
            yield f"{name}: the id is no absolute address"
        links = part.findall(f"{ATOM}link")
        kinds = [(link.get("type"), link.get("hreflang")) for link in links if link.get("rel", "alternate") == "alternate"]
        if len(set(kinds)) != len(kinds):  # 4.1.1, 4.1.2
            yield f"{name}: two alternates of one kind"
        if part is not root and not part.findall(f"{ATOM}content") and not kinds:
            yield f"{name}: neither content nor an alternate"
        if part is not root and not (root.findall(f"{ATOM}author") or part.findall(f"{ATOM}author")):
            yield f"{name}: no author"
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    if len(set(ids)) != len(ids):  # 4.2.6; none of ours is there in two versions
        yield "two entries have one id"
    parsed = feedparser.parse(path.read_bytes())
    if parsed.bozo:
        yield f"feedparser: {parsed.bozo_exception}"
    if parsed.version != "atom10" or len(parsed.entries) != len(entries):
        yield f"feedparser: {parsed.version}, {len(parsed.entries)} entries"


def badge(path):
    data = json.loads(path.read_text(encoding="utf-8"))
    if data.get("schemaVersion") != 1 or not data.get("message") or "label" not in data:
        yield "no version 1, label or message"
    if data.keys() - BADGE:
        yield f"unknown members: {', '.join(sorted(data.keys() - BADGE))}"


def package(path):
    report = frictionless.validate(str(path))
    for error in [*report.errors, *(error for task in report.tasks for error in task.errors)]:
        yield f"{error.title}: {error.message}"


def documents(folder):
    for path in sorted(folder.rglob("*.json")):
        try:
            json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            yield f"{path.name}: {error}"


def dataset(path):
    data = Data()
    data.feed(path.read_text(encoding="utf-8"))
    if len(data.texts) != 1:
        yield f"{len(data.texts)} descriptions for schema.org"
        return
    text = json.dumps(json.loads(data.texts[0]), indent=2)
    # The context with a slash at its end is the same; the types of schema-dts know the other one only.
    text = text.replace('"https://schema.org/"', '"https://schema.org"', 1)
    types = 'import type { Dataset, WithContext } from "schema-dts";\n'
    code = f"{types}export const data: WithContext<Dataset> = {text};\n"
    (path.parent / "dataset.ts").write_text(code, encoding="utf-8")


def faults(folder):
    checks = {"feed.xml": feed, "badge.json": badge, "datapackage.json": package, "index.html": dataset}
    for name, check in checks.items():
        path = folder / name
        if path.is_file():
            yield from (f"{path}: {fault}" for fault in check(path))
    yield from (f"{folder}: {fault}" for fault in documents(folder))


def main(folders):
    found = [fault for folder in folders for fault in faults(Path(folder))]
    print(*found, sep="\n", end="\n" if found else "")
    print(f"files beside the page: {len(folders)} folders, {len(found)} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
