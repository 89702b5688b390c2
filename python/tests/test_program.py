"""Programs against closed formulas, hbar = 2."""

from __future__ import annotations

import numpy as np
import pytest

import everycore as ec
from everycore.ops import (
    GKP,
    Amplifier,
    BSgate,
    Catstate,
    CXgate,
    Dgate,
    Fock,
    Gaussian,
    GaussianChannel,
    Interferometer,
    LossChannel,
    MeasureFock,
    MeasureX,
    Pgate,
    PhaseNoise,
    Rgate,
    S2gate,
    Sgate,
    SNAPgate,
    Thermal,
    Xgate,
    Zgate,
)


def test_displacement_and_squeezing(engine: ec.Engine) -> None:
    prog = ec.Program(1)
    with prog.context as q:
        Sgate(0.4) | q[0]
        Dgate(0.7, 0.3) | q[0]
    state = prog.run(40, engine=engine)
    assert state.is_pure
    assert state.mean_x[0] == pytest.approx(1.4 * np.cos(0.3), abs=1e-10)
    assert state.mean_p[0] == pytest.approx(1.4 * np.sin(0.3), abs=1e-10)
    assert state.var_x[0] == pytest.approx(np.exp(-0.8), abs=1e-9)
    assert state.quadrature(0, np.pi / 2) == pytest.approx((1.4 * np.sin(0.3), np.exp(0.8)), abs=1e-8)
    assert state.mean_photon(0)[0] == pytest.approx(np.sinh(0.4) ** 2 + 0.49, abs=1e-9)


def test_shifts(engine: ec.Engine) -> None:
    prog = ec.Program(1)
    with prog.context as q:
        Xgate(0.6) | q[0]
        Zgate(-0.8) | q[0]
    state = prog.run(20, engine=engine)
    assert (state.mean_x[0], state.mean_p[0]) == pytest.approx((0.6, -0.8), abs=1e-10)


def test_hong_ou_mandel(engine: ec.Engine) -> None:
    prog = ec.Program(2)
    with prog.context as q:
        Fock(1) | q[0]
        Fock(1) | q[1]
        BSgate() | (q[0], q[1])
    state = prog.run(4, engine=engine)
    assert state.fock_prob([1, 1]) == pytest.approx(0, abs=1e-14)
    assert state.fock_prob([2, 0]) == pytest.approx(0.5)


def test_inverse(engine: ec.Engine) -> None:
    prog = ec.Program(2)
    with prog.context as q:
        for op in (S2gate(0.3, 0.2), CXgate(0.2), BSgate(0.4, 0.1)):
            op | (q[0], q[1])
        Pgate(0.1) | q[0]
        Pgate(0.1).H | q[0]
        for op in (BSgate(0.4, 0.1), CXgate(0.2), S2gate(0.3, 0.2)):
            op.H | (q[0], q[1])
    state = prog.run(20, engine=engine)
    vacuum = np.zeros((20, 20))
    vacuum[0, 0] = 1
    assert state.fidelity(vacuum) == pytest.approx(1, abs=1e-4)


def test_mixed_states(engine: ec.Engine) -> None:
    prog = ec.Program(1)
    with prog.context as q:
        Fock(2) | q[0]
        LossChannel(0.3) | q[0]
    state = prog.run(5, engine=engine)
    assert not state.is_pure
    assert state.photon_distribution(0) == pytest.approx([0.49, 0.42, 0.09, 0, 0], abs=1e-12)
    assert state.purity() == pytest.approx(0.49**2 + 0.42**2 + 0.09**2)
    assert state.parity(0) == pytest.approx(0.49 - 0.42 + 0.09)
    with pytest.raises(ec.InputError, match="no ket"):
        state.ket()


