#!/usr/bin/env python3
"""Times workload W side by side: Piquasso (JAX, jit and vmap) and numpy against `everycore bench photonics --json`.

Optional: needs Python 3.10 or newer and pip. Peers are installed into a throw-away environment in a temporary folder.

    modules/benchmarks/peers/photonics.py [--quick] [--no-ours] [--seconds S] [--limit S] [--python PYTHON]

Workload W: M modes, each starting in a coherent state of its own per sample, then layers of interferometer, squeezing,
interferometer, displacement and Kerr gates with shared weights; the answer is <x> and <p> of every mode. The gradient is that of
the mean squared answer by all weights. Piquasso cuts the total photon number, so its states are smaller than ours at one cutoff: the
column "amplitudes" says how many there are. Quadratures are read from the state vector, because mean_position of complex states differs.

Every peer's case runs in a process of its own and has a time limit for each batch size, compiling included; what takes longer is
ended and the table says so.
"""
import argparse
import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PACKAGES = ["piquasso[jax]", "numpy", "scipy"]
# (modes, cutoff, layers, batch sizes)
CASES = [(2, 8, 2, [1, 8, 32, 128, 1024]), (3, 12, 6, [32]), (4, 6, 2, [32, 1024])]
QUICK = [(2, 8, 2, [32, 1024])]
SYSTEMS = [("forward", "piquasso-jax"), ("gradient", "piquasso-jax"), ("forward", "numpy")]


def reenter(arguments):
    """Runs this file again under a fresh environment that has the peers."""
    with tempfile.TemporaryDirectory(prefix="peers-") as folder:
        print("installing peers ...", file=sys.stderr)
        venv.create(folder, with_pip=True)
        python = os.path.join(folder, "Scripts" if os.name == "nt" else "bin", "python")
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
        return subprocess.run([python, __file__, "--python", python, *arguments]).returncode


def rate(call, samples, seconds):
    """First call in seconds, then samples a second over a while of warm calls."""
    start = time.perf_counter()
    call()
    first = time.perf_counter() - start
    calls = 0
    start = time.perf_counter()
    while calls < 2 or time.perf_counter() - start < seconds:
        call()
        calls += 1
    return first, calls * samples / (time.perf_counter() - start)


def weight_count(modes, layers):
    interferometer = modes * (modes - 1) + max(1, modes - 1)
    return layers * (2 * interferometer + 5 * modes)


def mesh(modes):
    return [(k, k + 1) for l in range(modes) for k in range(modes - 1) if (l + k) % 2 == 0]


def gates(modes, layers, w):
    """The layers' gates in order: (name, parameters, modes)."""
    at = 0

    def interferometer():
        nonlocal at
        pairs = mesh(modes)
        for n, pair in enumerate(pairs):
            yield "bs", (w[at + n], w[at + len(pairs) + n]), pair
        at += 2 * len(pairs)
        for mode in range(max(1, modes - 1)):
            yield "r", (w[at + mode],), (mode,)
        at += max(1, modes - 1)

    for _ in range(layers):
        yield from interferometer()
        for mode in range(modes):
            yield "s", (w[at], w[at + 1]), (mode,)
            at += 2
        yield from interferometer()
        for mode in range(modes):
            yield "d", (w[at], w[at + 1]), (mode,)
            at += 2
        for mode in range(modes):
            yield "k", (w[at],), (mode,)
            at += 1


