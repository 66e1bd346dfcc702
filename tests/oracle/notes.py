"""What notes have to say: the page determines their numbers and names, not their words."""

import re
from collections import Counter

from days import meet
from page import tally


def faults(answer, notes):
    """What these notes have to say and do not, or say and should not."""
    ask, found = answer.question, []
    # The date of the question reaches beyond today; tomorrow alone is today elsewhere.
    first, last = answer.asked
    if first <= answer.registry.today and (last > answer.registry.today) != bool(re.search(r"\btoday\b", notes)):
        found.append("days after today that were cut off")
    # Growth of records: the page does not say of which of its numbers the notes speak.
    if ask.command == "missing" or (ask.cumulative and answer.records):
        return found
    certain, possible = tally(answer.selection.values()).values()
    if possible > certain and not ask.certain and not said(notes, possible - certain):
        found.append(f"{possible - certain} that may match")
    if ask.command == "list":
        return found
    wanted = set()
    # A published total counts networks that exist, and all of them.
    if not answer.filtered and (answer.day() or ask.cumulative):
        wanted = {str(one["networks"]) for one in answer.registry.published
                  if meet(answer.registry.span(one["date"]), answer.asked)}
    if wanted != set(re.findall(r"\b70\d\d\b", notes)):
        found.append(f"published totals: {sorted(wanted)}")
    for status, left in left_out(answer).items():
        if bool(left) != said(notes, left, status):
            found.append(f"{left} {status} left out")
    if ask.by and bool(answer.repeated) != said(notes, len(answer.repeated), "rows"):
        found.append(f"{len(answer.repeated)} in several rows")
    if ask.by and answer.repeated and not said(notes, answer.sum["possible"]):
        found.append(f"rows that add up to {answer.sum}")
    return found + comparison(answer, notes)


def said(notes, number, word=""):
    """Whether one note says this number, and this word after it."""
    return bool(re.search(rf"\b{number}\b[^|]*\b{word}", notes))


def left_out(answer):
    """How many planned and closed networks match, but do not exist; one that was not yet there is not closed."""
    found = Counter()
    if answer.day() or answer.question.cumulative:
        for key in answer.selected(None).keys() - answer.selection.keys():
            network = answer.registry.networks[key]
            if network.get("status") == "planned":
                found["planned"] += 1
            elif answer.judged(key, network, answer.domain, ended=True)[1]:
                found["closed"] += 1
    return {status: found[status] for status in ("planned", "closed")}


def comparison(answer, notes):
    """What a comparison with a denominator leaves open: the names of the networks that are left out."""
    if not answer.total or "countries" not in answer.total:
        return []
    names = {key: answer.registry.networks[key]["name"] for key in answer.selection}
    outside = set(answer.outside())
    return [f"outside: {key}" for key, name in names.items()
            if (key in outside) != bool(re.search(rf"outside[^|]*\b{re.escape(name)}\b", notes))]