def test_fidelity_of_mixed_states(engine: ec.Engine) -> None:
    def thermal(n: float) -> ec.State:
        prog = ec.Program(1)
        with prog.context as q:
            Thermal(n) | q[0]
        return prog.run(30, engine=engine)

    # Diagonal states: (sum of sqrt(p q))².
    a, b = thermal(0.3), thermal(0.6)
    expected = np.sum(np.sqrt(a.photon_distribution(0) * b.photon_distribution(0))) ** 2
    assert a.fidelity(b) == pytest.approx(expected, abs=1e-9)


def test_reduced_state(engine: ec.Engine) -> None:
    prog = ec.Program(2)
    with prog.context as q:
        S2gate(0.5) | (q[0], q[1])
    state = prog.run(25, engine=engine)
    # One half of a two-mode squeezed vacuum is thermal.
    n = np.sinh(0.5) ** 2
    expected = n ** np.arange(25) / (1 + n) ** np.arange(1, 26)
    assert np.real(np.diag(state.reduced_dm(1))) == pytest.approx(expected, abs=1e-9)
    mixed = ec.Program(2)
    with mixed.context as q:
        S2gate(0.5) | (q[0], q[1])
        LossChannel(1.0) | q[0]
    assert mixed.run(8, engine=engine).reduced_dm(1) == pytest.approx(prog.run(8, engine=engine).reduced_dm(1))


def test_wigner_of_one_photon(engine: ec.Engine) -> None:
    prog = ec.Program(1)
    with prog.context as q:
        Fock(1) | q[0]
    x = np.linspace(-3, 3, 7)
    y = x[:, None] ** 2 + x[None, :] ** 2
    expected = (y - 1) * np.exp(-y / 2) / (2 * np.pi)
    assert prog.run(5, engine=engine).wigner(0, x, x) == pytest.approx(expected, abs=1e-12)


def test_interferometer_and_its_check(engine: ec.Engine) -> None:
    unitary = np.array([[1, 1], [1, -1]]) / np.sqrt(2)
    prog = ec.Program(2)
    with prog.context as q:
        Fock(1) | q[0]
        Interferometer(unitary) | (q[0], q[1])
    assert prog.run(3, engine=engine).mean_n == pytest.approx([0.5, 0.5])
    with prog.context as q:
        Interferometer(2 * unitary) | (q[0], q[1])
    with pytest.raises(ec.InputError, match="unitary"):
        prog.run(3, engine=engine)


def test_free_parameters_and_gradient(engine: ec.Engine) -> None:
    t = ec.param("t")
    prog = ec.Program(2)
    with prog.context as q:
        Sgate(0.3) | q[0]
        BSgate(2 * t + ec.param("s") ** 2, ec.sin(t)) | (q[0], q[1])
        Rgate(-t / 3) | q[1]
    assert prog.free_parameters == ["s", "t"]
    compiled = prog.compile(8, engine=engine)
    target = np.random.default_rng(0).normal(size=(8, 8)) / 8

    def loss(args: dict[str, float]) -> float:
        return float(abs(np.vdot(target, compiled.ket(args))) ** 2)

    at = {"s": 0.4, "t": 0.7}
    overlap = np.vdot(target, compiled.ket(at))
    gradient = compiled.vjp(at, 2 * overlap * target)
    for name in at:
        up, down = dict(at), dict(at)
        up[name] += 1e-5
        down[name] -= 1e-5
        assert gradient[name] == pytest.approx((loss(up) - loss(down)) / 2e-5, abs=1e-8)
    with pytest.raises(KeyError, match="free parameter s"):
        prog.run(5, {"t": 1.0}, engine=engine)
    with pytest.raises(ec.InputError, match="no parameter 'u'"):
        prog.run(5, {"t": 1.0, "s": 1.0, "u": 1.0}, engine=engine)


