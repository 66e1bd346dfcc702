"""The Statistics Division's own table of UN M49, in two files beside this script.

m49.tsv has the names of countries and areas in six languages, areas.tsv those of regions, sub-regions
and intermediate regions. Where areas.tsv has several spellings, with ` | ` between, the first is the
Division's.

Promises: codes and names of every entry of M49 are those of m49.tsv, in every language; each name of
an area, in any language, leads to that area alone.
"""

from m49 import LANGUAGES, fold
from packages import AREAS, NAMES, Fault, open_table


def compare_names(countries, inputs):
    """Refuse any difference of code or name between the countries and the Division's table."""
    theirs = {row["alpha3"]: row for row in open_table(inputs, NAMES)}
    ours = {country.alpha3: entry_of(country) for country in countries if country.m49}
    report = []
    for code in sorted(ours.keys() | theirs.keys()):
        own, other = ours.get(code, {}), theirs.get(code, {})
        for key in sorted(own.keys() | other.keys()):
            if own.get(key) != other.get(key):
                report.append(f"{code} {key}: `{own.get(key)}`, {NAMES} `{other.get(key)}`")
    if report:
        raise Fault("not as in the Division's table:\n  " + "\n  ".join(report))


def entry_of(country):
    """A country as m49.tsv has it."""
    return {"alpha3": country.alpha3, "m49": country.m49, **country.names}


def area_spellings(inputs):
    """The spellings of each area, by code and then by language."""
    spellings = {}
    for row in open_table(inputs, AREAS):
        if row["m49"] in spellings:
            raise Fault(f"{AREAS}: {row['m49']} is there twice")
        spellings[row["m49"]] = {language: row[language].split(" | ") for language in LANGUAGES}
    refuse_shared(spellings)
    return spellings


def refuse_shared(spellings):
    """Refuse a name that two areas have."""
    named = {}
    for code, own in spellings.items():
        for name in (name for names in own.values() for name in names):
            if named.setdefault(fold(name), code) != code:
                raise Fault(f"{AREAS}: {code} {name}: {named[fold(name)]} has that name")
