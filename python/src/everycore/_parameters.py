"""Free parameters of programs, and arithmetic with them that knows its derivatives."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Union

Number = Union[int, float, "Expression"]


class Expression:
    """A number that depends on free parameters: ``value(args)`` and its derivatives by them."""

    __slots__ = ("_evaluate", "names", "text")

    def __init__(
        self,
        names: frozenset[str],
        evaluate: Callable[[Mapping[str, float]], tuple[float, dict[str, float]]],
        text: str,
    ) -> None:
        self.names = names
        self._evaluate = evaluate
        self.text = text

    def evaluate(self, args: Mapping[str, float]) -> tuple[float, dict[str, float]]:
        """Value, and derivative by each free parameter."""
        return self._evaluate(args)

    def __repr__(self) -> str:
        return self.text

    def _binary(
        self, other: Number, sign: str, rule: Callable[[float, float], tuple[float, float, float]], swap: bool
    ) -> Expression:
        left, right = (constant(other), self) if swap else (self, constant(other))

        def evaluate(args: Mapping[str, float]) -> tuple[float, dict[str, float]]:
            a, da = left.evaluate(args)
            b, db = right.evaluate(args)
            value, by_a, by_b = rule(a, b)
            derivative = {name: by_a * slope for name, slope in da.items()}
            for name, slope in db.items():
                derivative[name] = derivative.get(name, 0.0) + by_b * slope
            return value, derivative

        return Expression(left.names | right.names, evaluate, f"({left.text} {sign} {right.text})")

    def __add__(self, other: Number) -> Expression:
        return self._binary(other, "+", lambda a, b: (a + b, 1.0, 1.0), False)

    __radd__ = __add__

    def __sub__(self, other: Number) -> Expression:
        return self._binary(other, "-", lambda a, b: (a - b, 1.0, -1.0), False)

    def __rsub__(self, other: Number) -> Expression:
        return self._binary(other, "-", lambda a, b: (a - b, 1.0, -1.0), True)

    def __mul__(self, other: Number) -> Expression:
        return self._binary(other, "*", lambda a, b: (a * b, b, a), False)

    __rmul__ = __mul__

    def __truediv__(self, other: Number) -> Expression:
        return self._binary(other, "/", lambda a, b: (a / b, 1 / b, -a / (b * b)), False)

    def __rtruediv__(self, other: Number) -> Expression:
        return self._binary(other, "/", lambda a, b: (a / b, 1 / b, -a / (b * b)), True)

    def __pow__(self, power: int | float) -> Expression:
        if isinstance(power, Expression):
            return NotImplemented
        exponent = float(power)
        return self._unary(
            f"({self.text} ** {power})",
            lambda a: (a**exponent, exponent * a ** (exponent - 1) if exponent else 0.0),
        )

    def __neg__(self) -> Expression:
        return self._unary(f"(-{self.text})", lambda a: (-a, -1.0))

    def __pos__(self) -> Expression:
        return self

    def _unary(self, text: str, rule: Callable[[float], tuple[float, float]]) -> Expression:
        def evaluate(args: Mapping[str, float]) -> tuple[float, dict[str, float]]:
            a, da = self.evaluate(args)
            value, slope = rule(a)
            return value, {name: slope * derivative for name, derivative in da.items()}

        return Expression(self.names, evaluate, text)


def param(name: str) -> Expression:
    """A free parameter: a number that is given when the program runs."""
    if not name.isidentifier():
        raise ValueError(f"{name!r} is no name for a parameter")

    def evaluate(args: Mapping[str, float]) -> tuple[float, dict[str, float]]:
        if name not in args:
            raise KeyError(f"the free parameter {name} has no value: give args={{{name!r}: NUMBER}}")
        return float(args[name]), {name: 1.0}

    return Expression(frozenset([name]), evaluate, "{" + name + "}")


def constant(value: Number) -> Expression:
    if isinstance(value, Expression):
        return value
    number = float(value)
    return Expression(frozenset(), lambda args: (number, {}), repr(number))


def _function(
    name: str, value: Callable[[float], float], slope: Callable[[float], float]
) -> Callable[[Number], Number]:
    def apply(x: Number) -> Number:
        if isinstance(x, Expression):
            return x._unary(f"{name}({x.text})", lambda a: (value(a), slope(a)))
        return value(float(x))

    apply.__name__ = name
    apply.__doc__ = f"{name} of a number or of an expression of free parameters."
    return apply


sin = _function("sin", math.sin, math.cos)
cos = _function("cos", math.cos, lambda a: -math.sin(a))
exp = _function("exp", math.exp, math.exp)
log = _function("log", math.log, lambda a: 1 / a)
sqrt = _function("sqrt", math.sqrt, lambda a: 0.5 / math.sqrt(a))
tanh = _function("tanh", math.tanh, lambda a: 1 - math.tanh(a) ** 2)
