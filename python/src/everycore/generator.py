"""Quantum generators: latent vectors in, samples out, exact gradients back."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ._engine import Engine, default_engine
from .errors import InputError

Floats = NDArray[np.float64]

READOUTS = ("x", "p", "xp", "photon_number", "homodyne", "photons", "photon_distribution", "density")
ENCODINGS = (
    "coherent_state",
    "direct_displacement",
    "polar_displacement",
    "classical_neural",
    "angle_encoding",
    "sparse_parameter",
)
#: Samples asked for at once: an answer of moderate size, whatever the whole.
_PIECE_BYTES = 1 << 26


@dataclass(frozen=True)
class Grid:
    """Where a density is read: ``points`` from ``start`` to ``stop`` on each axis, ends included.

    :param units: ``consistent`` (hbar = 2, the vacuum's variance is 1; densities), or ``hermite`` (variance 1/2; shares of
        the grid, whose sum is 1: what the recorded 2D generators use)
    """

    start: float | None = None
    stop: float | None = None
    points: int | None = None
    units: str | None = None

    def _json(self) -> dict[str, Any]:
        given = {"from": self.start, "to": self.stop, "points": self.points, "units": self.units}
        return {name: value for name, value in given.items() if value is not None}


@dataclass
class Report:
    """What a generator did so far, by strategy."""

    calls: dict[str, int] = field(default_factory=dict)
    samples: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    gradients: int = 0
    gradient_seconds: float = 0.0

    def _add(self, strategy: str, samples: int, seconds: float) -> None:
        self.calls[strategy] = self.calls.get(strategy, 0) + 1
        self.samples[strategy] = self.samples.get(strategy, 0) + samples
        self.seconds[strategy] = self.seconds.get(strategy, 0.0) + seconds

    @property
    def total_executions(self) -> int:
        """Calls of all strategies."""
        return sum(self.calls.values())

    @property
    def samples_per_second(self) -> float:
        """Over all calls, the way to the engine and back included."""
        seconds = sum(self.seconds.values())
        return sum(self.samples.values()) / seconds if seconds else 0.0

    def __str__(self) -> str:
        lines = [f"{'strategy':<12}{'calls':>9}{'samples':>12}{'samples/s':>12}"]
        for strategy, calls in self.calls.items():
            rate = self.samples[strategy] / self.seconds[strategy] if self.seconds[strategy] else 0.0
            lines.append(f"{strategy:<12}{calls:>9}{self.samples[strategy]:>12}{rate:>12.0f}")
        if self.gradients:
            lines.append(f"{self.gradients} gradients, {self.gradient_seconds / self.gradients * 1e6:.0f} us each")
        return "\n".join(lines)


class Tape:
    """A forward pass that can be differentiated: its values, and what the engine kept of it."""

    __slots__ = ("_generation", "_generator", "_id", "_weights", "_z", "norms", "values")

    def __init__(
        self, generator: Generator, ident: int, weights: Floats, z: Floats, values: Floats, norms: Floats
    ) -> None:
        self._generator = generator
        self._id = ident
        self._generation = generator._generation
        self._weights = weights
        self._z = z
        #: (samples, columns)
        self.values = values
        #: Of each sample's ket: 1 - norm is what the cutoff lost.
        self.norms = norms

    def vjp(self, cotangents: ArrayLike, of_norms: ArrayLike | None = None) -> tuple[Floats, Floats]:
        """Gradients by the weights, and by z, of sum(cotangents * values) + sum(of_norms * norms)."""
        return self._generator._vjp(self, cotangents, of_norms)


class Generator:
    """A generator of layers [interferometer | squeezing | interferometer | displacement | Kerr], hbar = 2.

    The same bits come out as from the command ``everycore sample``, whatever the strategy and the number of workers.

    :param modes: optical modes
    :param cutoff: photon-number levels a mode, 0 to cutoff - 1
    :param layers: layers of the circuit
    :param encoding: how z enters: one of :data:`ENCODINGS`
    :param seed: draws the first weights, the latent vectors of :meth:`sample`, and outcomes
    :param latent_dim: numbers in a latent vector; 2 x modes unless said otherwise
    :param readout: what a sample is: one of :data:`READOUTS`
    :param kerr: whether layers end with Kerr gates
    :param weights: all weights, the circuit's first; those of the seed unless given
    :param read_modes: the modes that homodyne, photons, photon_distribution and density read
    :param angles: of homodyne, in radians: 0 is x, pi/2 is p
    :param grid: where a density is read
    :param workers: threads that compute one call; those of the engine unless said otherwise
    :param engine: the process that computes; one that all share unless given
    """

    _open: dict[str, Any]
    _weights: Floats
    _density: Generator | None
    engine: Engine
    report: Report

    def __init__(
        self,
        modes: int = 2,
        cutoff: int = 8,
        layers: int = 1,
        encoding: str = "coherent_state",
        seed: int = 42,
        *,
        latent_dim: int | None = None,
        readout: str = "x",
        kerr: bool = True,
        weights: ArrayLike | None = None,
        read_modes: list[int] | None = None,
        angles: list[float] | None = None,
        grid: Grid | None = None,
        workers: int | None = None,
        engine: Engine | None = None,
    ) -> None:
        spec: dict[str, Any] = {
            "modes": modes,
            "cutoff": cutoff,
            "layers": layers,
            "encoding": encoding,
            "kerr": kerr,
        }
        if latent_dim is not None:
            spec["latentDim"] = latent_dim
        self._open: dict[str, Any] = {"generator": spec, "readout": readout, "seed": seed}
        if read_modes is not None:
            self._open["readModes"] = list(read_modes)
        if angles is not None:
            self._open["angles"] = [float(angle) for angle in angles]
        if grid is not None:
            self._open["grid"] = grid._json()
        if workers is not None:
            self._open["workers"] = workers
        self._start(engine if engine is not None else default_engine(), Report())
        if weights is not None:
            self.weights = np.asarray(weights, dtype=np.float64)

    # --- what it is ---

    @property
    def spec(self) -> dict[str, Any]:
        """The generator as a job's spec has it."""
        return dict(self._open["generator"])

    @property
    def seed(self) -> int:
        return int(self._open["seed"])

    @property
    def readout(self) -> str:
        return str(self._open["readout"])

    @property
    def weights(self) -> Floats:
        """All weights: the circuit's, then the encoding's. A copy."""
        return self._weights.copy()

    @weights.setter
    def weights(self, values: ArrayLike) -> None:
        array = np.array(values, dtype=np.float64)
        if array.shape != self._weights.shape:
            raise InputError(f"weights has the shape {array.shape}, not {self._weights.shape}", "weights")
        if not np.isfinite(array).all():
            at = int(np.flatnonzero(~np.isfinite(array))[0])
            raise InputError(f"weights[{at}] = {array[at]}: must be finite", "weights")
        self._weights = array

    def summary(self) -> str:
        """What it is, in a few lines."""
        return self._summary

    def __repr__(self) -> str:
        spec = ", ".join(f"{name}={value!r}" for name, value in self._open["generator"].items())
        return f"Generator({spec}, readout={self.readout!r}, seed={self.seed})"

    # --- samples ---

    def __call__(self, z: ArrayLike, weights: ArrayLike | None = None) -> Floats:
        """Samples for latent vectors: (samples, latent_dim) in, (samples, columns) out."""
        return self.generate(z, "cpu_batch", weights=weights)

    def generate(
        self, z: ArrayLike, strategy: str = "auto", *, weights: ArrayLike | None = None, first: int = 0
    ) -> Floats:
        """As a call, by a strategy: sequential, threading, cpu_batch, gpu_batch or auto. The bits are the same.

        :param first: number of the first sample, by which readouts that draw outcomes draw them
        """
        rows = self._latent(z)
        pieces = []
        step = max(1, _PIECE_BYTES // (8 * max(self.columns, self.latent_dim)))
        for at in range(0, max(1, len(rows)), step):
            pieces.append(self._forward(rows[at : at + step], strategy, weights, first + at))
        return pieces[0] if len(pieces) == 1 else np.concatenate(pieces)

    def _forward(self, rows: Floats, strategy: str, weights: ArrayLike | None, first: int) -> Floats:
        self._ensure()
        start = time.perf_counter()
        answer = self.engine.request(
            "generator.forward",
            {**self._weights_to_send(weights), "z": rows},
            session=self._session,
            strategy=strategy,
            first=first,
        )
        self.report._add(answer.head["strategy"], len(rows), time.perf_counter() - start)
        return answer.arrays["values"]

    def sample(self, n: int, first: int = 0) -> Floats:
        """The rows that ``everycore sample --samples n --seed S`` writes: normal latent vectors of the seed."""
        if n < 0:
            raise InputError(f"n = {n}: must not be negative", "n")
        out = np.empty((n, self.columns))
        step = max(1, _PIECE_BYTES // (8 * self.columns))
        for at in range(0, n, step):
            self._ensure()
            count = min(step, n - at)
            start = time.perf_counter()
            answer = self.engine.request(
                "generator.sample",
                self._weights_to_send(None),
                session=self._session,
                first=first + at,
                count=count,
            )
            out[at : at + count] = answer.arrays["values"]
            self.report._add("auto", count, time.perf_counter() - start)
        return out

    def density(self, z: ArrayLike, grid: Grid | None = None) -> Floats:
        """Position densities on a grid, (samples, points) or (samples, points, points), first mode slowest."""
        if self.readout == "density" and grid is None:
            flat = self(z)
        else:
            twin = self._density
            if twin is None or twin._open.get("grid") != (grid._json() if grid is not None else None):
                twin = self._density = self._with_readout("density", grid)
            flat = twin(z, weights=self._weights)
        modes = min(2, int(self._open["generator"]["modes"]))
        points = round(flat.shape[1] ** (1 / modes))
        return flat.reshape(len(flat), *([points] * modes))

    # --- gradients ---

    def forward(self, z: ArrayLike, weights: ArrayLike | None = None) -> Tape:
        """Samples, with a tape to differentiate them by: one forward pass serves both.

        They agree with those of a call to 1e-12, and not to the bit: they are computed another way.
        """
        rows = self._latent(z)
        self._ensure()
        start = time.perf_counter()
        answer = self.engine.request(
            "generator.tape", {**self._weights_to_send(weights), "z": rows}, session=self._session
        )
        self.report._add("tape", len(rows), time.perf_counter() - start)
        used = self._weights if weights is None else np.array(weights, dtype=np.float64)
        return Tape(self, answer.head["tape"], used, rows, answer.arrays["values"], answer.arrays["norms"])

    def vjp(self, z: ArrayLike, cotangents: ArrayLike, weights: ArrayLike | None = None) -> tuple[Floats, Floats]:
        """Vector-Jacobian products of sum(cotangents * samples): by all weights, and by z."""
        return self.forward(z, weights).vjp(cotangents)

    def _vjp(self, tape: Tape, cotangents: ArrayLike, of_norms: ArrayLike | None) -> tuple[Floats, Floats]:
        given = np.asarray(cotangents, dtype=np.float64)
        if given.shape != tape.values.shape:
            raise InputError(
                f"cotangents has the shape {given.shape}, not {tape.values.shape} as the samples",
                "cotangents",
            )
        arrays = {"cotangents": given}
        if of_norms is not None:
            arrays["norms"] = np.asarray(of_norms, dtype=np.float64)
            if arrays["norms"].shape != tape.norms.shape:
                raise InputError(f"of_norms has the shape {arrays['norms'].shape}, not {tape.norms.shape}", "of_norms")
        self._ensure()
        start = time.perf_counter()
        answer = None
        if tape._generation == self._generation:
            try:
                answer = self.engine.request("generator.vjp", arrays, session=self._session, tape=tape._id)
            except InputError as refused:
                if refused.field != "tape":
                    raise
        if answer is None:
            # The engine of that pass is gone, or has forgotten it for newer ones: the pass is made again.
            again = self.forward(tape._z, tape._weights)
            answer = self.engine.request("generator.vjp", arrays, session=self._session, tape=again._id)
        self.report.gradients += 1
        self.report.gradient_seconds += time.perf_counter() - start
        return answer.arrays["weights"], answer.arrays["z"]

    # --- rates ---

    def benchmark(self, batches: list[int] | tuple[int, ...] = (1, 4, 8, 16, 32)) -> list[dict[str, Any]]:
        """Samples a second of each strategy at some batch sizes, measured in the engine, without the way to it."""
        self._ensure()
        answer = self.engine.request(
            "generator.benchmark", {"batches": np.asarray(batches, dtype=np.float64)}, session=self._session
        )
        return list(answer.head["rates"])

    def performance_report(self) -> Report:
        """Calls, samples and rates so far, by strategy."""
        return self.report

    # --- files ---

    def save(self, file: str | Path) -> None:
        """Writes the weights as an .npz of ``circuit`` and ``encoder``, which every command reads."""
        path = Path(file)
        if path.suffix != ".npz":
            raise InputError(f"file = {path}: must end in .npz", "file")
        circuit = self.circuit_weights
        np.savez(path, circuit=self._weights[:circuit], encoder=self._weights[circuit:])

    def load(self, file: str | Path) -> Generator:
        """Takes the weights of a file that :meth:`save` or a training run wrote."""
        with np.load(file) as arrays:
            if "circuit" not in arrays:
                raise InputError(f"{file}: has no array 'circuit': it is not a file of weights", "file")
            encoder = arrays["encoder"] if "encoder" in arrays else np.empty(0)
            self.weights = np.concatenate([arrays["circuit"], encoder])
        return self

    # --- autograd ---

    def torch(self, **options: Any) -> Any:
        """A ``torch.nn.Module`` whose parameters are the weights."""
        from .torch import GeneratorLayer

        return GeneratorLayer(self, **options)

    def jax(self) -> Any:
        """A function (weights, z) -> samples for JAX: jit, grad and vmap go through it."""
        from .jax import generator_function

        return generator_function(self)

    def tf(self) -> Any:
        """A function (weights, z) -> samples for TensorFlow, with its gradient."""
        from .tf import generator_function

        return generator_function(self)

    # --- inside ---

    def _start(self, engine: Engine, report: Report) -> None:
        self.engine = engine
        self.report = report
        self._generation = -1
        self._session = 0
        self._density = None
        self._ensure()

    def _with_readout(self, readout: str, grid: Grid | None) -> Generator:
        """The same generator, read another way."""
        twin = Generator.__new__(Generator)
        kept: dict[str, Any] = {
            name: self._open[name] for name in ("generator", "seed", "workers") if name in self._open
        }
        twin._open = {**kept, "readout": readout, **({"grid": grid._json()} if grid is not None else {})}
        twin._start(self.engine, self.report)
        return twin

    def _weights_to_send(self, weights: ArrayLike | None) -> dict[str, Floats]:
        given = self._weights if weights is None else np.asarray(weights, dtype=np.float64)
        if given.shape != self._weights.shape:
            raise InputError(f"weights has the shape {given.shape}, not {self._weights.shape}", "weights")
        return {"weights": given}

    def _latent(self, z: ArrayLike) -> Floats:
        rows = np.ascontiguousarray(z, dtype=np.float64)
        if rows.ndim == 1 and rows.shape[0] == self.latent_dim:
            rows = rows[None, :]
        if rows.ndim != 2 or rows.shape[1] != self.latent_dim:
            raise InputError(f"z has the shape {rows.shape}, not (samples, {self.latent_dim})", "z")
        return rows

    def _ensure(self) -> None:
        """Opens the generator in the engine, again where that is a new process."""
        generation = self.engine.ensure()
        if generation == self._generation:
            return
        answer = self.engine.request("generator.open", open=self._open)
        head = answer.head
        self._session = head["session"]
        self.engine.close_with(self, self._session)
        first_time = self._generation < 0
        self._generation = generation
        #: Numbers a sample.
        self.columns = int(head["columns"])
        #: Numbers in a latent vector.
        self.latent_dim = int(head["latentDim"])
        #: Of the circuit, which stand first among the weights.
        self.circuit_weights = int(head["circuitWeights"])
        #: Names of the columns, where there are not too many.
        self.names: list[str] = list(head.get("names", []))
        self._summary = str(head["summary"])
        if first_time:
            self._weights = answer.arrays["weights"].copy()

    def __getstate__(self) -> dict[str, Any]:
        return {"open": self._open, "weights": self._weights, "engine": self.engine}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self._open = state["open"]
        self._start(state["engine"], Report())
        self._weights = state["weights"]
