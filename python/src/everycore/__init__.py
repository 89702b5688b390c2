"""Continuous-variable quantum circuits and generators with exact gradients, on every core; awards from amateur-radio logs.

The work is done by everycore, a program in Java that this package finds, starts and talks to. Units: hbar = 2, so that the
vacuum's variance is 1.
"""

from __future__ import annotations

from . import ops
from ._engine import Engine, default_engine
from ._parameters import cos, exp, log, param, sin, sqrt, tanh
from .client import Client, Job
from .errors import (
    CommandError,
    EngineDied,
    EngineError,
    EverycoreError,
    InputError,
    NotInstalledError,
    ServerError,
    ServerUnreachable,
)
from .generator import ENCODINGS, READOUTS, Generator, Grid, Report, Tape
from .machine import cpu_info, optimal_batch_size, optimal_workers
from .program import Compiled, Program, Shots
from .radio import awards, read_adif
from .state import GaussianState, State
from .training import Fit, Run, Sweep, fit, sweep, train

__version__ = "0.1.0"

__all__ = [
    "ENCODINGS",
    "READOUTS",
    "Client",
    "CommandError",
    "Compiled",
    "Engine",
    "EngineDied",
    "EngineError",
    "EverycoreError",
    "Fit",
    "GaussianState",
    "Generator",
    "Grid",
    "InputError",
    "Job",
    "NotInstalledError",
    "Program",
    "Report",
    "Run",
    "ServerError",
    "ServerUnreachable",
    "Shots",
    "State",
    "Sweep",
    "Tape",
    "awards",
    "cos",
    "cpu_info",
    "default_engine",
    "exp",
    "fit",
    "log",
    "ops",
    "optimal_batch_size",
    "optimal_workers",
    "param",
    "read_adif",
    "run",
    "sin",
    "sqrt",
    "sweep",
    "tanh",
    "train",
]


def run(program: Program, cutoff: int, args: dict[str, float] | None = None, *, engine: Engine | None = None) -> State:
    """The state at the end of a program: the same as ``program.run``."""
    return program.run(cutoff, args, engine=engine)
