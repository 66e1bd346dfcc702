"""Random registries, and questions to them.

Some records have findings, such as a date of closing before that of establishment: they are counted all the same.
"""

import datetime
import json

from days import iso
from m49 import SAMPLE
from page import Question
from records import DATES, LISTS

SLUGS = ["coast", "delta-net", "far-north", "harbours", "lagoon-2", "two-rivers"]
MILESTONES = ["forum-1", "launch-day", "review"]
TEXTS = ["IOM", "UNHCR", "UN RC", "Élan Vital", "ministry of works", "UN-Habitat", "The IOM"]
ODD_TEXTS = ["iom", "elan vital", "UN Habitat", "UN.", "a UNHCR", "L’Élan", "not given", "several"]
NOTES = [*TEXTS, "First line.\nSecond line.\n"]
OTHER_SPELLINGS = {"IOM": "iom", "Élan Vital": "elan vital", "UN RC": "un rc", "UN-Habitat": "un habitat",
                   "ministry of works": "Ministry of Works"}
NEIGHBOURS = [["ZMB", "KEN", "MAR"], ["FJI", "VUT", "NZL"], ["NPL", "THA", "GEO"], ["FRA", "SWE", "XKX"],
              ["BRA", "BVT", "CAN"], ["ATA", "XKX"], ["ATA"], ["XKX"], []]
AHEAD = 400
REGIONS = ["Africa", "Oceania", "Europe", "Asia", "Western Asia", "Melanesia", "Eastern Africa", "South America"]
GROUPS = ["region", "region", "sub-region", "year", "year", "year", "status", "name", *DATES, *LISTS,
          "coordinator", "secretariat", "website", "note"]
CODES = [("status", ["planned", "closed", "established"]), ("region", ["Africa", "Oceania", "Europe"]),
         ("sub-region", ["Melanesia", "Northern Africa", "Sub-Saharan Africa"]),
         ("covers", ["FJI", "Fiji", "AQ", "074", "Kosovo"]),
         ("key", ["coast", "two-rivers", "ZMB", "the Fiji", "XK", "010", "Burma", "Замбия", "zmb"]),
         ("name", ["coast", "Two Rivers", "ZMB", "fiji", "XK", "AQ", "Burma", "斐济", "Kosovo*", "The Brasil"]),
         ("alpha-2", ["ZM", "fj", "Burma", "764"]), ("m49", ["242", "010", "BR", "Kosovo"])]
COMPARISONS = ["sources~/A/", "sources~/b/|COAST", "coordinator<=iom", "coordinator>IOM", "members~vita", "name~o",
               "name>=morocco", "key<ZMB", "key>=delta-net", "key~ZM", "key~zm|f", "key~O R",
               "m49<500", "m49~4", "alpha-2~F", "alpha-2~z|m", "covers~J", "covers~x", "name~Two-R", "region~a|e",
               "status~plan", "website~EXAMPLE", "website=HTTPS://example.org/coast", "note~line", "chairs~un h|iom"]
WRONG = ["status=open", "region=Atlantis", "region=Melanesia", "sub-region=Africa", "covers=Atlantis", "key=Atlantis",
         "name=Atlantis", "alpha-2=Atlantis", "m49=Congo", "covers=coast", "key=Two Rivers", "name=two-rivers|Korea",
         "coordinator=IOM,UNHCR", "coordinator=IOM or UNDP", "chairs=IOM, UNDP", "members!=IOM or UNDP"]


def some(rng, choices, most):
    """Up to `most` different choices."""
    choices = list(choices)
    return rng.sample(choices, rng.randint(0, min(most, len(choices))))


def date(rng, low, high, forms="day month year set open"):
    """A date in one of these forms, without brackets, that has a day from `low` to `high`."""
    day, form = iso(rng.randint(low, high)), rng.choice(forms.split())
    size = rng.choice([4, 7, 10])
    if form == "set":
        other = iso(min(rng.randint(low, high) + rng.choice([0, 0, AHEAD]), high + AHEAD))
        start, end = sorted([day, other])
        start, end = start[:rng.choice([4, 7, 10])], end[:size]
        return f"{start}..{end}" if start[:4] < end[:4] or start[:size] < end[:len(start)] else day
    return {"day": day, "month": day[:7], "year": day[:4], "open": f"..{day[:size]}"}[form]


