"""Training, fits and sweeps, as their commands do them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import everycore as ec

SMALL = {"modes": 2, "cutoff": 4, "layers": 1, "epochs": 120, "seed": 3, "validate_every": 40, "trainer": "energy"}


def test_a_run_leaves_history_weights_and_facts(tmp_path: Path) -> None:
    rows: list[dict[str, float]] = []
    run = ec.train("ring", out=tmp_path / "run", on_row=rows.append, **SMALL)
    assert [row["epoch"] for row in rows] == [40, 80, 120]
    assert list(run.history["epoch"]) == [40, 80, 120]
    assert run.config["report"]["membersHit"] >= 1
    gen = ec.Generator(modes=2, cutoff=4, layers=1, encoding="polar_displacement", seed=3)
    assert run.weights.shape == gen.weights.shape


def test_a_fit_gives_fidelity_and_weights() -> None:
    came = ec.fit("fock", cutoff=5, layers=2, steps=50, starts=2, seed=1)
    assert 0 <= came.fidelity <= 1 and came.fidelity == came.fidelities.max()
    assert came.weights.ndim == 1 and came.weights.size > 0
    with pytest.raises(ec.InputError, match="photon"):
        ec.fit("fock", cutoff=5, layers=2, photons=9)


def test_a_sweep_ranks_its_settings(tmp_path: Path) -> None:
    spec = {
        "base": {"generator": {"modes": 2, "cutoff": 4, "layers": 1}, "trainer": "energy", "epochs": 20},
        "data": {"family": "ring", "points": 12, "training": 10, "validation": 10},
        "over": {"batch": [2, 4]},
        "seeds": [1, 2],
    }
    came = ec.sweep(spec, out=tmp_path / "sweep", workers=1)
    board = came.report["leaderBoard"]
    assert {place["label"] for place in board} == {"batch=2", "batch=4"}
    medians = np.array([place["median"] for place in board])
    assert (np.diff(medians) >= 0).all() and came.best == board[0]["label"]