def piquasso(modes, cutoff, layers):
    """(forward, gradient, amplitudes): functions of (weights, z)."""
    import jax
    import jax.numpy as jnp
    import numpy as np
    import piquasso as pq
    from piquasso._math.fock import get_fock_space_basis

    jax.config.update("jax_enable_x64", True)
    basis = [tuple(int(n) for n in row) for row in get_fock_space_basis(d=modes, cutoff=cutoff)]
    index = {occupation: i for i, occupation in enumerate(basis)}
    ladders = []
    for mode in range(modes):
        low, high, root = [], [], []
        for occupation, i in index.items():
            raised = list(occupation)
            raised[mode] += 1
            j = index.get(tuple(raised))
            if j is not None:
                low.append(i)
                high.append(j)
                root.append(raised[mode] ** 0.5)
        ladders.append((np.array(low), np.array(high), np.array(root)))

    kinds = {
        "bs": lambda p: pq.Beamsplitter(theta=p[0], phi=p[1]),
        "r": lambda p: pq.Phaseshifter(phi=p[0]),
        "s": lambda p: pq.Squeezing(r=p[0], phi=p[1]),
        "d": lambda p: pq.Displacement(r=p[0], phi=p[1]),
        "k": lambda p: pq.Kerr(xi=p[0]),
    }
    config = pq.Config(cutoff=cutoff, validate=False)
    simulator = pq.PureFockSimulator(d=modes, config=config, connector=pq.JaxConnector())

    def single(w, z):
        instructions = [pq.Vacuum()]
        for mode in range(modes):
            re, im = 0.3 * z[mode], 0.3 * z[modes + mode]
            instructions.append(
                pq.Displacement(r=jnp.sqrt(re**2 + im**2), phi=jnp.arctan2(im, re)).on_modes(mode))
        for name, p, on in gates(modes, layers, w):
            instructions.append(kinds[name](p).on_modes(*on))
        ket = simulator.execute_instructions(instructions).state.state_vector
        means = [jnp.sum(root * jnp.conj(ket[low]) * ket[high]) for low, high, root in ladders]
        means = jnp.stack(means)
        return jnp.concatenate([2 * means.real, 2 * means.imag])

    forward = jax.jit(jax.vmap(single, in_axes=(None, 0)))
    gradient = jax.jit(jax.grad(lambda w, z: jnp.mean(forward(w, z) ** 2)))
    return forward, gradient, len(basis)


def numpy_layers(modes, cutoff, layers, w):
    """Forward by one matrix product a batch, as plain numpy would; the operator is made by exponentials once."""
    import numpy as np
    from scipy.linalg import expm

    a = np.diag(np.sqrt(np.arange(1, cutoff)), 1).astype(complex)
    number = np.diag(np.arange(cutoff)).astype(complex)
    eye = np.eye(cutoff)

    def on(operators):
        full = np.eye(1)
        for mode in range(modes):
            full = np.kron(full, operators.get(mode, eye))
        return full

    total = np.eye(cutoff**modes, dtype=complex)
    for name, p, where in gates(modes, layers, w):
        if name == "bs":
            up = on({where[0]: a}) @ on({where[1]: a.conj().T})
            generator = p[0] * (np.exp(1j * p[1]) * up - (np.exp(1j * p[1]) * up).conj().T)
        elif name == "d":
            one = p[0] * np.exp(1j * p[1]) * a.conj().T
            generator = on({where[0]: one - one.conj().T})
        elif name == "s":
            one = 0.5 * p[0] * np.exp(-1j * p[1]) * a @ a
            generator = on({where[0]: one - one.conj().T})
        else:
            generator = on({where[0]: 1j * p[0] * (number if name == "r" else number @ number)})
        total = expm(generator) @ total
    root = np.sqrt(np.arange(1, cutoff))
    factorial = np.cumprod(np.concatenate([[1], np.arange(1, cutoff)])).astype(float)

    def forward(z):
        ket = np.ones((len(z), 1), dtype=complex)
        for mode in range(modes):
            alpha = 0.3 * (z[:, mode] + 1j * z[:, modes + mode])
            levels = alpha[:, None] ** np.arange(cutoff) / np.sqrt(factorial)
            levels *= np.exp(-0.5 * np.abs(alpha[:, None]) ** 2)
            ket = (ket[:, :, None] * levels[:, None, :]).reshape(len(z), -1)
        ket = (ket @ total.T).reshape((len(z),) + (cutoff,) * modes)
        xs, ps = [], []
        for mode in range(modes):
            moved = np.moveaxis(ket, mode + 1, -1)
            mean = np.sum(root * moved[..., :-1].conj() * moved[..., 1:], axis=tuple(range(1, modes + 1)))
            xs.append(2 * mean.real)
            ps.append(2 * mean.imag)
        return np.stack(xs + ps, axis=1)

    return forward


def ours(quick):
    """Rows of `everycore bench photonics --json` with one worker and with all: the best by (name, modes, cutoff, layers, batch)."""
    launcher = ROOT / "everycore"
    if not launcher.exists():
        return {}
    print("everycore bench photonics ...", file=sys.stderr)
    command = [str(launcher), "bench", "photonics", "--json"] + (["--quick"] if quick else [])
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode != 0:
        print("everycore bench photonics: " + run.stderr.strip(), file=sys.stderr)
        return {}
    rows = {}
    for row in map(json.loads, run.stdout.splitlines()):
        p = row["params"]
        if p.get("encoding", "coherent_state") == "coherent_state":
            key = (row["name"], p["modes"], p["cutoff"], p["layers"], p["batch"])
            rows[key] = max(rows.get(key, 0), row["perSecond"])
    return rows