def test_blackbird_there_and_back(engine: ec.Engine) -> None:
    prog = ec.Program(2)
    with prog.context as q:
        Catstate(0.8) | q[0]
        BSgate(ec.param("t"), 0.2) | (q[0], q[1])
    text = prog.to_blackbird({"t": 0.5}, engine=engine)
    again = ec.Program.from_blackbird(text, engine=engine)
    assert np.array_equal(again.run(6, engine=engine).ket(), prog.run(6, {"t": 0.5}, engine=engine).ket())


def test_shots(engine: ec.Engine) -> None:
    prog = ec.Program(2)
    with prog.context as q:
        S2gate(0.6) | (q[0], q[1])
        MeasureFock() | (q[0], q[1])
    shots = prog.shots(500, cutoff=15, seed=1, engine=engine)
    assert len(shots) == 500
    assert np.array_equal(shots.rows[:, 0], shots.rows[:, 1])
    assert np.array_equal(prog.shots(100, 15, seed=1, first=100, engine=engine).rows, shots.rows[100:200])
    homodyne = ec.Program(1)
    with homodyne.context as q:
        Sgate(0.5) | q[0]
        MeasureX | q[0]
    assert np.std(homodyne.shots(4000, 10, engine=engine).rows) == pytest.approx(np.exp(-0.5), rel=0.05)


def test_draws_of_a_state(engine: ec.Engine) -> None:
    prog = ec.Program(1)
    with prog.context as q:
        Fock(3) | q[0]
    assert np.all(prog.run(5, engine=engine).draw("photons", 20) == 3)


def test_gaussian_states_need_no_cutoff(engine: ec.Engine) -> None:
    prog = ec.Program(3)
    with prog.context as q:
        for mode in range(3):
            Sgate(1.0 + mode) | q[mode]
    covariance = prog.run_gaussian(engine=engine).covariance
    assert np.diag(covariance)[:3] == pytest.approx(np.exp(-2 * np.arange(1, 4)))


def test_programs_say_what_is_wrong(engine: ec.Engine) -> None:
    prog = ec.Program(2)
    with pytest.raises(ec.InputError, match="takes 2 parameters"), prog.context as q:
        Dgate(1, 2, 3) | q[0]
    with pytest.raises(ec.InputError, match="acts on 2 modes"), prog.context as q:
        BSgate() | q[0]
    with pytest.raises(ec.InputError, match="twice"), prog.context as q:
        BSgate() | (q[0], q[0])
    with pytest.raises(ec.InputError, match="context"):
        Dgate(0.1) | q[0]


def test_channels_and_states_by_their_matrices(engine: ec.Engine) -> None:
    prog = ec.Program(2)
    with prog.context as q:
        Amplifier(1.5) | q[0]
        Gaussian([[3.0, 0.0], [0.0, 3.0]], [0.4, -0.2]) | q[1]
        GaussianChannel(np.sqrt(0.5) * np.eye(2), 0.5 * np.eye(2)) | q[1]
        PhaseNoise(0.3) | q[0]
    state = prog.run(14, engine=engine)
    # Amplified vacuum has G - 1 photons; half of a thermal photon's variance of 3 and half of the vacuum's make 2.
    assert state.mean_photon(0)[0] == pytest.approx(0.5, abs=1e-4)
    assert state.var_x[1] == pytest.approx(2.0, abs=1e-2)
    assert state.mean_x[1] == pytest.approx(0.4 * np.sqrt(0.5), abs=1e-3)


def test_snap_and_gkp(engine: ec.Engine) -> None:
    prog = ec.Program(2)
    with prog.context as q:
        Fock(1) | q[0]
        SNAPgate(0.0, 0.5) | q[0]
        GKP((0.0, 0.0), 0.3) | q[1]
    state = prog.run(24, engine=engine)
    assert state.mean_photon(0)[0] == pytest.approx(1.0, abs=1e-4)
    # A square lattice is even in x, and its peaks at 0 and 2 √(2π) apart are wider than the vacuum in all.
    assert state.mean_x[1] == pytest.approx(0.0, abs=1e-12)
    assert state.var_x[1] > 1.0
