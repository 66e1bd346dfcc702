"""Dates, and unknown days.

A question about days is decided by trying days. Each date of a network, the day of the question and each
milestone is one unknown day between two ends. Nothing but the order of days matters, so it is enough to try
the ends, the days that a condition names, and the days beside them.
"""

import calendar
import datetime
import itertools

FAR = 1


# Dates: a pair of days, as numbers; the first is None if there is no first day.

def first(text):
    """The first day of a day, a month or a year."""
    year, month, day = (text + "-01-01").split("-")[:3]
    return datetime.date(int(year), int(month), int(day)).toordinal()


def last(text):
    """The last day of a day, a month or a year."""
    year, month = (text + "-12").split("-")[:2]
    end = calendar.monthrange(int(year), int(month))[1]
    return first(text) if len(text) == 10 else datetime.date(int(year), int(month), end).toordinal()


def span(text, today=None):
    """The days of a date in the spelling of the file or of an option."""
    text = str(text).strip("[]")
    if text == "today":
        return today, today
    start, dots, end = text.partition("..")
    return (first(start) if start else None), last(end if dots else text)


def iso(day):
    return datetime.date.fromordinal(day).isoformat()


def year(day):
    return datetime.date.fromordinal(day).year


def readable(text):
    """A date as people read it."""
    start, dots, end = str(text).strip("[]").partition("..")
    return f"{start} to {end}" if start and dots else f"by {end}" if dots else start


def dated(text):
    """A date in JSON."""
    low, high = span(text)
    return {"date": str(text)} | ({"earliest": iso(low)} if low else {}) | {"latest": iso(high)}


def meet(one, other):
    """Whether two dates share a day."""
    return (one[0] or FAR) <= other[1] and (other[0] or FAR) <= one[1]


# Unknown days: `domains` says between which days each is, `atoms` are pairs of their names and a test.

def tried(domain, cuts):
    """The days of a domain that are worth trying."""
    low, high = domain
    near = (cut + step for cut in cuts for step in (-1, 0, 1))
    return sorted({low, high} | {day for day in near if low <= day <= high})


def judge(domains, atoms, cuts, days=tried):
    """Whether all atoms hold for every choice of days, and whether they do for one."""
    cuts = {*cuts, *itertools.chain(*domains.values())}
    names = sorted({name for names, _ in atoms for name in names})
    choices = {name: days(domains[name], cuts) for name in names}

    def always(atom):
        return all(atom[1](*chosen) for chosen in itertools.product(*(choices[name] for name in atom[0])))

    def once(chosen):
        if len(chosen) == len(names):
            return True
        name = names[len(chosen)]
        due = [atom for atom in atoms if max(atom[0]) == name]
        for day in choices[name]:
            now = {**chosen, name: day}
            if all(test(*map(now.get, needs)) for needs, test in due) and once(now):
                return True
        return False

    return all(map(always, atoms)), once({})
