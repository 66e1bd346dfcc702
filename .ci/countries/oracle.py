"""What becomes of the names in other tables: none is to be missing, or read as another country.

Promises: prints every name that is not read as the country it is given to, by reason.
"""

import json
import re

from m49 import LANGUAGES, ORACLE_COLUMNS, fold
from names import all_names, ambiguous_of
from packages import BASE, CLDR, I18N

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
