"""What notes have to say: their numbers and names, and of some the words."""

import re
from collections import Counter

from days import meet, readable
from page import tally
from records import countries, plain, shown_name


def faults(answer, notes):
    """What these notes have to say and do not, or say and should not."""
    ask, found = answer.question, []
    # The date of the question reaches beyond today; tomorrow alone is today elsewhere.
    first, last = answer.asked
    if first <= answer.registry.today and (last > answer.registry.today) != said(notes, "in the future"):
        found.append("days after today that were cut off")
    if ask.command == "missing":
        return found + missing(answer, notes)
    certain, possible = tally(answer.selection.values()).values()
    if ask.certain:
        left = f"leaves out {many(possible - certain)} that only possibly match"
        found += exactly(notes, "only possibly", [left + "es" * (possible - certain == 1)] * (possible > certain))
    elif possible > certain and not ask.cumulative and not number_said(notes, possible - certain):
        found.append(f"{possible - certain} that may match")
    if ask.command == "list":
        return found
    found += exactly(notes, "published total", published(answer))
    for status, left in left_out(answer).items():
        if bool(left) != number_said(notes, left, status):
            found.append(f"{left} {status} left out")
    if ask.by and bool(answer.repeated) != number_said(notes, len(answer.repeated), "rows"):
        found.append(f"{len(answer.repeated)} in several rows")
    if ask.by and answer.repeated and not number_said(notes, answer.sum["possible"]):
        found.append(f"rows that add up to {answer.sum}")
    return found + comparison(answer, notes)


def missing(answer, notes):
    """The note that says how many countries certainly and possibly have no network."""
    rows, asked = answer.document["countries"], many(len(answer.wanted), "country or area", "countries and areas")
    possible = sum(row.get("certainty") == "possible" for row in rows)
    number = str(len(rows)) if not possible else f"{len(rows) - possible}..{len(rows)}"
    ending = f" of {asked} without a network in this registry"
    if answer.question.certain:
        # The number has what the list leaves out, too.
        return [] if said(notes, rf"{number}(\.\.\d+)?{ending}") else [f"{number}{ending}"]
    return exactly(notes, "without a network", [number + ending])


def said(notes, words):
    """Whether a note says this."""
    return any(re.search(rf"\b{words}\b", note) for note in notes)


def number_said(notes, number, word=""):
    """Whether one note says this number, and this word after it."""
    return said(notes, rf"{number}\b.*\b{word}")


def exactly(notes, about, wanted):
    """What is at fault if the notes with these words are not the ones wanted."""
    return [] if [note for note in notes if about in note] == wanted else [f"{about}: {wanted}"]


def many(number, one="network", more="networks"):
    return f"{number} {one if number == 1 else more}"


def published(answer):
    """The notes on published totals, which count networks that exist, and all of them."""
    if answer.filtered or not answer.day() or answer.question.cumulative:
        return []
    same = [one for one in answer.registry.published if meet(answer.registry.span(one["date"]), answer.asked)]
    return [f"published total: {one['networks']} ({', '.join([readable(one['date']), *source(one)])})" for one in same]


def source(table):
    return [table["source"]] if "source" in table else []


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
    networks, outside, unknown = answer.registry.networks, [], []
    for key in answer.outside():
        (outside if countries(key, networks[key]) else unknown).append(shown_name(key, networks[key]))
    words = f"outside the {answer.total['value']}"
    found = exactly(notes, "outside the", left_by_name(outside, words))
    return found + exactly(notes, "not given", left_by_name(unknown, "whose countries are not given"))


def left_by_name(names, what):
    """The note, if there is one, on networks that are left out."""
    names = sorted(names, key=alphabetical)
    listed = " and ".join([", ".join(names[:-1]), *names[-1:]] if names[1:] else names)
    return [f"leaves out {many(len(names))} {what}: {listed}"] * bool(names)


def alphabetical(name):
    """The place of a name among others: "the" does not matter."""
    return plain(name).removeprefix("the "), name
