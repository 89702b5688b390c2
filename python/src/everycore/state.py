"""States that programs end in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ._frames import Answer
from .errors import InputError

if TYPE_CHECKING:
    from ._engine import Engine

Floats = NDArray[np.float64]
Complexes = NDArray[np.complex128]

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class State:
    """A state in Fock space: a ket where it is pure, else a density matrix. hbar = 2: the vacuum's variance is 1.

    Nothing is normalised: moments are traces over the cut state, as the command ``everycore circuit run`` gives them.
    """

    def __init__(self, answer: Answer, engine: Engine, circuit: dict[str, Any]) -> None:
        head, arrays = answer.head, answer.arrays
        self.modes: int = head["modes"]
        self.cutoff: int = head["cutoff"]
        #: The trace; 1 - norm is what the cut lost.
        self.norm: float = head["norm"]
        #: Of the post-selected outcomes (a density for homodyne and heterodyne); 1 without any.
        self.probability: float = head["probability"]
        self.mean_x, self.mean_p = arrays["mean_x"], arrays["mean_p"]
        self.var_x, self.var_p = arrays["var_x"], arrays["var_p"]
        self.mean_n, self.var_n = arrays["mean_n"], arrays["var_n"]
        self._engine = engine
        self._circuit = circuit
        self._ket: Complexes | None = None
        self._dm: Complexes | None = None
        if "ket_re" in arrays:
            self._ket = arrays["ket_re"] + 1j * arrays["ket_im"]
        else:
            self._dm = arrays["dm_re"] + 1j * arrays["dm_im"]

    @property
    def is_pure(self) -> bool:
        """Whether it is held as a ket."""
        return self._ket is not None

    def ket(self) -> Complexes:
        """The amplitudes, one axis a mode."""
        if self._ket is None:
            raise InputError("a mixed state has no ket: use dm()")
        return self._ket

    def dm(self) -> Complexes:
        """The density matrix <m|rho|n>, both indices over all modes in C order, mode 0 slowest."""
        if self._dm is not None:
            return self._dm
        flat = self.ket().ravel()
        matrix: Complexes = np.outer(flat, flat.conj())
        return matrix

    def reduced_dm(self, modes: int | list[int]) -> Complexes:
        """The density matrix of some modes, in the order given; the others traced out."""
        kept = [modes] if isinstance(modes, int) else list(modes)
        self._require(kept)
        rest = [mode for mode in range(self.modes) if mode not in kept]
        size = self.cutoff ** len(kept)
        if self._ket is not None:
            moved = np.transpose(self._ket, [*kept, *rest]).reshape(size, -1)
            reduced: Complexes = moved @ moved.conj().T
            return reduced
        shaped = self.dm().reshape([self.cutoff] * (2 * self.modes))
        rows = list(_LETTERS[: self.modes])
        columns = list(_LETTERS[self.modes : 2 * self.modes])
        for mode in rest:
            columns[mode] = rows[mode]
        out = "".join(rows[m] for m in kept) + "".join(columns[m] for m in kept)
        traced = np.einsum("".join(rows) + "".join(columns) + "->" + out, shaped)
        return np.asarray(traced.reshape(size, size))

    def _require(self, modes: list[int]) -> None:
        for mode in modes:
            if not 0 <= mode < self.modes:
                raise InputError(f"mode {mode}: must be 0 to {self.modes - 1}", "modes")
        if len(set(modes)) != len(modes) or not modes:
            raise InputError(f"modes = {modes}: must name some modes, each once", "modes")

    def probabilities(self) -> Floats:
        """Of every joint photon number, one axis a mode."""
        if self._ket is not None:
            return np.asarray(np.abs(self._ket) ** 2)
        return np.real(np.diagonal(self.dm())).reshape([self.cutoff] * self.modes)

    def fock_prob(self, numbers: list[int]) -> float:
        """Of one pattern of photon numbers."""
        return float(self.probabilities()[tuple(numbers)])

    def photon_distribution(self, mode: int) -> Floats:
        """Probabilities of one mode's photon numbers."""
        self._require([mode])
        others = tuple(m for m in range(self.modes) if m != mode)
        return np.asarray(self.probabilities().sum(axis=others))

    def mean_photon(self, mode: int) -> tuple[float, float]:
        """Mean and variance of a mode's photon number."""
        self._require([mode])
        return float(self.mean_n[mode]), float(self.var_n[mode])

    def quadrature(self, mode: int, phi: float = 0.0) -> tuple[float, float]:
        """Mean and variance of x cos phi + p sin phi of a mode."""
        rho = self.reduced_dm(mode)
        n = np.arange(self.cutoff)
        lower = np.exp(-1j * phi)
        mean = 2 * np.real(lower * np.sum(np.sqrt(n[1:]) * np.diagonal(rho, -1)))
        pairs = np.sqrt(n[2:] * (n[2:] - 1.0)) if self.cutoff > 2 else np.empty(0)
        twice = 2 * np.real(lower**2 * np.sum(pairs * np.diagonal(rho, -2))) if self.cutoff > 2 else 0.0
        square = twice + np.real(np.sum((2 * n + 1) * np.diagonal(rho)))
        return float(mean), float(square - mean**2)

    def parity(self, mode: int) -> float:
        """<(-1)^n> of a mode."""
        numbers = self.photon_distribution(mode)
        return float(np.sum(numbers * (-1.0) ** np.arange(self.cutoff)))

    def purity(self) -> float:
        """tr(rho²)."""
        if self._ket is not None:
            return float(self.norm**2)
        return float(np.real(np.sum(self.dm() * self.dm().T)))

    def fidelity(self, other: State | ArrayLike) -> float:
        """With another state or ket: <psi|rho|psi> where one of them is pure, else (tr sqrt(sqrt rho sigma sqrt rho))²."""
        if isinstance(other, State) and other._ket is None:
            if self._ket is not None:
                return other.fidelity(self)
            root = _root(self.dm())
            inner = np.linalg.eigvalsh(root @ other.dm() @ root)
            return float(np.sum(np.sqrt(np.clip(inner, 0, None))) ** 2)
        ket = other.ket().ravel() if isinstance(other, State) else np.asarray(other, dtype=np.complex128).ravel()
        if ket.size != self.cutoff**self.modes:
            raise InputError(f"the other has {ket.size} amplitudes, not {self.cutoff**self.modes}", "other")
        if self._ket is not None:
            return float(abs(np.vdot(ket, self._ket.ravel())) ** 2)
        return float(np.real(np.vdot(ket, self.dm() @ ket)))

    def wigner(self, mode: int, x: ArrayLike, p: ArrayLike) -> Floats:
        """The Wigner function of a mode at every pair of x and p, (len(x), len(p)); its integral over dx dp is the norm."""
        rho = self.reduced_dm(mode)
        answer = self._engine.request(
            "state.wigner", {"dm_re": rho.real, "dm_im": rho.imag, "x": np.asarray(x), "p": np.asarray(p)}
        )
        return answer.arrays["wigner"]

    def draw(self, kind: str, n: int, *, phi: float = 0.0, seed: int = 42, first: int = 0) -> Floats:
        """Joint outcomes of a measurement of every mode, (n, modes): ``photons`` or ``homodyne`` at the angle phi."""
        gates: dict[str, dict[str, Any]] = {
            "photons": {"gate": "MeasureFock", "params": []},
            "homodyne": {"gate": "MeasureHomodyne", "params": [float(phi)]},
        }
        if kind not in gates:
            raise InputError(f"kind = {kind!r}: must be photons or homodyne", "kind")
        measured = {
            **self._circuit,
            "gates": [
                *self._circuit["gates"],
                *({**gates[kind], "modes": [mode]} for mode in range(self.modes)),
            ],
        }
        answer = self._engine.request("circuit.shots", circuit=measured, count=n, seed=seed, first=first)
        return answer.arrays["shots"]

    def __repr__(self) -> str:
        kind = "ket" if self.is_pure else "density matrix"
        return f"State({kind}, modes={self.modes}, cutoff={self.cutoff}, norm={self.norm:.6g})"


class GaussianState:
    """Means and covariance over (x1.., p1..); hbar = 2: the vacuum's covariance is the identity."""

    def __init__(self, answer: Answer) -> None:
        self.modes: int = answer.head["modes"]
        self.mean = answer.arrays["mean"]
        self.covariance = answer.arrays["covariance"]
        self.mean_x, self.mean_p = answer.arrays["mean_x"], answer.arrays["mean_p"]
        self.var_x, self.var_p = answer.arrays["var_x"], answer.arrays["var_p"]
        self.mean_n, self.var_n = answer.arrays["mean_n"], answer.arrays["var_n"]


def _root(matrix: Complexes) -> Complexes:
    values, vectors = np.linalg.eigh(matrix)
    return np.asarray((vectors * np.sqrt(np.clip(values, 0, None))) @ vectors.conj().T)
