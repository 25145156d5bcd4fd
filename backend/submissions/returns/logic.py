"""Phrases of JsonLogic that mean the same in Python and in the browser.

Empty numbers are turned into 0 before any arithmetic (JavaScript's ``parseFloat(null)`` is NaN), and emptiness is
tested with ``===`` only (``0 == null`` differs between the two).
"""

from typing import Any

Logic = Any


def cell(item: str) -> Logic:
    """The value of a cell as it stands, perhaps null."""
    return {"var": f"cell.{item}"}


def previous(item: str) -> Logic:
    """The value of the last period, perhaps null."""
    return {"var": f"prev.{item}"}


def derived(item: str) -> Logic:
    """What the register says, perhaps null."""
    return {"var": f"derived.{item}"}


def parameter(name: str) -> Logic:
    """A dated parameter of the form, perhaps null."""
    return {"var": f"param.{name}"}


def empty(value: Logic) -> Logic:
    """True for null and for empty text."""
    return {"or": [{"===": [value, None]}, {"===": [value, ""]}]}


def filled(value: Logic) -> Logic:
    """True unless null or empty text."""
    return {"!": [empty(value)]}


def number(item: str) -> Logic:
    """The number in a cell, 0 when empty."""
    return or_zero(cell(item))


def or_zero(value: Logic) -> Logic:
    """The number, 0 for null."""
    return {"if": [{"===": [value, None]}, 0, value]}


def total(*values: Logic) -> Logic:
    """The sum of numbers."""
    return {"+": list(values)}


def minus(left: Logic, right: Logic) -> Logic:
    """The difference of two numbers."""
    return {"-": [left, right]}


def times(left: Logic, right: Logic) -> Logic:
    """The product of two numbers."""
    return {"*": [left, right]}


def same(left: Logic, right: Logic) -> Logic:
    """Whether two values are the same."""
    return {"===": [left, right]}


def at_most(left: Logic, right: Logic) -> Logic:
    """Whether a number (or ISO date) is not above another."""
    return {"<=": [left, right]}


def above(left: Logic, right: Logic) -> Logic:
    """Whether a number is greater than another."""
    return {">": [left, right]}


def implies(condition: Logic, consequence: Logic) -> Logic:
    """The consequence, asked for only when the condition holds."""
    return {"if": [condition, consequence, True]}


def both(*conditions: Logic) -> Logic:
    """All conditions hold."""
    return {"and": list(conditions)}


def either(*conditions: Logic) -> Logic:
    """At least one condition holds."""
    return {"or": list(conditions)}


def share_of(amount: Logic, ten_thousandths: Logic) -> Logic:
    """``amount`` x rate, the rate in 1/10000, rounded half up to an integer."""
    scaled = total(times(amount, ten_thousandths), 5000)
    return {"/": [minus(scaled, {"%": [scaled, 10000]}), 10000]}


def steady(item: str, percent: Logic, least: Logic) -> Logic:
    """The change from the last period is below ``least`` or at most ``percent`` of the last value."""
    now, before = number(item), or_zero(previous(item))
    change = {"max": [minus(now, before), minus(before, now)]}
    return either(
        empty(previous(item)),
        {"<": [change, or_zero(least)]},
        at_most(times(change, 100), times(before, or_zero(percent))),
    )
