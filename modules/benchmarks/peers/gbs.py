#!/usr/bin/env python3
"""Gaussian boson sampling side by side with The Walrus: the same states, the same probabilities, samples a second on one core.

Optional: needs Python 3.10 or newer and pip. The Walrus is installed into a throw-away environment in a temporary folder.

    modules/benchmarks/peers/gbs.py [--quick] [--seconds S] [--python PYTHON]

States: squeezed modes (r between half and one and a half times the one given), a random interferometer, a transmission. The Walrus' samplers are
hafnian_sample_state and torontonian_sample_state, which leave out samples beyond their cutoff and count at most one photon in each of ten parts of a mode that clicks; ours have no
cutoff. Both draw mode after mode by the same rule (Quesada and others 2022), so what is compared is what a step costs. The Walrus compiles at its first calls, which
are not counted; the start of our JVM and its compiling are.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
# (modes, squeezing, transmission, detector, our samples)
CASES = [
    (10, 0.5, 1.0, "photon_number", 200_000),
    (10, 0.5, 0.7, "photon_number", 200_000),
    (20, 0.4, 1.0, "photon_number", 40_000),
    (20, 0.5, 0.7, "photon_number", 40_000),
    (30, 0.4, 1.0, "photon_number", 10_000),
    (10, 0.8, 0.7, "threshold", 40_000),
    (20, 0.6, 0.7, "threshold", 10_000),
    (30, 0.4, 0.7, "threshold", 10_000),
]


def reenter(arguments):
    """Runs this file again under a fresh environment that has the peer."""
    with tempfile.TemporaryDirectory(prefix="peers-") as folder:
        print("installing The Walrus ...", file=sys.stderr)
        venv.create(folder, with_pip=True)
        python = os.path.join(folder, "Scripts" if os.name == "nt" else "bin", "python")
        subprocess.run([python, "-m", "pip", "install", "--quiet", "thewalrus"], check=True)
        return subprocess.run([python, __file__, "--python", python, *arguments]).returncode


def everycore(spec, seed=42, workers=1):
    """Runs a job on so many workers: its report and its rows."""
    import numpy as np

    with tempfile.TemporaryDirectory(prefix="peers-") as folder:
        job = Path(folder) / "job.json"
        out = Path(folder) / "out.npy"
        job.write_text(json.dumps({"kind": "photonics.gbs", "seed": seed, "spec": spec}))
        done = subprocess.run(
            [str(ROOT / "everycore"), "run", str(job), "--strategy", "threading", "--workers", str(workers), "--json", "--out", str(out)],
            capture_output=True,
            text=True,
        )
        if done.returncode != 0:
            raise RuntimeError(done.stderr)
        return json.loads(done.stdout.splitlines()[-1]), np.load(out)


def state(modes, r, transmission):
    """A spec, and the covariance matrix of the same state."""
    import numpy as np
    from scipy.stats import unitary_group

    rng = np.random.default_rng(modes)
    squeezing = r * (0.5 + rng.random(modes))
    u = unitary_group.rvs(modes, random_state=modes)
    s = np.block([[u.real, -u.imag], [u.imag, u.real]])
    v = s @ np.diag(np.concatenate([np.exp(-2 * squeezing), np.exp(2 * squeezing)])) @ s.T
    v = transmission * v + (1 - transmission) * np.eye(2 * modes)
    spec = {
        "squeezing": squeezing.tolist(),
        "unitaryRe": u.real.tolist(),
        "unitaryIm": u.imag.tolist(),
        "transmission": [transmission],
    }
    return spec, (v + v.T) / 2


def differences():
    """The largest difference of probabilities, by kind."""
    import itertools

    import numpy as np
    from thewalrus.quantum import density_matrix_element
    from thewalrus.samples import threshold_detection_prob

    worst = {"photon_number": 0.0, "threshold": 0.0}
    for transmission in (1.0, 0.6):
        spec, v = state(5, 0.5, transmission)
        mean = np.zeros(10)
        numbers = [list(p) for p in itertools.product(range(4), repeat=5) if sum(p) <= 6]
        _, got = everycore({**spec, "detector": "photon_number", "patterns": numbers})
        for pattern, ours in zip(numbers, got[:, 0]):
            theirs = density_matrix_element(mean, v, pattern, pattern).real
            worst["photon_number"] = max(worst["photon_number"], abs(ours - theirs))
        clicks = [list(p) for p in itertools.product(range(2), repeat=5)]
        _, got = everycore({**spec, "detector": "threshold", "patterns": clicks})
        for pattern, ours in zip(clicks, got[:, 0]):
            theirs = float(np.real(threshold_detection_prob(mean, v, pattern)))
            worst["threshold"] = max(worst["threshold"], abs(ours - theirs))
    return worst


def walrus(v, detector, seconds):
    """Samples a second of warm calls."""
    from thewalrus.samples import generate_hafnian_sample, generate_torontonian_sample

    def one():
        if detector == "threshold":
            return generate_torontonian_sample(v, max_photons=10_000)
        return generate_hafnian_sample(v, cutoff=12, max_photons=10_000)

    for _ in range(3):
        one()
    start = time.perf_counter()
    count = 0
    while count < 3 or time.perf_counter() - start < seconds:
        one()
        count += 1
    return count / (time.perf_counter() - start)


def main():
    parser = argparse.ArgumentParser(description="Gaussian boson sampling beside The Walrus.")
    parser.add_argument("--quick", action="store_true", help="the first case of each detector alone")
    parser.add_argument("--seconds", type=float, default=20, help="of warm calls of the peer a case; the default is 20")
    parser.add_argument("--python", help="an interpreter that has The Walrus")
    arguments = parser.parse_args()
    if arguments.python is None:
        return reenter(sys.argv[1:])
    os.environ.update({"OMP_NUM_THREADS": "1", "NUMBA_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"})
    worst = differences()
    print(f"largest difference of a probability: photon numbers {worst['photon_number']:.1e}, clicks {worst['threshold']:.1e}")
    print(f"{'modes':>5} {'r':>4} {'T':>4} {'detector':>13} {'photons':>8} {'The Walrus/s':>13} {'everycore/s':>12} {'ratio':>8}", flush=True)
    for modes, r, transmission, detector, samples in [CASES[0], CASES[5]] if arguments.quick else CASES:
        spec, v = state(modes, r, transmission)
        theirs = walrus(v, detector, arguments.seconds)
        report, rows = everycore({**spec, "detector": detector, "samples": samples})
        ours = report["perSecond"]
        print(
            f"{modes:>5} {r:>4} {transmission:>4} {detector:>13} {rows.sum(axis=1).mean():>8.2f} {theirs:>13.2f} {ours:>12.1f} {ours / theirs:>8.0f}",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
