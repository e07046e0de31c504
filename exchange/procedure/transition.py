"""Which steps lead from which state where: the one place that checks it for records and for procedures."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from exchange.errors import ExchangeError


class TransitionRefused(ExchangeError):
    """The state doesn't allow the step; `state` is the state now. The code is the procedure's own."""

    def __init__(self, code: str, field: str, message: str, state: str) -> None:
        super().__init__(message)
        self.code = code
        self.field = field
        self.state = state


class Move(NamedTuple):
    """From which states a step leads where."""

    sources: frozenset[str]
    target: str


@dataclass(frozen=True, slots=True)
class Procedure:
    """All allowed transitions of one kind of object. `noun` names it in messages and is the input's field."""

    noun: str
    steps: Mapping[StrEnum, Move]

    def after(self, object_id: str, state: str, step: StrEnum) -> str:
        """Return the state that a step leads to. Raises TransitionRefused naming the state."""
        move = self.steps[step]
        if state in move.sources:
            return move.target
        wanted = " or ".join(sorted(move.sources))
        message = f"The {self.noun} {object_id} is {state}; {step} takes one that is {wanted}."
        raise TransitionRefused(f"{self.noun.upper()}_STATE", self.noun, message, state)


def moving(sources: tuple[StrEnum, ...], target: StrEnum) -> Move:
    """Return the move from the states to the target."""
    return Move(frozenset(source.value for source in sources), target.value)
