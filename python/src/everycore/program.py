"""Programs of optical modes, in Strawberry Fields' manner, and running them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ._engine import Engine, default_engine
from ._parameters import Expression, constant
from .errors import InputError
from .ops import Mode, Operation
from .state import GaussianState, State

Floats = NDArray[np.float64]


class Program:
    """A list of operations on some modes, which all start in the vacuum.

    ::

        prog = ec.Program(2)
        with prog.context as q:
            ec.ops.Sgate(0.3) | q[0]
            ec.ops.BSgate(ec.param("t"), 0.2) | (q[0], q[1])
        state = prog.run(cutoff=8, args={"t": 0.5})
    """

    def __init__(self, modes: int, name: str = "") -> None:
        if modes < 1:
            raise InputError(f"modes = {modes}: must be at least 1", "modes")
        self.modes = modes
        self.name = name
        self.operations: list[tuple[Operation, list[int]]] = []
        self._open = False

    @property
    @contextmanager
    def context(self) -> Iterator[list[Mode]]:
        """The modes, to which operations can be applied while the context is open."""
        self._open = True
        try:
            yield [Mode(self, index) for index in range(self.modes)]
        finally:
            self._open = False

    def _append(self, operation: Operation, modes: list[int]) -> None:
        if not self._open:
            raise InputError("operations are applied inside 'with program.context as q:'")
        if len(set(modes)) != len(modes):
            raise InputError(f"{operation!r} names a mode twice: {modes}", "modes")
        self.operations.append((operation, modes))

    @property
    def free_parameters(self) -> list[str]:
        """Names of the parameters that :meth:`run` must be given, in alphabetical order."""
        names: set[str] = set()
        for operation, _ in self.operations:
            for value in operation.params:
                if isinstance(value, Expression):
                    names |= value.names
        return sorted(names)

    # --- forms ---

    def circuit(self, cutoff: int | None = None, args: Mapping[str, float] | None = None) -> dict[str, Any]:
        """The program as the JSON object of a circuit file."""
        return self._bind(cutoff, args or {})[0]

    def _bind(
        self, cutoff: int | None, args: Mapping[str, float]
    ) -> tuple[dict[str, Any], list[tuple[float, dict[str, float]]]]:
        """The circuit, and value and derivatives of each of its parameters in order."""
        unknown = set(args) - set(self.free_parameters)
        if unknown:
            raise InputError(f"args: the program has no parameter {sorted(unknown)[0]!r}", "args")
        gates = []
        values: list[tuple[float, dict[str, float]]] = []
        for operation, modes in self.operations:
            bound = [constant(value).evaluate(args) for value in operation.params]
            values.extend(bound)
            gates.append(
                {
                    "gate": operation.name,
                    "params": [value for value, _ in bound],
                    "modes": modes,
                    **operation.extras,
                }
            )
        circuit: dict[str, Any] = {"modes": self.modes, "hbar": 2, "gates": gates}
        if self.name:
            circuit["name"] = self.name
        circuit["cutoff"] = cutoff if cutoff is not None else 2
        return circuit, values

    def to_blackbird(self, args: Mapping[str, float] | None = None, *, engine: Engine | None = None) -> str:
        """The program as Blackbird text."""
        answer = (engine or default_engine()).request("circuit.blackbird", circuit=self.circuit(None, args))
        return str(answer.head["blackbird"])

    @staticmethod
    def from_blackbird(text: str, args: Mapping[str, float] | None = None, *, engine: Engine | None = None) -> Program:
        """A program from Blackbird text; ``args`` are values of its free parameters."""
        answer = (engine or default_engine()).request(
            "circuit.parse",
            blackbird=text,
            args=dict(args or {}),
            **({} if "cutoff_dim" in text else {"cutoff": 2}),
        )
        return Program.from_circuit(answer.head["circuit"])

    @staticmethod
    def from_circuit(circuit: Mapping[str, Any]) -> Program:
        """A program from the JSON object of a circuit file."""
        program = Program(int(circuit["modes"]), str(circuit.get("name", "")))
        for gate in circuit["gates"]:
            operation = Operation.__new__(Operation)
            operation.params = tuple(gate.get("params", ()))
            operation.extras = {k: v for k, v in gate.items() if k not in ("gate", "params", "modes")}
            operation.name = gate["gate"]
            program.operations.append((operation, list(gate["modes"])))
        return program

    @staticmethod
    def from_strawberryfields(program: Any) -> Program:
        """A program from an ``sf.Program`` without free parameters."""
        ours = Program(len(program.reg_refs), str(program.name or ""))
        with ours.context as q:
            from . import ops

            for command in program.circuit:
                name = type(command.op).__name__
                kind = getattr(ops, name, None)
                if kind is None:
                    raise InputError(f"{name} of Strawberry Fields has no equal here", "program")
                values = [_number(value, name) for value in command.op.p]
                if name in ("MeasureFock", "MeasureThreshold", "MeasureHeterodyne"):
                    made = kind(select=command.op.select)
                elif name == "MeasureHomodyne":
                    made = kind(*values, select=command.op.select)
                else:
                    made = kind(*values)
                if getattr(command.op, "dagger", False):
                    made = made.H
                made | [q[reg.ind] for reg in command.reg]
        return ours

    # --- running ---

    def run(self, cutoff: int, args: Mapping[str, float] | None = None, *, engine: Engine | None = None) -> State:
        """The state at the end, in Fock space cut at ``cutoff`` levels a mode; not normalised: 1 - norm is what the cut lost."""
        circuit = self.circuit(cutoff, args)
        using = engine or default_engine()
        return State(using.request("circuit.run", circuit=circuit), using, circuit)

    def run_gaussian(self, args: Mapping[str, float] | None = None, *, engine: Engine | None = None) -> GaussianState:
        """Means and covariance of a Gaussian program of any size, exactly and without a cutoff."""
        answer = (engine or default_engine()).request("circuit.gaussian", circuit=self.circuit(None, args))
        return GaussianState(answer)

    def shots(
        self,
        n: int,
        cutoff: int | None = None,
        args: Mapping[str, float] | None = None,
        *,
        seed: int = 42,
        first: int = 0,
        engine: Engine | None = None,
    ) -> Shots:
        """Outcomes of the measurements, one row a shot. Shot i depends on the program, the seed and i alone."""
        circuit = self.circuit(cutoff, args)
        answer = (engine or default_engine()).request("circuit.shots", circuit=circuit, count=n, seed=seed, first=first)
        return Shots(answer.head["columns"], answer.arrays["shots"])

    def compile(self, cutoff: int, *, engine: Engine | None = None) -> Compiled:
        """The program with its free parameters open, to be run and differentiated many times."""
        return Compiled(self, cutoff, engine or default_engine())


class Shots:
    """Outcomes: ``rows`` (shots, columns), and the names of the columns."""

    def __init__(self, columns: list[str], rows: Floats) -> None:
        self.columns = list(columns)
        self.rows = rows

    def __getitem__(self, column: str) -> Floats:
        return self.rows[:, self.columns.index(column)]

    def __len__(self) -> int:
        return len(self.rows)

    def __array__(self, dtype: Any = None, copy: Any = None) -> Any:
        return np.asarray(self.rows, dtype=dtype)


class Compiled:
    """A program that keeps a ket, with its free parameters as arguments: ``ket(args)`` and its vector-Jacobian product."""

    def __init__(self, program: Program, cutoff: int, engine: Engine) -> None:
        self._program = program
        self._cutoff = cutoff
        self._engine = engine
        self._generation = -1
        self._session = 0
        #: Names of the free parameters, in the order of arrays of them.
        self.names = program.free_parameters
        self._args({name: 0.1 for name in self.names})

    def ket(self, args: Mapping[str, float] | ArrayLike) -> NDArray[np.complex128]:
        """The ket, one axis a mode."""
        values = np.array([value for value, _ in self._values(args)])
        self._ensure()
        answer = self._engine.request("circuit.ket", {"parameters": values}, session=self._session)
        return answer.arrays["ket_re"] + 1j * answer.arrays["ket_im"]

    def vjp(self, args: Mapping[str, float] | ArrayLike, cotangent: ArrayLike) -> dict[str, float]:
        """Derivatives of a real loss L by the free parameters, from ``cotangent`` = dL/d re + i dL/d im of each amplitude."""
        bound = self._values(args)
        given = np.asarray(cotangent, dtype=np.complex128).reshape([self._cutoff] * self._program.modes)
        self._ensure()
        answer = self._engine.request(
            "circuit.vjp",
            {
                "parameters": np.array([value for value, _ in bound]),
                "cotangent_re": given.real,
                "cotangent_im": given.imag,
            },
            session=self._session,
        )
        gradient = dict.fromkeys(self.names, 0.0)
        for slope, (_, derivatives) in zip(answer.arrays["parameters"], bound, strict=True):
            for name, derivative in derivatives.items():
                gradient[name] += float(slope) * derivative
        return gradient

    def _args(self, args: Mapping[str, float] | ArrayLike) -> Mapping[str, float]:
        if isinstance(args, Mapping):
            return args
        values = np.asarray(args, dtype=np.float64)
        if values.shape != (len(self.names),):
            raise InputError(f"args has the shape {values.shape}, not ({len(self.names)},)", "args")
        return dict(zip(self.names, values.tolist(), strict=True))

    def _values(self, args: Mapping[str, float] | ArrayLike) -> list[tuple[float, dict[str, float]]]:
        return self._program._bind(self._cutoff, self._args(args))[1]

    def _ensure(self) -> None:
        generation = self._engine.ensure()
        if generation != self._generation:
            circuit = self._program.circuit(self._cutoff, {name: 0.1 for name in self.names})
            self._session = self._engine.request("circuit.open", circuit=circuit).head["session"]
            self._generation = generation
            self._engine.close_with(self, self._session)


def _number(value: Any, where: str) -> Any:
    if isinstance(value, np.ndarray):
        return value
    try:
        return float(value)
    except (TypeError, ValueError):
        raise InputError(f"{where} has the parameter {value}, which is no number: bind it first", "program") from None
