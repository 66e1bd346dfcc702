"""A registry as Python's `tomllib` reads it, and the values of its networks."""

import re
import unicodedata

from days import FAR, iso, span
from m49 import AREAS, SAMPLE

DATES = ("established", "launched", "closed", "verified")
LISTS = ("covers", "chairs", "members", "sources")
LEVELS = {"region": 0, "sub-region": 1}


class Refused(Exception):
    """A question that has no answer: netreg ends with exit code 2."""


class Registry:
    """A registry on one day."""

    def __init__(self, data, today):
        self.today = today
        self.networks = dict(sorted(data.get("network", {}).items()))
        self.denominators = data.get("denominator", {})
        self.milestones = data.get("milestone", {})
        self.published = data.get("published", [])
        since = data["registry"].get("since")
        self.since = since and since.toordinal()

    def span(self, text):
        """The days of a date in the file; an open beginning is `since`."""
        low, high = span(text)
        return min(low or self.since or FAR, high), high

    def capped(self, low, high):
        """These days, but none after today."""
        high = min(high, self.today)
        return min(low, high), high

    def days(self, network, name):
        """The possible days of a date of a network, or None."""
        status, given = network.get("status", "established"), network.get(name)
        if given is not None:
            planned = status == "planned" and name in ("established", "closed")
            return self.span(given) if planned else self.capped(*self.span(given))
        if (name, status) not in [("established", "established"), ("established", "closed"), ("closed", "closed")]:
            return None
        # By this day it had begun or ended.
        by = network.get("launched") if name == "established" else None
        by = by or network.get("verified") or iso(self.today)
        return self.capped(self.since or FAR, span(by)[1])

    def milestone(self, name):
        """The days of a milestone, which must have a first one."""
        if name not in self.milestones:
            raise Refused(f"no milestone {name}")
        days = span(self.milestones[name]["date"])
        if days[0] is None:
            raise Refused(f"the milestone {name} has no first day")
        return days

    def listed(self, name):
        """The countries of a denominator that lists them."""
        if "countries" not in self.denominators.get(name, {}):
            raise Refused(f"{name} does not list countries")
        return self.denominators[name]["countries"]

    def asked(self, text):
        """The days of the date of a question, before those after today are cut off."""
        if text is None:
            return self.today, self.today
        low, high = self.milestone(text) if is_name(text) else span(text, self.today)
        if low is None or low > self.today + 1:
            raise Refused(f"{text} has no first day, or is in the future")
        return low, high

    def named(self, text, name):
        """The keys of networks for which a text stands as their key, name or other code."""
        found = {code for code in [country(text)] if code}
        found |= {key for key, one in self.networks.items()
                  if (name == "key" and text == key) or (name == "name" and plain(text) == plain(one["name"]))}
        if not found:
            raise Refused(f"{text} is neither a country nor a network")
        return found


def is_name(text):
    """Whether a date is given by the ID of a milestone."""
    return text != "today" and text[0].isalpha()


def country(text):
    """The alpha-3 code of a country that is given by a code or a name, or None."""
    def whole(name):
        return [word for word in plain(name).split() if word != "the"]

    for code, known in SAMPLE.items():
        names = code, known["alpha-2"], known.get("m49", code), known["name"], *known.get("also", ())
        if whole(text) in map(whole, names):
            return code
    return None


def shown_name(key, network):
    """The name of a network as netreg prints it."""
    return "Kosovo*" if key == "XKX" else network["name"]


def countries(key, network):
    """The codes of the countries of a network."""
    return [key] if re.fullmatch("[A-Z]{3}", key) else network.get("covers", [])


def areas(code):
    """The names of the areas in which a country is."""
    return AREAS.get(code, ())


def area(key, network, level):
    """The region or sub-region of a network, and what is said if it has none."""
    codes = countries(key, network)
    found = {areas(code)[LEVELS[level]] if areas(code) else None for code in codes}
    if len(found) == 1 and None not in found:
        return found.pop(), None
    return None, "no country" if not codes else "not in M49" if codes == [key] else "several"


def values(key, network, name):
    """The values of a field as a list, which is empty if it is absent."""
    if name in LEVELS:
        found, _ = area(key, network, name)
        return [found] if found else []
    if name in ("key", "alpha-2", "m49"):
        return [key] if name == "key" else [SAMPLE[key][name]] if SAMPLE.get(key, {}).get(name) else []
    if name == "status":
        return [network.get("status", "established")]
    given = network.get(name, [])
    return given if isinstance(given, list) else [given]


def plain(text):
    """A text without case, accents and punctuation."""
    letters = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[\W_]+", " ", letters.casefold()).split())
