"""A second reading of docs/format.md: what netreg answers, told from the page and not from its source."""

import itertools
from dataclasses import dataclass, field

from conditions import Condition, known_area
from days import FAR, dated, iso, judge, last, meet, readable, span, tried, year
from m49 import AREAS
from records import DATES, LEVELS, Refused, area, areas, countries, plain, shown_name, values
from shares import share


@dataclass
class Question:
    """The arguments of one command: `count`, `list` or `missing`, which is `list --missing`."""
    command: str = "count"
    as_of: str | None = None
    region: list = field(default_factory=list)
    status: list = field(default_factory=list)
    where: list = field(default_factory=list)
    by: str | None = None
    of: str | None = None
    cumulative: bool = False
    certain: bool = False


# Answers: each is the JSON document that netreg is to print, without `format` and notes.

class Answer:
    """The answer to one question; `document` is what is printed."""

    def __init__(self, registry, question):
        self.registry, self.question = registry, question
        low, high = self.asked = registry.asked(question.as_of)
        # Days after today are cut off; the first one may be tomorrow.
        self.domain = (low, max(low, min(high, registry.today)))
        self.regions = {known_area(name) for name in question.region}
        self.filtered = bool(question.region or question.status or question.where)
        self.conditions = [Condition(text, registry, number) for number, text in enumerate(question.where)]
        self.records = bool(question.status) or question.by == "status" or \
            any(one.field == "status" for one in self.conditions)
        if question.of and question.of not in registry.denominators:
            raise Refused(f"no denominator {question.of}")
        self.total = registry.denominators.get(question.of)
        answer = {"list": self.listed, "missing": self.missing, "count": self.counted}[question.command]
        self.document = answer()

    def judged(self, key, network, exists, days=tried, ended=False):
        """Whether a network matches certainly, and possibly; `exists` has the days asked for, or is None.

        With `ended` it can have ended by then.
        """
        planned = network.get("status") == "planned"
        conditions = [one for one in self.conditions if one.on_days]
        domains = {name: self.registry.days(network, name) for name in DATES}
        domains = {name: days for name, days in domains.items() if days}
        if (planned and exists) or any(one.field not in domains for one in conditions):
            return False, False
        atoms = [one.atom() for one in conditions]
        for one in conditions:
            domains |= one.milestones
        if exists:
            domains["day"] = exists
            atoms.append((("established", "day"), lambda begun, day: begun <= day))
            if "closed" in domains and not ended:
                atoms.append((("day", "closed"), lambda day, ended: day < ended))
        cuts = itertools.chain(*(days for one in conditions for days in one.spans))
        return judge(domains, atoms, cuts, days)

    def fits(self, key, network):
        """Whether a network matches all that is not about days."""
        status = self.question.status
        return (not self.regions or any(self.regions & set(areas(code)) for code in countries(key, network))) and \
            (not status or values(key, network, "status")[0] in status) and \
            all(one.on_days or one.matches(key, network) for one in self.conditions)

    def selected(self, exists, filtered=True):
        """The keys of networks that match at least possibly, and whether they do certainly."""
        judged = {key: self.judged(key, network, exists) for key, network in self.registry.networks.items()
                  if not filtered or self.fits(key, network)}
        return {key: certain for key, (certain, possible) in judged.items() if possible}

    def day(self):
        """The day on which the networks must exist, if they must."""
        needed = self.question.as_of or (self.question.command == "count" and not self.records)
        return self.domain if needed else None

    def listed(self):
        """`list`: rows of keys and dates."""
        self.selection, rows = self.selected(self.day()), []
        marked = self.question.as_of or any(one.on_days for one in self.conditions)
        for key, certain in self.selection.items():
            if self.question.certain and not certain:
                continue
            row = {"key": key} | ({"certainty": "certain" if certain else "possible"} if marked else {})
            network = self.registry.networks[key]
            row |= {name: dated(network[name]) for name in DATES[:3] if name in network}
            rows.append(row | {name: found for name in LEVELS for found in values(key, network, name)})
        return {"networks": rows}

    def missing(self):
        """`list --missing`: countries without a network."""
        if self.question.status or self.question.where:
            raise Refused("--missing has no filters of networks")
        asked = self.registry.listed(self.question.of) if self.question.of else AREAS
        found = self.selected_countries(self.selected(self.domain, filtered=False))
        self.wanted = [code for code in sorted(asked) if not self.regions or self.regions & set(areas(code))]
        rows = []
        for code in self.wanted:
            if not found.get(code):
                certainty = "possible" if code in found else "certain"
                rows.append({"alpha-3": code} | ({"certainty": certainty} if self.question.as_of else {}))
        return {"countries": rows}

    def selected_countries(self, selection):
        """The countries of networks, and whether one of these matches certainly."""
        found = {}
        for key, certain in selection.items():
            for code in countries(key, self.registry.networks[key]):
                found[code] = found.get(code, False) or certain
        return found

    def counted(self):
        """`count` in its four forms."""
        # Each row of growth asks for a day of its own, the last one for today.
        self.selection = self.selected(self.domain if self.question.cumulative else self.day())
        if self.question.cumulative:
            return {"growth": self.growth()}
        if self.question.by:
            return {"groups": self.groups()}
        if not self.question.of:
            return {"counts": [{"networks": tally(self.selection.values())}]}
        row = self.compared(self.selection)
        if "countries" in self.total:
            row["outside"] = self.outside()
        return {"shares": [row | {"denominator": self.question.of, "value": self.total["value"],
                                  "title": self.total["title"]}]}

    def compared(self, selection):
        """The members of a row that `--of` adds, and the number itself."""
        row = {"networks": tally(selection.values())}
        if self.total is None:
            return row
        number = row["networks"]
        if "countries" in self.total:
            found = self.selected_countries(selection)
            number = tally([found[code] for code in self.total["countries"] if code in found])
            row["countries"] = number
        return row | {"share": share(number, self.total["value"])}

    def outside(self):
        """The networks of which no country is in the denominator."""
        inside, networks = set(self.total["countries"]), self.registry.networks
        return [key for key in self.selection if inside.isdisjoint(countries(key, networks[key]))]

    def groups(self):
        """The rows of `--by`. A label is a text and whether it is no value: a text can be `not given`, too."""
        by, rows = self.question.by, {}
        for key, certain in self.selection.items():
            for label in self.labels(key, self.registry.networks[key]):
                rows.setdefault(label, {})[key] = certain
        self.repeated = {key for key in self.selection if sum(key in row for row in rows.values()) > 1}
        self.sum = tally([certain for row in rows.values() for certain in row.values()])

        def rank(label):
            text, unknown = label
            number = tally(rows[label].values())
            if by == "year":
                return unknown, () if unknown else in_time(text)
            name = readable(text) if by in DATES and not unknown else text
            return unknown, -number["possible"], -number["certain"], plain(name), name

        return [{by: label[0]} | self.compared(rows[label]) for label in sorted(rows, key=rank)]

    def labels(self, key, network):
        """The rows of a network in `--by`."""
        by = self.question.by
        if by in LEVELS:
            name, unknown = area(key, network, by)
            return [(name or unknown, not name)]
        if by == "year":
            return [self.year(network)]
        if by == "name":
            return [(shown_name(key, network), False)]
        found = [(str(value), False) for value in values(key, network, by)]
        return list(dict.fromkeys(found)) or [("not given", True)]

    def year(self, network):
        """The row of a network in `--by year`."""
        given = network.get("established", network.get("launched"))
        if given is None:
            return "undated", True
        low, high = span(given)
        # The days of a planned network are as they are.
        most = high if network.get("status") == "planned" else self.registry.today
        end = year(min(high, most))
        if low is None or "established" not in network:
            return f"{end} or earlier", False
        start = year(min(low, most))
        return str(end) if start == end else f"{start} to {end}", False

    def growth(self):
        """The rows of `--cumulative`."""
        today, start = self.registry.today, self.registry.since
        if start is None:
            # In the selection are the networks that match; whether they exist is asked by each row.
            spans = [self.registry.days(self.registry.networks[key], "established")
                     for key in self.selected(None)
                     if self.registry.networks[key].get("status") != "planned"]
            start = min((high if low == FAR else low for low, high in spans), default=today)
        ends = [last(str(number)) for number in range(year(start), year(today))]
        return [self.grown(day) for day in [*ends, today]]

    def grown(self, day):
        row = {"as-of": iso(day)} | self.compared(self.selected((day, day)))
        same = [one for one in self.registry.published
                if not self.filtered and meet(self.registry.span(one["date"]), span(str(year(day))))]
        totals = [{"networks": one["networks"], "date": dated(one["date"])} for one in same]
        return row | ({"published": totals} if totals else {})


def in_time(label):
    """The place of a row among years: by the last year, then what is known best."""
    numbers = [int(word) for word in label.split() if word.isdigit()]
    return numbers[-1], "earlier" in label, -numbers[0]


def tally(found):
    """The number of those that match certainly, and of all."""
    return {"certain": sum(found), "possible": len(found)}