def spelt(text):
    """A date as a TOML value."""
    if ".." in text:
        return f'"[{text}]"'
    return text if len(text) == 10 else f'"{text}"'


def network(rng, key, since, today):
    """The fields of a network, as pairs of names and TOML values."""
    name = SAMPLE[key]["name"] if key in SAMPLE else rng.choice([key.title(), key.title(), "Fiji", "The Élan"])
    fields = [("name", json.dumps(name, ensure_ascii=False))]
    status = rng.choices(["established", "planned", "closed"], [6, 2, 2])[0]
    if status != "established":
        fields.append(("status", f'"{status}"'))
    middle, end = (since + today) // 2, today + (AHEAD if rng.random() < 0.1 else 0)
    if status != "planned" or rng.random() < 0.6:
        if rng.random() < 0.8:
            fields.append(("established", spelt(date(rng, since, end + AHEAD * (status == "planned")))))
        if rng.random() < 0.25:
            fields.append(("launched", spelt(date(rng, middle, end))))
    if rng.random() < {"closed": 0.7, "established": 0.03, "planned": 0.05}[status]:
        fields.append(("closed", spelt(date(rng, middle, end))))
    if key in SLUGS and rng.random() < 0.8:
        near = rng.choice(NEIGHBOURS) if rng.random() < 0.5 else rng.sample(list(SAMPLE), 3)
        fields.append(("covers", codes(rng, some(rng, near, 3))))
    for name in ("chairs", "members"):
        if rng.random() < 0.6:
            fields.append((name, codes(rng, some(rng, [*TEXTS, rng.choice(ODD_TEXTS)], 3))))
    for name, pool in (("coordinator", TEXTS), ("secretariat", [*TEXTS, *ODD_TEXTS]), ("note", NOTES)):
        if rng.random() < 0.5:
            fields.append((name, json.dumps(rng.choice(pool), ensure_ascii=False)))
    if rng.random() < 0.2:
        fields.append(("website", f'"https://example.org/{rng.choice([key, "Shared"])}"'))
    if rng.random() < 0.5:
        fields.append(("sources", json.dumps([f"https://example.org/{rng.choice('ab')}/{key}"])))
    if rng.random() < 0.5:
        fields.append(("verified", iso(rng.randint(middle, today + rng.choice([0, 0, 1])))))
    rng.shuffle(fields)
    return f"[network.{key}]", fields


def codes(rng, entries):
    """A TOML list, at times with an entry twice."""
    again = entries[:1] if rng.random() < 0.1 else []
    return json.dumps(entries + again, ensure_ascii=False)


def times(rng):
    """The beginning of a registry, and today."""
    today = datetime.date(rng.randint(2020, 2023), rng.randint(1, 12), rng.randint(1, 28)).toordinal()
    if rng.random() < 0.05:
        today = datetime.date(2022, 12, 31).toordinal()
    return datetime.date(2019, 1, 1).toordinal() + rng.randint(-20, 300), today


def registry(rng, since, today):
    """The text of a registry whose dates are from `since`, which it may name, to about today."""
    tables = [("[registry]", [("format", "1")] + ([("since", iso(since))] if rng.random() < 0.6 else []))]
    for name in some(rng, ["isles", "states"], 2):
        listed = some(rng, SAMPLE, 9) + some(rng, ["DZA", "AFG", "USA"], 3) or ["ATA"]
        tables.append(total(name, len(listed), [("countries", json.dumps(listed))]))
    tables.append(total("teams", rng.choice([1, 2, 3, 4, 5, 7, 9, 12, 23, 31]), []))
    for name in some(rng, MILESTONES, 3):
        day = date(rng, since, today + rng.choice([0, 0, 90]), "day day month month year set set set open")
        tables.append((f"[milestone.{name}]", [("title", '"Event"'), ("date", spelt(day))]))
    for number in range(7001, 7001 + rng.randint(0, 4)):
        fields = [("date", spelt(date(rng, since, today))), ("networks", str(number))]
        fields += [("source", '"https://example.org/total"')] * (rng.random() < 0.5)
        tables.append(("[[published]]", fields))
    for key in some(rng, SAMPLE, 12) + some(rng, SLUGS, 5):
        tables.append(network(rng, key, since, today))
    rng.shuffle(tables)
    return "\n".join("\n".join([header, *(f"{name} = {value}" for name, value in fields), ""])
                     for header, fields in tables)


