"""Other names, kept by hand in aliases.tsv, and the order of names in each language, in order.tsv.

Promises: each name, in any language, leads to one country or is marked as ambiguous; order.tsv has
every name in every language once. How names are compared is m49.fold.
"""

import json
import subprocess
import unicodedata
from collections import namedtuple

from m49 import LANGUAGES, fold, refuse_twice
from packages import HERE, Fault, read_text

Alias = namedtuple("Alias", "alpha3 kind name")

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


def read_outside(countries, aliases):
    """The names of outside.txt, each checked to be no country's."""
    lines = read_text(HERE / "outside.txt").splitlines()
    names = [line for line in lines if not line.startswith("#")]
    known = {fold(name) for _, name in all_names(countries)} | {fold(a.name) for a in aliases}
    for name in names:
        if fold(name) in known:
            raise Fault(f"outside.txt: {name}: a country has that name")
    return names


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
