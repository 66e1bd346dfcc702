"""The tiles of the map, and which country or area has which.

The shape of the map is in tiles.txt, by group. Within a group the tiles are assigned by simulated annealing:
two countries swap their tiles if that brings them nearer to where they should be, and at first sometimes also
if it does not. A country should be where its neighbours in the world are neighbours on the map, in the same
direction, and where it is among the others of its group from west to east and from north to south.

Promises: each country has one tile of its group, and no two have the same; the same points give the same tiles.
"""

import math
import random
from collections import namedtuple

from packages import HERE, Fault, read_text
from places import direction

# The letters of tiles.txt, with alpha-3 codes and M49 codes of regions; the narrowest that a country is in counts.
GROUPS = {
    "T": ["ATA"],
    "G": ["GRL"],
    "N": ["021"],  # Northern America
    "M": ["013"],  # Central America
    "C": ["029"],  # Caribbean
    "S": ["005"],  # South America
    "J": ["SJM"],
    "E": ["150", "XKX"],  # Europe
    "A": ["002"],  # Africa
    "Q": ["CPV", "SHN"],
    "X": ["ATF", "COM", "IOT", "MDG", "MUS", "MYT", "REU", "SYC"],
    "W": ["145"],  # Western Asia
    "K": ["143"],  # Central Asia
    "D": ["034"],  # Southern Asia
    "H": ["030"],  # Eastern Asia
    "V": ["035"],  # South-eastern Asia
    "Z": ["053"],  # Australia and New Zealand
    "O": ["054", "057", "061"],  # Melanesia, Micronesia, Polynesia
}

# How far apart neighbours should be, in hundredths of a tile: between a side and a diagonal.
APART = 130
# How much the place of a country in its group counts, beside 1 for each neighbour.
ORDER = 0.3
# Of the annealing. A swap that costs as much as WARM is likely at first, one that costs COOL at the end.
SEED, STEPS, WARM, COOL = 1, 300_000, 200_000, 8_000

Shape = namedtuple("Shape", "tiles strips columns rows")


def read_shape():
    """The tiles of each group as column and row, and the first column of each strip but the first."""
    lines = [line for line in read_text(HERE / "tiles.txt").splitlines() if not line.startswith("#")]
    widths = {tuple(map(len, line.split("|"))) for line in lines}
    if len(widths) != 1:
        raise Fault("tiles.txt: the strips do not have the same width in each row")
    (widths,) = widths
    tiles = {}
    for row, line in enumerate(lines):
        for column, letter in enumerate(line.replace("|", "")):
            if letter != ".":
                tiles.setdefault(letter, []).append((column, row))
    return Shape(tiles, [sum(widths[:strip]) for strip in range(1, len(widths))], sum(widths), len(lines))


def groups_of(countries, tiles):
    """The codes of the countries of each group; as many as the group has tiles."""
    groups = {letter: [] for letter in sorted(GROUPS.keys() | tiles.keys())}
    for country in countries:
        keys = (country.alpha3, country.intermediate, country.sub_region, country.region)
        letters = [letter for key in keys for letter, members in GROUPS.items() if key in members]
        if not letters:
            raise Fault(f"grid.py: {country.alpha3} is in none of the GROUPS")
        groups[letters[0]].append(country.alpha3)
    for letter, codes in groups.items():
        count = len(tiles.get(letter, []))
        if count != len(codes):
            raise Fault(f"tiles.txt: {count} tiles `{letter}` for {len(codes)} countries and areas")
    return groups


def arrange(groups, points, neighbours, tiles):
    """The tile of each country."""
    wanted, placed = {}, {}
    for letter, codes in groups.items():
        wanted.update(order_of(codes, points, tiles[letter]))
        ordered = sorted(codes, key=lambda code: (wanted[code][1], wanted[code][0], code))
        placed.update(zip(ordered, sorted(tiles[letter], key=lambda tile: tile[::-1])))
    anneal([codes for codes in groups.values() if len(codes) > 1], placed, wanted, pulls_of(points, neighbours))
    return placed


def order_of(codes, points, tiles):
    """Where each country would be if the columns and rows of the tiles were given out in order."""
    # The date line goes through the Pacific, where no group has Greenwich.
    cut = any(points[code][0] > 1500 for code in codes)
    east = {code: points[code][0] % 3600 if cut else points[code][0] for code in codes}
    from_west = sorted(codes, key=lambda code: (east[code], code))
    from_north = sorted(codes, key=lambda code: (-points[code][1], code))
    columns = dict(zip(from_west, sorted(column for column, _ in tiles)))
    rows = dict(zip(from_north, sorted(row for _, row in tiles)))
    return {code: (columns[code], rows[code]) for code in codes}


def pulls_of(points, neighbours):
    """For each country, the others for which it is a neighbour or which are for it, and where they should be."""
    pulls = {code: [] for code in points}
    for code, near in neighbours.items():
        for other in near:
            east, south = (part * APART // 100 for part in direction(points[code], points[other]))
            pulls[code].append((other, east, south))
            pulls[other].append((code, -east, -south))
    return pulls


def cost(code, placed, wanted, pulls):
    """How far a country is from where it should be: the sum of the squares, in hundredths of a tile."""
    column, row = placed[code]
    wanted_column, wanted_row = wanted[code]
    total = int(10_000 * ORDER) * ((column - wanted_column) ** 2 + (row - wanted_row) ** 2)
    for other, east, south in pulls[code]:
        other_column, other_row = placed[other]
        total += (100 * (other_column - column) - east) ** 2 + (100 * (other_row - row) - south) ** 2
    return total


def anneal(groups, placed, wanted, pulls):
    """Improves the places by swaps within the groups."""
    chance = random.Random(SEED)
    pairs = [len(codes) * (len(codes) - 1) for codes in groups]
    for step in range(STEPS):
        heat = WARM * (COOL / WARM) ** (step / STEPS)
        one, other = chance.sample(chance.choices(groups, pairs)[0], 2)
        before = cost(one, placed, wanted, pulls) + cost(other, placed, wanted, pulls)
        placed[one], placed[other] = placed[other], placed[one]
        worse = cost(one, placed, wanted, pulls) + cost(other, placed, wanted, pulls) - before
        if worse > 0 and chance.random() >= math.exp(-worse / heat):
            placed[one], placed[other] = placed[other], placed[one]