def total(name, value, fields):
    return f"[denominator.{name}]", [("title", f'"What {name} are"'), ("value", str(value)), *fields]


class Asker:
    """Makes questions to a registry."""

    def __init__(self, rng, data, since, today):
        self.rng, self.since, self.today = rng, since, today
        self.milestones = list(data.get("milestone", {}))
        self.totals = list(data["denominator"])
        self.listing = [name for name in self.totals if name != "teams"]

    def now_and_then(self, chance):
        return self.rng.random() < chance

    def one(self, names, wrong):
        """One of these names; at times one that the registry does not have, or that does not do."""
        return wrong if not names or self.now_and_then(0.04) else self.rng.choice(names)

    def moment(self, forms):
        """A date or milestone."""
        if self.milestones and self.now_and_then(0.25):
            return self.one(self.milestones, "nowhere")
        if self.now_and_then(0.03):
            return "today"
        return date(self.rng, self.since - 30, self.today + self.rng.choice([0, 0, 0, 2]), forms)

    def on_days(self):
        """A condition on a date."""
        field = self.rng.choice(["established", "established", *DATES])
        operator = self.rng.choice(["=", "!=", "<", "<=", ">", ">="])
        number = self.rng.choice([1, 1, 2]) if operator in ("=", "!=") else 1
        with_open = operator in ("=", "!=", "<=", ">") or self.now_and_then(0.05)
        forms = "day month year set" + " open" * with_open
        return field + operator + "|".join(self.moment(forms) for _ in range(number))

    def on_values(self):
        """A condition on another field."""
        if self.now_and_then(0.05):
            return self.rng.choice(WRONG)
        kind, several = self.rng.randrange(5), self.rng.choice([1, 1, 2])
        operator = self.rng.choice(["=", "=", "!="])
        if kind == 0:
            return self.rng.choice(["", "!"]) + self.rng.choice([*DATES, *LISTS, "coordinator", "note",
                                                                  "website", "region", "status", "m49"])
        if kind == 1:
            names = {self.one(self.listing, "teams") for _ in range(several)}
            return f"in{operator}" + "|".join(sorted(names))
        if kind == 2:
            field, pool = self.rng.choice(CODES)
            return field + operator + "|".join(self.rng.sample(pool, several))
        if kind == 3:
            return self.rng.choice(COMPARISONS)
        texts = [OTHER_SPELLINGS.get(text, text) if self.now_and_then(0.5) else text
                 for text in self.rng.sample(TEXTS, several)]
        return self.rng.choice(["coordinator", "secretariat", "chairs", "members"]) + operator + "|".join(texts)

    def question(self):
        """A question that the page allows, or refuses."""
        rng, ask = self.rng, Question(self.rng.choice(["count"] * 4 + ["list", "missing"]))
        ask.as_of = self.moment("day month year set") if self.now_and_then(0.5) else None
        if self.now_and_then(0.4 if ask.command == "missing" else 0.15):
            ask.region = rng.sample([*REGIONS, "Atlantis"] if self.now_and_then(0.05) else REGIONS, rng.randint(1, 2))
        if ask.command == "missing":
            ask.of = self.one(self.listing, "teams") if self.now_and_then(0.5) else None
            ask.status = ["closed"] if self.now_and_then(0.02) else []
            return ask
        if self.now_and_then(0.15):
            ask.status = rng.sample(["planned", "established", "closed"], rng.randint(1, 2))
        number = rng.choice([0, 0, 0, 1, 1, 2, 3])
        ask.where = [self.on_days() if self.now_and_then(0.6) else self.on_values() for _ in range(number)]
        if ask.command == "list":
            ask.certain = self.now_and_then(0.3)
            return ask
        form = rng.random()
        if form < 0.5:
            ask.by = rng.choice(GROUPS)
            if ask.by == "year" and self.now_and_then(0.5):
                ask.where.append("status")
        elif form < 0.75:
            ask.cumulative, ask.as_of = True, None
            if self.now_and_then(0.1):
                ask.where.append(rng.choice(["status", "status=closed", "status!=closed", "status~e"]))
        ask.of = self.one(self.totals, "none") if self.now_and_then(0.5) else None
        return ask
