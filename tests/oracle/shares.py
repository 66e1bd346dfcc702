"""Percentages and their words."""

from fractions import Fraction

LANDMARKS = {Fraction(1, 4): "a quarter", Fraction(1, 3): "a third", Fraction(1, 2): "half",
             Fraction(2, 3): "two thirds", Fraction(3, 4): "three quarters"}


def words(part):
    """The words for a share, or None."""
    if part < Fraction(22, 100) or part > Fraction(7, 8):
        return None
    for landmark, name in LANDMARKS.items():
        if abs(part - landmark) <= Fraction(2, 1000):
            return name
        if landmark - Fraction(3, 100) <= part < landmark:
            return f"nearly {name}"
    below = max(landmark for landmark in LANDMARKS if landmark < part)
    above = min((landmark for landmark in LANDMARKS if landmark > part), default=None)
    if above is None or part < (below + above) / 2:
        return f"over {LANDMARKS[below]}"
    return f"under {LANDMARKS[above]}"


def share(number, value):
    """A percentage of each end, halves up, with words if both ends have them."""
    parts = {end: Fraction(count, value) for end, count in number.items()}
    both = all(words(part) for part in parts.values())
    return {end: {"percent": float((part * 1000 + Fraction(1, 2)) // 1 / Fraction(10))}
            | ({"words": words(part)} if both else {}) for end, part in parts.items()}