def one(options):
    """What a process of its own does: one system's case, a line of JSON for each batch size."""
    import numpy as np

    what, system, modes, cutoff, layers, *batches = json.loads(options.one)
    random = np.random.default_rng(1)
    w = random.normal(0, 0.1, weight_count(modes, layers))
    if system == "numpy":
        plain, amplitudes = numpy_layers(modes, cutoff, layers, w), cutoff**modes
        call = lambda w, z: plain(z)
    else:
        forward, gradient, amplitudes = piquasso(modes, cutoff, layers)
        call = gradient if what == "gradient" else forward
    for batch in batches:
        z = random.normal(size=(batch, 2 * modes))
        first, speed = rate(lambda: np.asarray(call(w, z)), batch, options.seconds)
        print(json.dumps([batch, amplitudes, first, speed]), flush=True)


def measure(options, what, system, modes, cutoff, layers, batches):
    """Cells of one system's case; a batch size that exceeds the limit is given up, and the next tried in a new process."""
    cells = []
    left = list(batches)
    while left:
        case = json.dumps([what, system, modes, cutoff, layers, *left])
        command = [options.python, __file__, "--one", case, "--seconds", str(options.seconds)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        lines = queue.Queue()
        reader = threading.Thread(target=lambda: [lines.put(line) for line in process.stdout] + [lines.put("")], daemon=True)
        reader.start()
        while left:
            print(f"{what}, {modes} modes, cutoff {cutoff}, batch {left[0]}, {system} ...", file=sys.stderr)
            batch = left.pop(0)
            try:
                line = lines.get(timeout=options.limit)
            except queue.Empty:
                cells.append([what, modes, cutoff, layers, batch, system, "", None, f"did not finish in {options.limit:.0f} s"])
                break
            if not line:
                cells.append([what, modes, cutoff, layers, batch, system, "", None, "failed"])
                break
            batch, amplitudes, first, speed = json.loads(line)
            cells.append([what, modes, cutoff, layers, batch, system, amplitudes, first, speed])
        process.kill()
        process.wait()
    return cells


def run(options):
    cells = []
    mine = {} if options.no_ours else ours(options.quick)
    for modes, cutoff, layers, batches in QUICK if options.quick else CASES:
        for what, system in SYSTEMS:
            # numpy makes its operator by exponentials of the whole space.
            if system == "numpy" and cutoff**modes > 256:
                continue
            cells += measure(options, what, system, modes, cutoff, layers, batches)
        for what in ("forward", "gradient"):
            for batch in batches:
                speed = mine.get((what, modes, cutoff, layers, batch))
                if speed:
                    cells.append([what, modes, cutoff, layers, batch, "everycore", cutoff**modes, None, speed])
    table(cells)


def table(cells):
    best = {tuple(cell[:5]): cell[8] for cell in cells if cell[5] == "piquasso-jax" and not isinstance(cell[8], str)}
    print("| what | modes | cutoff | layers | batch | system | amplitudes | first call, s | samples/s | x Piquasso |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for cell in sorted(cells, key=lambda c: (c[0], c[1], c[4], c[5])):
        what, modes, cutoff, layers, batch, system, amplitudes, first, speed = cell
        peer = best.get((what, modes, cutoff, layers, batch))
        number = isinstance(speed, float)
        print("| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |".format(
            what, modes, cutoff, layers, batch, system, amplitudes, "" if first is None else f"{first:.1f}",
            f"{speed:,.0f}" if number else speed, f"{speed / peer:.1f}" if number and peer else ""))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--quick", action="store_true", help="workload W at batch 32 and 1024 only")
    parser.add_argument("--no-ours", action="store_true", help="time the peers only")
    parser.add_argument("--seconds", type=float, default=1.5, help="time spent on each figure once compiled")
    parser.add_argument("--limit", type=float, default=120, help="seconds that a peer has for each batch size, compiling included")
    parser.add_argument("--python", help="a Python that has the peers, instead of a throw-away environment")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        one(options)
        return 0
    if not options.python:
        return reenter(sys.argv[1:])
    run(options)
    return 0


if __name__ == "__main__":
    sys.exit(main())
