"""Training, fitting and sweeps: the commands ``everycore train``, ``fit`` and ``sweep``, watched live."""

from __future__ import annotations

import csv
import json
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import _launcher
from .radio import _flags


class Run:
    """A run folder, of a run that goes on or has ended."""

    def __init__(self, folder: str | Path, process: subprocess.Popen[bytes] | None = None, errors: Any = None) -> None:
        self.folder = Path(folder)
        self._process = process
        self._errors = errors

    @property
    def running(self) -> bool:
        """Whether it goes on."""
        return self._process is not None and self._process.poll() is None

    @property
    def history(self) -> dict[str, NDArray[np.float64]]:
        """The columns of history.csv so far, one row a validated epoch."""
        file = self.folder / "history.csv"
        if not file.is_file():
            return {}
        with file.open(newline="") as lines:
            rows = list(csv.DictReader(lines))
        if not rows:
            return {}
        return {name: np.array([_float(row[name]) for row in rows]) for name in rows[0]}

    def live(self, every: float = 0.2) -> Iterator[dict[str, float]]:
        """Rows of the history as they come, until the run ends."""
        seen = 0
        while True:
            running = self.running
            history = self.history
            count = len(next(iter(history.values()))) if history else 0
            for row in range(seen, count):
                yield {name: float(column[row]) for name, column in history.items()}
            seen = count
            if not running:
                self.wait()
                return
            time.sleep(every)

    @property
    def config(self) -> dict[str, Any]:
        """run.json: what was asked for, and what came out."""
        return dict(json.loads((self.folder / "run.json").read_text()))

    @property
    def weights(self) -> NDArray[np.float64]:
        """The chosen weights, circuit first, as ``Generator.weights`` takes them."""
        with np.load(self.folder / "weights.npz") as arrays:
            return np.concatenate([arrays["circuit"], arrays["encoder"]])

    def wait(self) -> Run:
        """Until it ends; fails as the command did."""
        if self._process is not None:
            status = self._process.wait()
            if status:
                self._errors.seek(0)
                raise _launcher.failure(self._errors.read().decode("utf-8", "replace"), status)
        return self

    def stop(self) -> None:
        """Stops it; it can be resumed."""
        if self.running:
            assert self._process is not None
            self._process.terminate()
            self._process.wait()

    def __repr__(self) -> str:
        return f"Run({str(self.folder)!r}{', running' if self.running else ''})"


def train(
    family: str | Path = "ring",
    *,
    out: str | Path | None = None,
    on_row: Callable[[dict[str, float]], Any] | None = None,
    wait: bool = True,
    **options: str | int | bool,
) -> Run:
    """Trains a generator, as the command ``everycore train`` does.

    :param family: ring, gaussian, correlated, four_gaussians, vibronic, or a file of your data
    :param out: the run's folder; a new one unless given
    :param on_row: called with each new row of the history
    :param wait: until it ends; else the run comes back at once, and ``run.live()`` watches it
    :param options: of the command, with underscores for hyphens: ``train("ring", modes=3, epochs=500, seed=1)``
    """
    return _start("train", ["--family", str(family)], out, on_row, wait, options)


@dataclass(frozen=True)
class Fit:
    """What a fit came to.

    :ivar fidelity: of the best start; of a gate that of the process on its inputs
    :ivar fidelities: of every start
    :ivar weights: of the best circuit
    :ivar report: all that ``everycore fit --json`` says
    """

    fidelity: float
    fidelities: NDArray[np.float64]
    norm: float
    weights: NDArray[np.float64]
    report: dict[str, Any]


def fit(target: str, *, cutoff: int, layers: int, out: str | Path | None = None, **options: str | int | bool) -> Fit:
    """Fits a state or a gate, as the command ``everycore fit`` does: ``fit("on", cutoff=14, layers=20, starts=4)``.

    :param target: fock, on, noon, cat, gkp, gkp_hex, random, file, cross_kerr, cubic_phase, qft or random_gate
    :param out: an .npz for the weights; kept in memory alone unless given
    :param options: of the command, with underscores for hyphens
    """
    with tempfile.TemporaryDirectory(prefix="everycore-fit-") as folder:
        file = Path(out) if out is not None else Path(folder) / "fit.npz"
        asked = _flags({"cutoff": cutoff, "layers": layers, **options})
        report = _launcher.run_json(["fit", target, *asked, "--out", str(file)])
        with np.load(file) as arrays:
            weights, fidelities = arrays["circuit"], arrays["fidelities"]
    return Fit(float(report["fidelity"]), fidelities, float(report["norm"]), weights, report)


class Sweep(Run):
    """A sweep's folder, of one that goes on or has ended."""

    @property
    def report(self) -> dict[str, Any]:
        """``leaderBoard`` and ``runs``, as far as they have come."""
        return dict(_launcher.run_json(["sweep", "report", str(self.folder)]))

    @property
    def best(self) -> str:
        """The setting with the least median."""
        return str(self.report["leaderBoard"][0]["label"])


def sweep(
    spec: str | Path | dict[str, Any], *, out: str | Path | None = None, wait: bool = True, **options: str | int | bool
) -> Sweep:
    """Runs a sweep, as the command ``everycore sweep`` does.

    :param spec: a file, or what would stand in one: ``{"base": {...}, "data": {...}, "over": {...}, "seeds": [...]}``
    """
    folder = Path(out) if out is not None else Path(tempfile.mkdtemp(prefix="everycore-sweep-"))
    if isinstance(spec, dict):
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / "asked.json"
        file.write_text(json.dumps(spec))
    else:
        file = Path(spec)
    run = _start("sweep", [str(file)], folder, None, wait, options)
    return Sweep(run.folder, run._process, run._errors)


def _start(
    command: str,
    arguments: list[str],
    out: str | Path | None,
    on_row: Callable[[dict[str, float]], Any] | None,
    wait: bool,
    options: dict[str, str | int | bool],
) -> Run:
    folder = Path(out) if out is not None else Path(tempfile.mkdtemp(prefix=f"everycore-{command}-"))
    errors = tempfile.TemporaryFile()
    process = subprocess.Popen(
        [_launcher.find(), command, *arguments, *_flags(options), "--out", str(folder)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=errors,
        env=_launcher.environment(),
    )
    run = Run(folder, process, errors)
    if not wait:
        return run
    try:
        for row in run.live():
            if on_row is not None:
                on_row(row)
    except BaseException:
        run.stop()
        raise
    return run


def _float(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return float("nan")
