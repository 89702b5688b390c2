"""Generators: the bits of the command, gradients against differences, errors that name what is wrong."""

from __future__ import annotations

import pickle
import subprocess
from pathlib import Path

import numpy as np
import pytest

import everycore as ec
from everycore import _launcher


def small(engine: ec.Engine, **options: object) -> ec.Generator:
    return ec.Generator(**{"modes": 2, "cutoff": 5, "layers": 1, "seed": 3, "engine": engine, **options})  # type: ignore[arg-type]


def latent(generator: ec.Generator, n: int = 5) -> np.ndarray:
    return np.random.default_rng(1).normal(size=(n, generator.latent_dim))


def test_sample_has_the_bits_of_the_command(engine: ec.Engine, tmp_path: Path) -> None:
    out = tmp_path / "s.npy"
    subprocess.run(
        [_launcher.find(), "sample", "--modes", "2", "--cutoff", "5", "--layers", "1", "--samples", "333", "--seed", "3",
         "--out", str(out)],
        check=True,
        capture_output=True,
    )  # fmt: skip
    ours = small(engine).sample(333)
    assert ours.tobytes() == np.load(out).tobytes()
    assert small(engine).sample(100, first=100).tobytes() == ours[100:200].tobytes()


@pytest.mark.parametrize("strategy", ["sequential", "threading", "cpu_batch", "gpu_batch", "auto"])
def test_strategies_give_the_same_bits(engine: ec.Engine, strategy: str) -> None:
    generator = small(engine, workers=3)
    z = latent(generator, 40)
    assert generator.generate(z, strategy).tobytes() == generator(z).tobytes()


@pytest.mark.parametrize("encoding", ec.ENCODINGS)
@pytest.mark.parametrize("readout", ["x", "xp", "photon_number"])
def test_gradient_by_weights_against_differences(engine: ec.Engine, encoding: str, readout: str) -> None:
    generator = small(engine, encoding=encoding, readout=readout, cutoff=4)
    z = latent(generator, 3)
    cotangents = np.random.default_rng(2).normal(size=(3, generator.columns))
    by_weights, _ = generator.vjp(z, cotangents)
    weights = generator.weights
    step = 1e-5
    for at in range(0, len(weights), max(1, len(weights) // 12)):
        up, down = weights.copy(), weights.copy()
        up[at] += step
        down[at] -= step
        difference = np.sum(cotangents * (generator(z, up) - generator(z, down))) / (2 * step)
        assert by_weights[at] == pytest.approx(difference, abs=1e-7)


@pytest.mark.parametrize("encoding", ec.ENCODINGS)
def test_gradient_by_z_against_differences(engine: ec.Engine, encoding: str) -> None:
    generator = small(engine, encoding=encoding, cutoff=4)
    z = latent(generator, 2)
    cotangents = np.random.default_rng(2).normal(size=(2, generator.columns))
    _, by_z = generator.vjp(z, cotangents)
    step = 1e-5
    for at in np.ndindex(*z.shape):
        up, down = z.copy(), z.copy()
        up[at] += step
        down[at] -= step
        difference = np.sum(cotangents * (generator(up) - generator(down))) / (2 * step)
        assert by_z[at] == pytest.approx(difference, abs=1e-7)


def test_density_is_a_density(engine: ec.Engine) -> None:
    generator = small(engine, cutoff=8)
    density = generator.density(latent(generator, 2), ec.Grid(-6, 6, 81))
    assert density.shape == (2, 81, 81)
    assert density.min() >= -1e-12
    assert density.sum(axis=(1, 2)) * (12 / 80) ** 2 == pytest.approx([1, 1], abs=1e-2)


def test_weights_are_kept_saved_and_loaded(engine: ec.Engine, tmp_path: Path) -> None:
    generator = small(engine, encoding="classical_neural")
    z = latent(generator)
    before = generator(z)
    generator.save(tmp_path / "w.npz")
    generator.weights = generator.weights * 0.5
    assert not np.array_equal(generator(z), before)
    assert np.array_equal(generator.load(tmp_path / "w.npz")(z), before)
    with pytest.raises(ec.InputError, match=r"weights has the shape \(3,\)"):
        generator.weights = np.zeros(3)
    bad = generator.weights
    bad[2] = np.nan
    with pytest.raises(ec.InputError, match=r"weights\[2\] = nan"):
        generator.weights = bad


def test_errors_name_what_is_wrong(engine: ec.Engine) -> None:
    with pytest.raises(ec.InputError, match="modes"):
        ec.Generator(modes=0, engine=engine)
    with pytest.raises(ec.InputError, match="encoding"):
        ec.Generator(encoding="nonsense", engine=engine)
    generator = small(engine)
    with pytest.raises(ec.InputError, match=r"z has the shape \(2, 3\), not \(samples, 4\)"):
        generator(np.zeros((2, 3)))
    with pytest.raises(ec.InputError, match=r"z\[1\]\[0\]"):
        generator([[0, 0, 0, 0], [np.inf, 0, 0, 0]])
    with pytest.raises(ec.InputError, match="strategy"):
        generator.generate(np.zeros((1, 4)), "fastest")
    with pytest.raises(ec.InputError, match="cotangents has the shape"):
        generator.vjp(np.zeros((2, 4)), np.zeros((1, 2)))


def test_no_samples_are_no_samples(engine: ec.Engine) -> None:
    generator = small(engine)
    assert generator(np.empty((0, 4))).shape == (0, 2)
    assert generator.sample(0).shape == (0, 2)


def test_report_counts(engine: ec.Engine) -> None:
    generator = small(engine)
    generator.generate(latent(generator, 4), "sequential")
    generator.generate(latent(generator, 40), "auto")
    report = generator.performance_report()
    assert report.calls == {"sequential": 1, "cpu_batch": 1}
    assert report.total_executions == 2
    assert report.samples_per_second > 0
    assert "cpu_batch" in str(report)


def test_pickled_and_back(engine: ec.Engine) -> None:
    generator = small(engine)
    generator.weights = generator.weights * 0.9
    copy = pickle.loads(pickle.dumps(generator))
    try:
        assert np.array_equal(copy(latent(generator)), generator(latent(generator)))
    finally:
        copy.engine.close()
