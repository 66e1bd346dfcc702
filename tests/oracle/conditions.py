"""Conditions, as after `--where`."""

import re

from days import FAR, span
from m49 import AREAS, NAMES
from records import DATES, LEVELS, Refused, countries, country, is_name, plain, values

OPERATORS = {"=": lambda one, low, high: low <= one <= high, "<": lambda one, low, high: one < low,
             "<=": lambda one, low, high: one <= high, ">": lambda one, low, high: one > high,
             ">=": lambda one, low, high: one >= low}
CODES = ("key", "covers", "alpha-2", "m49")
# What one country has: a condition with `=` asks for the country, however it is given.
OF_ONE = ("key", "name", "alpha-2", "m49")
STATUSES = ("planned", "established", "closed")


class Condition:
    """One condition; `number` tells it from the others of its question."""

    def __init__(self, text, registry, number):
        absent, self.field, self.operator, value = re.fullmatch(
            r"(!?)([a-z0-9-]+)(?:(!=|<=|>=|=|~|<|>)(.*))?", text).groups()
        self.operator = self.operator or ("absent" if absent else "given")
        self.registry = registry
        self.alternatives = (value or "").split("|")
        self.on_days = self.field in DATES and self.operator not in ("absent", "given")
        # The day of a milestone is chosen for each condition by itself.
        self.milestones, self.spans = {}, []
        if self.on_days:
            self.read_days(number)
        elif value is not None:
            self.read_values()

    def read_days(self, number):
        for text in self.alternatives:
            if is_name(text):
                self.milestones[f"milestone {text} of {number}"] = self.registry.milestone(text)
                continue
            low, high = span(text, self.registry.today)
            if low is None and self.operator in ("<", ">="):
                raise Refused(f"{text} has no first day")
            self.spans.append((low or FAR, high))

    def read_values(self):
        """Replace each alternative by what it stands for, or refuse the question."""
        if self.field == "in":
            self.alternatives = [set(self.registry.listed(name)) for name in self.alternatives]
        elif self.operator in ("=", "!="):
            known = {"status": STATUSES, **{level: levels(number) for level, number in LEVELS.items()}}
            for text in self.alternatives:
                if self.field in known and text not in known[self.field]:
                    raise Refused(f"{text} is no {self.field}")
                if self.field == "covers" and not country(text):
                    raise Refused(f"{text} is no country")
            if self.field in OF_ONE:
                self.alternatives = [self.registry.named(text, self.field) for text in self.alternatives]
            if self.field == "covers":
                self.alternatives = [{country(text)} for text in self.alternatives]
            self.look_like_several()

    def look_like_several(self):
        """Refuse a value such as `IOM,UNHCR` if no network has it."""
        several = any(re.search(r"\w,|\w or \w", text) for text in self.alternatives if isinstance(text, str))
        if several and not any(self.has(key, one) for key, one in self.registry.networks.items()):
            raise Refused("a value looks like several")

    def atom(self):
        """The condition as a test of unknown days: of the field, and of its milestones."""
        compare = OPERATORS["=" if self.operator == "!=" else self.operator]

        def test(day, *milestones):
            spans = [*self.spans, *((one, one) for one in milestones)]
            return any(compare(day, *days) for days in spans) != (self.operator == "!=")

        return (self.field, *self.milestones), test

    def matches(self, key, network):
        """Whether a condition that is not on days matches."""
        mine = countries(key, network) if self.field == "in" else values(key, network, self.field)
        if self.operator in ("given", "absent"):
            return bool(mine) == (self.operator == "given")
        found = self.has(key, network)
        return bool(mine) and not found if self.operator == "!=" else found

    def has(self, key, network):
        """Whether a network has one of the values."""
        mine = countries(key, network) if self.field == "in" else values(key, network, self.field)
        if self.field in OF_ONE and self.operator in ("=", "!="):
            mine = mine and [key]
        return any(self.fits(one, other) for one in mine for other in self.alternatives)

    def fits(self, mine, theirs):
        """Whether one value fits one alternative."""
        if isinstance(theirs, set):
            return mine in theirs
        change = str.lower if self.field in ("website", "sources") else plain
        if self.field in CODES and self.operator != "~":
            change = str
        mine, theirs = change(mine), change(theirs)
        if self.operator == "~":
            return theirs in mine
        return OPERATORS["=" if self.operator == "!=" else self.operator](mine, theirs, theirs)


def levels(number):
    """The names of regions (0) or sub-regions (1)."""
    return {names[number] for names in AREAS.values() if names}


def known_area(name):
    """A name after `--region`, which must be one of M49."""
    if name not in NAMES:
        raise Refused(f"{name} is no region")
    return name
