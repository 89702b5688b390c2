"""Operations of programs, by the names of Strawberry Fields; hbar = 2.

Parameters are numbers or expressions of :func:`everycore.param`. ``op | q[0]`` or ``op | (q[0], q[1])`` puts one into the
program whose context is open.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from ._parameters import Number
from .errors import InputError


class Mode:
    """An optical mode of a program."""

    __slots__ = ("_program", "index")

    def __init__(self, program: Any, index: int) -> None:
        self._program = program
        self.index = index

    def __repr__(self) -> str:
        return f"q[{self.index}]"


class Operation:
    """An operation with its parameters, not yet on any mode."""

    name = ""
    parameters = 0
    modes = 1

    def __init__(self, *params: Number, **extras: Any) -> None:
        if len(params) != self.parameters:
            raise InputError(f"{type(self).__name__} takes {self.parameters} parameters, not {len(params)}", "params")
        self.params: tuple[Number, ...] = params
        self.extras = extras
        self.inverse = False

    @property
    def H(self) -> Operation:
        """The inverse (adjoint) operation."""
        other = self._adjoint()
        if other is None:
            raise InputError(f"{type(self).__name__} has no inverse", "H")
        return other

    def _adjoint(self) -> Operation | None:
        return None

    def __or__(self, modes: Mode | Sequence[Mode]) -> None:
        listed = [modes] if isinstance(modes, Mode) else list(modes)
        if not listed:
            raise InputError(f"{type(self).__name__} is put on no mode", "modes")
        if self.modes and len(listed) != self.modes:
            raise InputError(f"{type(self).__name__} acts on {self.modes} modes, not {len(listed)}", "modes")
        listed[0]._program._append(self, [mode.index for mode in listed])

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(map(str, self.params))})"


def _negated(position: int) -> Any:
    def adjoint(self: Operation) -> Operation:
        params = list(self.params)
        params[position] = -params[position]
        return type(self)(*params, **self.extras)

    return adjoint


def _kind(
    name: str, doc: str, defaults: tuple[float | None, ...], modes: int = 1, adjoint: int | None = None
) -> type[Operation]:
    """A class of operations whose parameters may have defaults (None for those without one)."""

    def init(self: Operation, *params: Number) -> None:
        given = list(params) + [value for value in defaults[len(params) :] if value is not None]
        if len(params) > len(defaults) or len(given) != len(defaults):
            raise InputError(f"{name} takes {len(defaults)} parameters, not {len(params)}", "params")
        Operation.__init__(self, *given)

    members: dict[str, Any] = {
        "name": name,
        "parameters": len(defaults),
        "modes": modes,
        "__doc__": doc,
        "__init__": init,
        "__module__": __name__,
    }
    if adjoint is not None:
        members["_adjoint"] = _negated(adjoint)
    return type(name, (Operation,), members)


Dgate = _kind("Dgate", "exp(alpha a† - alpha* a), alpha = r e^{i phi}: r, phi = 0.", (None, 0.0), adjoint=0)
Xgate_doc = "Moves x by its parameter: Dgate(x / 2)."
Sgate = _kind("Sgate", "exp((zeta* a² - zeta a†²) / 2), zeta = r e^{i phi}: r, phi = 0.", (None, 0.0), adjoint=0)
Rgate = _kind("Rgate", "exp(i phi n): phi in radians.", (None,), adjoint=0)
BSgate = _kind(
    "BSgate",
    "exp(theta (e^{i phi} a1 a2† - e^{-i phi} a1† a2)): theta = pi/4, phi = 0.",
    (np.pi / 4, 0.0),
    modes=2,
    adjoint=0,
)
S2gate = _kind("S2gate", "exp(r (e^{i phi} a1† a2† - h.c.)): r, phi = 0.", (None, 0.0), modes=2, adjoint=0)
MZgate = _kind("MZgate", "A Mach-Zehnder interferometer: phi_in, phi_ex.", (None, None), modes=2)
Pgate = _kind("Pgate", "exp(i s x² / (2 hbar)): s.", (None,), adjoint=0)
CXgate = _kind("CXgate", "exp(-i s x1 p2 / hbar): s = 1.", (1.0,), modes=2, adjoint=0)
CZgate = _kind("CZgate", "exp(i s x1 x2 / hbar): s = 1.", (1.0,), modes=2, adjoint=0)
Kgate = _kind("Kgate", "exp(i kappa n²): kappa.", (None,), adjoint=0)
CKgate = _kind("CKgate", "exp(i kappa n1 n2): kappa.", (None,), modes=2, adjoint=0)
Vgate = _kind("Vgate", "exp(i gamma x³ / (3 hbar)): gamma.", (None,), adjoint=0)
Vacuum = _kind("Vacuum", "Puts the mode into the vacuum.", ())
Coherent = _kind("Coherent", "The coherent state D(r, phi)|0>: r = 0, phi = 0.", (0.0, 0.0))
Squeezed = _kind("Squeezed", "The squeezed vacuum S(r, phi)|0>: r = 0, phi = 0.", (0.0, 0.0))
DisplacedSqueezed = _kind("DisplacedSqueezed", "D(r_d, phi_d) S(r_s, phi_s)|0>: all 0.", (0.0, 0.0, 0.0, 0.0))
Fock = _kind("Fock", "The number state |n>: n = 0.", (0.0,))
Catstate = _kind("Catstate", "(|alpha> + e^{i pi p}|-alpha>) / norm: a = 0, phi = 0, p = 0.", (0.0, 0.0, 0.0))
Thermal = _kind("Thermal", "The thermal state of mean photon number n: n = 0.", (0.0,))
LossChannel = _kind("LossChannel", "Photon loss: transmissivity T in [0, 1].", (None,))
ThermalLossChannel = _kind("ThermalLoss", "Loss into a bath: transmissivity, mean photon number.", (None, None))

Amplifier = _kind("Amplifier", "Quantum-limited amplification: gain G of at least 1.", (None,))
ThermalAmplifier = _kind("ThermalAmplifier", "Amplification: gain, mean photon number of the idler.", (None, None))
PhaseNoise = _kind("PhaseNoise", "A rotation by a normal random angle: its standard deviation.", (None,))


class SNAPgate(Operation):
    """exp(i sum of theta_n |n><n|): the phases of 0, 1, ... photons."""

    name = "SNAPgate"

    def __init__(self, *theta: Number) -> None:
        self.parameters = max(1, len(theta))
        super().__init__(*theta)

    def _adjoint(self) -> Operation:
        return SNAPgate(*(-value for value in self.params))


class GKP(Operation):
    """The Gottesman-Kitaev-Preskill state of finite energy: state = (theta, phi), epsilon; the square lattice."""

    name = "GKP"
    parameters = 3

    def __init__(self, state: Sequence[Number] = (0.0, 0.0), epsilon: Number = 0.2) -> None:
        if len(state) != 2:
            raise InputError(f"state has {len(state)} numbers: must be theta and phi", "state")
        super().__init__(state[0], state[1], epsilon)


class Gaussian(Operation):
    """The Gaussian state of covariance V and means r (zeros) of (x1.., p1..) of the listed modes."""

    name = "Gaussian"
    modes = 0

    def __init__(self, V: ArrayLike, r: ArrayLike | None = None) -> None:
        extras: dict[str, Any] = {"V": np.asarray(V, dtype=np.float64).tolist()}
        if r is not None:
            extras["r"] = np.asarray(r, dtype=np.float64).tolist()
        super().__init__(**extras)


class GaussianChannel(Operation):
    """V becomes X V X^T + Y, the means r become X r + d, of (x1.., p1..) of the listed modes."""

    name = "GaussianChannel"
    modes = 0

    def __init__(self, X: ArrayLike, Y: ArrayLike, d: ArrayLike | None = None) -> None:
        extras: dict[str, Any] = {
            "X": np.asarray(X, dtype=np.float64).tolist(),
            "Y": np.asarray(Y, dtype=np.float64).tolist(),
        }
        if d is not None:
            extras["d"] = np.asarray(d, dtype=np.float64).tolist()
        super().__init__(**extras)


class Xgate(Dgate):  # type: ignore[valid-type, misc]
    __doc__ = Xgate_doc

    def __init__(self, x: Number) -> None:
        Dgate.__init__(self, x / 2, 0.0)
        self.name = "Dgate"

    def _adjoint(self) -> Operation:
        return Dgate(-self.params[0], 0.0)


class Zgate(Dgate):  # type: ignore[valid-type, misc]
    """Moves p by its parameter: Dgate(p / 2, pi / 2)."""

    def __init__(self, p: Number) -> None:
        Dgate.__init__(self, p / 2, np.pi / 2)
        self.name = "Dgate"

    def _adjoint(self) -> Operation:
        return Dgate(-self.params[0], np.pi / 2)


class Interferometer(Operation):
    """A passive unitary U on the listed modes: a_i† becomes the sum over j of U_ji a_j†.

    ``mesh``: rectangular, triangular or rectangular_symmetric.
    """

    name = "Interferometer"
    modes = 0

    def __init__(self, U: ArrayLike, mesh: str = "rectangular") -> None:
        unitary = np.asarray(U, dtype=np.complex128)
        if unitary.ndim != 2 or unitary.shape[0] != unitary.shape[1]:
            raise InputError(f"U has the shape {unitary.shape}: must be a square", "U")
        super().__init__(unitary_re=unitary.real.tolist(), unitary_im=unitary.imag.tolist(), mesh=mesh)


class GaussianTransform(Operation):
    """A symplectic matrix S on (x1.., p1..) of the listed modes, and an optional displacement d."""

    name = "GaussianTransform"
    modes = 0

    def __init__(self, S: ArrayLike, d: ArrayLike | None = None) -> None:
        extras: dict[str, Any] = {"S": np.asarray(S, dtype=np.float64).tolist()}
        if d is not None:
            extras["d"] = np.asarray(d, dtype=np.float64).tolist()
        super().__init__(**extras)


class Ket(Operation):
    """A given ket of the listed modes, in C order, the first mode slowest."""

    name = "Ket"
    modes = 0

    def __init__(self, ket: ArrayLike) -> None:
        flat = np.asarray(ket, dtype=np.complex128).ravel()
        super().__init__(re=flat.real.tolist(), im=flat.imag.tolist())


class DensityMatrix(Operation):
    """A given density matrix of the listed modes."""

    name = "DensityMatrix"
    modes = 0

    def __init__(self, dm: ArrayLike) -> None:
        matrix = np.asarray(dm, dtype=np.complex128)
        super().__init__(re=matrix.real.tolist(), im=matrix.imag.tolist())


class _Measurement(Operation):
    modes = 0

    def __init__(self, *params: Number, select: Any = None) -> None:
        self.parameters = len(params)
        super().__init__(*params)
        if select is not None:
            listed = list(np.ravel(np.asarray(select)))
            self.extras["select"] = [
                part for value in listed for part in ([value.real, value.imag] if np.iscomplexobj(value) else [value])
            ]
            self.extras["select"] = [float(value) for value in self.extras["select"]]


class MeasureFock(_Measurement):
    """Photon numbers of the listed modes; ``select`` post-selects."""

    name = "MeasureFock"

    def __init__(self, select: Any = None) -> None:
        super().__init__(select=select)


class MeasureThreshold(_Measurement):
    """Click or no click on each listed mode."""

    name = "MeasureThreshold"

    def __init__(self, select: Any = None) -> None:
        super().__init__(select=select)


class MeasureHomodyne(_Measurement):
    """The quadrature x cos phi + p sin phi."""

    name = "MeasureHomodyne"
    modes = 1

    def __init__(self, phi: Number = 0.0, select: Any = None) -> None:
        super().__init__(phi, select=select)


class MeasureHeterodyne(_Measurement):
    """Both quadratures at once: a draw of alpha from the Husimi function."""

    name = "MeasureHeterodyne"
    modes = 1

    def __init__(self, select: Any = None) -> None:
        super().__init__(select=select)


class _Shortcut:
    """An operation without parameters that is written without brackets, such as ``MeasureX | q[0]``."""

    def __init__(self, make: Any) -> None:
        self._make = make

    def __call__(self, **options: Any) -> Operation:
        made: Operation = self._make(**options)
        return made

    def __or__(self, modes: Mode | Sequence[Mode]) -> None:
        self._make() | modes


#: The position quadrature.
MeasureX = _Shortcut(lambda select=None: MeasureHomodyne(0.0, select=select))
#: The momentum quadrature.
MeasureP = _Shortcut(lambda select=None: MeasureHomodyne(np.pi / 2, select=select))
#: Heterodyne detection.
MeasureHD = _Shortcut(lambda select=None: MeasureHeterodyne(select=select))
#: The vacuum.
Vac = _Shortcut(lambda: Vacuum())

_ALL = {
    kind.name: kind
    for kind in (
        Dgate, Sgate, Rgate, BSgate, S2gate, MZgate, Pgate, CXgate, CZgate, Kgate, CKgate, Vgate, Vacuum, Coherent,
        Squeezed, DisplacedSqueezed, Fock, Catstate, Thermal, LossChannel, ThermalLossChannel, Amplifier,
        ThermalAmplifier, PhaseNoise, SNAPgate, MeasureFock, MeasureThreshold, MeasureHomodyne, MeasureHeterodyne,
    )
}  # fmt: skip
