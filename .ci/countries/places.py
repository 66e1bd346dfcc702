"""Where countries and areas are in the world, and which are next to each other, from world-atlas.

A country is represented by one point, the centroid of its largest piece of land. Boundaries do not leave this
file.
"""

import json
import math
from collections import namedtuple

from packages import ATLAS, HERE, Fault, read_text

COUNTRIES = HERE.parent.parent / "src" / "model" / "country" / "table.rs"

# The finer file has places that the coarser one leaves out.
FILES = ("countries-50m.json", "countries-10m.json")

# Longitude and latitude, to a whole degree, of places that have no shape with their M49 number in world-atlas.
# The shape of Antarctica is around the pole, so it has no centroid on a map.
ELSEWHERE = {
    "ATA": (0, -90),
    "BES": (-68, 12),
    "BVT": (3, -54),
    "CCK": (97, -12),
    "CXR": (106, -10),
    "GLP": (-62, 16),
    "GUF": (-53, 4),
    "MTQ": (-61, 15),
    "MYT": (45, -13),
    "REU": (56, -21),
    "SJM": (16, 79),
    "TKL": (-172, -9),
    "XKX": (21, 43),
}

# How many of the nearest countries are neighbours, with or without a common border.
NEAREST = 4

Country = namedtuple("Country", "alpha3 m49 region sub_region intermediate")
# The largest piece of land: the file that has it, its point in degrees, the numbers of its arcs.
Land = namedtuple("Land", "file point arcs")


def read_countries():
    """The countries and areas of the table of countries, in its order."""
    parts = read_text(COUNTRIES).split('COUNTRIES: Lines<COUNT> = Lines::of(r"')
    if len(parts) != 2:
        raise Fault(f"{COUNTRIES.name}: the rows of countries are not where this script looks for them")
    rows = (row.split("\t") for row in parts[1].split('"', 1)[0].splitlines())
    return [Country(alpha3, *areas) for alpha3, _, *areas, _ in rows]


def places_of(countries, read):
    """The point of each country in tenths of a degree, and its neighbours."""
    lands = {}
    for file in FILES:
        missing = [c for c in countries if c.alpha3 not in lands and c.alpha3 not in ELSEWHERE]
        lands.update(lands_of(missing, file, json.loads(read(file))))
    points = {}
    for country in countries:
        code = country.alpha3
        if code not in lands and code not in ELSEWHERE:
            raise Fault(f"places.py: {code} is not in {ATLAS}; add its coordinates to ELSEWHERE")
        longitude, latitude = lands[code].point if code in lands else ELSEWHERE[code]
        points[code] = (round(longitude * 10), round(latitude * 10))
    return points, {code: neighbours_of(code, points, lands) for code in points}


def lands_of(countries, file, topology):
    """The largest piece of land of each country that a file has."""
    codes = {country.m49: country.alpha3 for country in countries}
    arcs = [unpacked(arc, topology["transform"]) for arc in topology["arcs"]]
    largest, lands = {}, {}
    for shape in topology["objects"]["countries"]["geometries"]:
        code = codes.get(shape.get("id"))
        pieces = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for outer, *_ in pieces if code else []:
            area, point = centroid(ring_of(outer, arcs))
            if area > largest.get(code, 0):
                largest[code] = area
                lands[code] = Land(file, point, {arc if arc >= 0 else ~arc for arc in outer})
    return lands


def unpacked(arc, transform):
    """The points of an arc in degrees; in TopoJSON each is the difference to the one before."""
    (east, north), (west, south) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        points.append((x * east + west, y * north + south))
    return points


def ring_of(numbers, arcs):
    """The points of a ring; a negative number is an arc backwards."""
    return [point for n in numbers for point in (arcs[n] if n >= 0 else reversed(arcs[~n]))]


def centroid(ring):
    """The area of a ring on a map with true areas, and its centroid in degrees."""
    west, south = ring[0][0], math.sin(math.radians(ring[0][1]))
    # Some rings cross the date line.
    points = [((x - west + 180) % 360 - 180, math.sin(math.radians(y)) - south) for x, y in ring]
    area = east = north = 0
    for (x1, y1), (x2, y2) in zip(points, points[1:] + points[:1]):
        part = x1 * y2 - x2 * y1
        area, east, north = area + part, east + (x1 + x2) * part, north + (y1 + y2) * part
    # The ring of a very small island can cross itself, and its parts cancel each other.
    if abs(area) < 1e-9:
        return 0, ring[0]
    return abs(area), (west + east / (3 * area), math.degrees(math.asin(south + north / (3 * area))))


def neighbours_of(code, points, lands):
    """The countries with a common border and the nearest ones, in the order of their codes."""
    own = lands.get(code)
    bordering = {
        other
        for other, land in lands.items()
        if own and other != code and land.file == own.file and land.arcs & own.arcs
    }
    others = [other for other in points if other != code]
    others.sort(key=lambda other: (round(distance(points[code], points[other]), 6), other))
    return sorted(bordering | set(others[:NEAREST]))


def distance(one, other):
    """The angle between two points, seen from the centre of the Earth."""
    (x1, y1), (x2, y2) = ([math.radians(part / 10) for part in point] for point in (one, other))
    part = math.sin((y2 - y1) / 2) ** 2 + math.cos(y1) * math.cos(y2) * math.sin((x2 - x1) / 2) ** 2
    return 2 * math.asin(math.sqrt(part))


def direction(one, other):
    """In which direction another point is: how far to the east and to the south, of 100."""
    (x1, y1), (x2, y2) = one, other
    east = ((x2 - x1 + 1800) % 3600 - 1800) * math.cos(math.radians((y1 + y2) / 20))
    length = math.hypot(east, y2 - y1) or 1
    return round(100 * east / length), round(100 * (y1 - y2) / length)
