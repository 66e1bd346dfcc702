"""Short and formal names of States in six languages, from unterm.tsv.

UNTERM writes a name as it stands in a list, `Gambie (la)`, or in a sentence, `la République de Gambie`.
The article is left out: names are looked up without articles. Asterisks stand for notes.

Promises: a name of the file is in the table, in aliases.tsv or in the rows returned, unless
aliases.tsv says that several countries bear it; no name is read as another country.
"""

import re
import unicodedata

from m49 import fold
from names import all_names, ambiguous_of
from packages import FORMAL, Fault, open_table

ARTICLES = {
    "english": ("the",),
    "french": ("le", "la", "les", "l'"),
    "spanish": ("el", "la", "los", "las"),
    "russian": (),
    "arabic": (),
    "chinese": (),
}


def formal_names(countries, aliases, inputs):
    """The names that nothing else has, by code: a list of code and names."""
    bearers = {fold(name): {alpha3} for alpha3, name in all_names(countries)}
    for alias in aliases:
        bearers.setdefault(fold(alias.name), set()).add(alias.alpha3)
    shared = {fold(name) for name, _ in ambiguous_of(aliases)}
    codes = {country.alpha3 for country in countries}
    rows = []
    for row in open_table(inputs, FORMAL):
        code = row.pop("alpha3")
        if code not in codes:
            raise Fault(f"{FORMAL}: no country has the code `{code}`")
        names = []
        for column, written in row.items():
            name = plain_name(written, column.partition("_")[0])
            key = fold(name)
            if key in shared:
                continue
            known = bearers.setdefault(key, set())
            if known and code not in known:
                raise Fault(f"{FORMAL}: {code} {name}: {' '.join(known)} has that name")
            if not known:
                names.append(name)
            known.add(code)
        if names:
            rows.append((code, names))
    if rows != sorted(rows):
        raise Fault(f"{FORMAL}: the codes are not in order")
    return rows


def plain_name(written, language):
    """A name without notes and without its article."""
    name = " ".join(unicodedata.normalize("NFC", written).split()).rstrip("* ")
    for article in ARTICLES[language]:
        name = re.sub(rf" \({re.escape(article)}\)$", "", name)
        space = "" if article.endswith("'") else " "
        name = re.sub(rf"^{re.escape(article)}{space}", "", name)
    if not fold(name):
        raise Fault(f"{FORMAL}: `{written}` is no name")
    return name
