"""An independent replay of `everycore train`, and the same loop as JAX users write it.

    everycore train --modes 2 --cutoff 8 --layers 2 --epochs 3 --validate-every 1 --seed 1 --save-draws draws.npz
    everycore train --modes 2 --cutoff 8 --layers 2 --epochs 3 --validate-every 1 --seed 1 --draws draws.npz --out run
    python training.py replay draws.npz run/history.csv --cutoff 8 --layers 2
    python training.py rival --epochs 200          # times of an epoch, beside everycore's

Needs jax and numpy. Nothing here knows everycore's code: gates are exponentials of generators in a larger space, cut
afterwards; derivatives are JAX's; the loop is written from docs/training.md.
"""
import argparse
import csv
import sys
import time

import jax

jax.config.update("jax_enable_x64", True)
import jax.numpy as jnp
import numpy as np
from jax.scipy.linalg import expm

ONE_MODE = 64  # levels in which one-mode gates are exponentiated before the cut


def lowering(levels):
    return jnp.diag(jnp.sqrt(jnp.arange(1.0, levels)), 1).astype(complex)


def single(generator, cutoff):
    return expm(generator)[:cutoff, :cutoff]


def displacement(r, phi, cutoff):
    a = lowering(ONE_MODE)
    alpha = r * jnp.exp(1j * phi)
    return single(alpha * a.T - jnp.conj(alpha) * a, cutoff)


def squeezing(r, phi, cutoff):
    a = lowering(ONE_MODE)
    zeta = r * jnp.exp(1j * phi)
    return single(0.5 * (jnp.conj(zeta) * a @ a - zeta * a.T @ a.T), cutoff)


def beamsplitter(theta, phi, cutoff):
    """Photons are kept, so a space of 2 cutoff - 1 levels a mode holds every column that survives the cut."""
    levels = 2 * cutoff - 1
    a = lowering(levels)
    one = jnp.eye(levels)
    a1, a2 = jnp.kron(a, one), jnp.kron(one, a)
    u = expm(theta * (jnp.exp(1j * phi) * a1 @ a2.T - jnp.exp(-1j * phi) * a1.T @ a2))
    u = u.reshape(levels, levels, levels, levels)[:cutoff, :cutoff, :cutoff, :cutoff]
    return u


def hermite(axis, cutoff):
    rows = [np.pi**-0.25 * np.exp(-(axis**2) / 2)]
    rows.append(np.sqrt(2) * axis * rows[0])
    for n in range(2, cutoff):
        rows.append(np.sqrt(2 / n) * axis * rows[-1] - np.sqrt((n - 1) / n) * rows[-2])
    return np.stack(rows[:cutoff], 1)


def generator(cutoff, layers, axis):
    """Two modes, polar displacement in, density out."""
    basis = jnp.asarray(hermite(axis, cutoff))
    n = jnp.arange(cutoff)
    per_layer = 2 * 3 + 4 * 2 + 2

    def operators(w):
        ops = []
        for l in range(layers):
            p = w[l * per_layer : (l + 1) * per_layer]
            for part, kind in ((p[0:3], "mesh"), (p[3:7], "squeeze"), (p[7:10], "mesh"), (p[10:14], "displace")):
                if kind == "mesh":
                    ops.append(("two", beamsplitter(part[0], part[1], cutoff)))
                    ops.append(("phase", jnp.exp(1j * part[2] * n)))
                else:
                    gate = squeezing if kind == "squeeze" else displacement
                    for mode in (0, 1):
                        ops.append((mode, gate(part[2 * mode], part[2 * mode + 1], cutoff)))
            ops.append(("phases", jnp.exp(1j * p[14] * n**2), jnp.exp(1j * p[15] * n**2)))
        return ops

    factorial = jnp.asarray(np.cumprod(np.concatenate([[1.0], np.arange(1, cutoff)])))

    def coherent(alpha):
        return jnp.exp(-0.5 * jnp.abs(alpha) ** 2) * alpha**n / jnp.sqrt(factorial)

    def one(ops, z):
        first = 0.3 * z[0] * jnp.exp(1j * z[1])
        second = 0.3 * z[2] * jnp.exp(1j * z[3])
        ket = jnp.outer(coherent(first), coherent(second))
        for op in ops:
            if op[0] == "two":
                ket = jnp.einsum("abcd,cd->ab", op[1], ket)
            elif op[0] == "phase":
                ket = ket * op[1][:, None]
            elif op[0] == "phases":
                ket = ket * op[1][:, None] * op[2][None, :]
            elif op[0] == 0:
                ket = op[1] @ ket
            else:
                ket = ket @ op[1].T
        wave = basis @ ket @ basis.T
        p = jnp.abs(wave) ** 2
        return p / p.sum(), (jnp.abs(ket) ** 2).sum()

    def many(w, z):
        ops = operators(w)
        return jax.vmap(lambda each: one(ops, each))(z)

    return many


def critic_shapes(points, hidden):
    shapes, before = [], points
    for width in hidden:
        shapes += [(before, width), (width,), (width,), (width,)]
        before = width
    return shapes + [(before, 1), (1,)]


def unpack(flat, shapes):
    parts, at = [], 0
    for shape in shapes:
        size = int(np.prod(shape))
        parts.append(flat[at : at + size].reshape(shape))
        at += size
    return parts


def score(parts, x):
    h = x.reshape(-1)
    for k in range(0, len(parts) - 2, 4):
        dense, bias, gain, shift = parts[k : k + 4]
        h = h @ dense + bias
        h = (h - h.mean()) / jnp.sqrt(((h - h.mean()) ** 2).mean() + 1e-3) * gain + shift
        h = jnp.where(h > 0, h, 0.2 * h)
    return (h @ parts[-2] + parts[-1])[0]


def peak(x):
    return x / (x.max((-2, -1), keepdims=True) + 1e-10)


class Adam:
    def __init__(self, size, beta1=0.5, beta2=0.9):
        self.m, self.v, self.t = np.zeros(size), np.zeros(size), 0
        self.beta1, self.beta2 = beta1, beta2

    def step(self, w, g, rate):
        self.t += 1
        self.m = self.beta1 * self.m + (1 - self.beta1) * g
        self.v = self.beta2 * self.v + (1 - self.beta2) * g * g
        scaled = rate * np.sqrt(1 - self.beta2**self.t) / (1 - self.beta1**self.t)
        return w - scaled * self.m / (np.sqrt(self.v) + 1e-7)


def marginals(p):
    sides = np.stack([p.sum(1), p.sum(0)])
    sides = np.maximum(sides, 1e-10)
    return np.cumsum(sides / sides.sum(1, keepdims=True), 1)


def measure(densities, validation, canonical, axis):
    x, y = np.meshgrid(axis, axis, indexing="ij")
    at = np.stack([x.ravel(), y.ravel()], 1)
    distance = np.sqrt(((at[:, None] - at[None]) ** 2).sum(-1))
    members = np.concatenate([validation, canonical[None]]).reshape(len(validation) + 1, -1)
    flat = densities.reshape(len(densities), -1)
    own = np.einsum("dp,pq,dq->d", flat, distance, flat)
    theirs = np.einsum("mp,pq,mq->m", members, distance, members)
    ed = 2 * flat @ distance @ members.T - own[:, None] - theirs[None]
    mine = np.array([marginals(p) for p in densities])
    other = np.array([marginals(p.reshape(canonical.shape)) for p in members])
    w1 = 0.5 * np.abs(mine[:, None] - other[None]).sum((2, 3))
    pairs = [0.5 * np.abs(mine[a] - mine[b]).sum() for a in range(len(mine)) for b in range(a + 1, len(mine))]
    kl = (canonical * (np.log(canonical + 1e-10) - np.log(densities + 1e-10))).sum((1, 2))
    return {
        "nearest_w1_cells": w1[:, :-1].min(1).mean(),
        "canonical_w1_cells": w1[:, -1].mean(),
        "nearest_ed": ed[:, :-1].min(1).mean(),
        "canonical_ed": ed[:, -1].mean(),
        "diversity_cells": np.mean(pairs),
        "members_hit": len(set(ed[:, :-1].argmin(1))),
        "kl_canonical": kl.mean(),
    }


def losses(generate, shapes, truncation=20.0):
    def critic_loss(flat, real, fake, epsilon, weight):
        parts = unpack(flat, shapes)
        both = jax.vmap(lambda x: score(parts, x))
        mixed = epsilon[:, None, None] * real + (1 - epsilon[:, None, None]) * fake
        slopes = jax.vmap(jax.grad(lambda x: score(parts, x)))(mixed)
        norms = jnp.sqrt((slopes**2).sum((1, 2)) + 1e-8)
        penalty = ((norms - 1) ** 2).mean()
        scores = both(real).mean(), both(fake).mean()
        return scores[1] - scores[0] + weight * penalty, (scores[0], scores[1], penalty)

    def generator_loss(w, flat, z):
        p, norm = generate(w, z)
        adversarial = -jax.vmap(lambda x: score(unpack(flat, shapes), x))(peak(p)).mean()
        return adversarial + truncation * ((1 - norm) ** 2).mean(), (adversarial, norm)

    return (
        jax.jit(jax.value_and_grad(critic_loss, has_aux=True)),
        jax.jit(jax.value_and_grad(generator_loss, has_aux=True)),
    )


def seen(x, noise, deviation):
    x = peak(x)
    return peak(np.maximum(0, x + deviation * noise.reshape(x.shape))) if deviation > 0 else x


def replay(draws, cutoff, layers, hidden=(16, 8), rates=(5e-3, 5e-4), clip=5.0):
    d = {name: np.asarray(draws[name]) for name in draws.files}
    axis = d["axis"]
    generate = jax.jit(generator(cutoff, layers, axis))
    critic_step, generator_step = losses(generate, critic_shapes(len(axis) ** 2, hidden))
    w, flat = d["circuit"].copy(), d["opponent"].copy()
    adam_w, adam_c = Adam(len(w)), Adam(len(flat))
    rows = []
    for e in range(len(d["z_generator"])):
        epoch = e + 1
        weight, deviation = 10 * min(1, epoch / 50), 0.1 * max(0, 1 - epoch / 200)
        steps = d["z_critic"].shape[1]
        sums = np.zeros(4)
        for s in range(steps):
            fake, _ = generate(w, d["z_critic"][e, s])
            real = d["training"][d["members"][e, s].astype(int)]
            real = seen(np.asarray(real), d["noise_real"][e, s], deviation)
            fake = seen(np.asarray(fake), d["noise_fake"][e, s], deviation)
            (_, parts), g = critic_step(flat, real, fake, d["epsilon"][e, s], weight)
            sums += np.array([parts[0], parts[1], parts[2], np.linalg.norm(g)]) / steps
            flat = adam_c.step(flat, np.asarray(g), rates[1])
        (loss, (adversarial, norms)), g = generator_step(w, flat, d["z_generator"][e])
        size = float(np.linalg.norm(g))
        g = np.asarray(g) * min(1.0, clip / size)
        w = adam_w.step(w, g, rates[0])
        shown, _ = generate(w, d["z_validation"][e])
        rows.append(
            {
                "epoch": epoch,
                "generator_loss": loss,
                "adversarial_loss": adversarial,
                "supervised_loss": 0,
                "critic_loss": sums[1] - sums[0] + weight * sums[2],
                "real_score": sums[0],
                "fake_score": sums[1],
                "gradient_penalty": sums[2],
                "gradient_penalty_weight": weight,
                "instance_noise": deviation,
                "generator_rate": rates[0],
                "critic_rate": rates[1],
                "generator_gradient_norm": size,
                "critic_gradient_norm": sums[3],
                "norm_mean": norms.mean(),
                "norm_min": norms.min(),
                **measure(np.asarray(shown), d["validation"], d["canonical"], axis),
            }
        )
    return rows


def compare(arguments):
    rows = replay(np.load(arguments.draws), arguments.cutoff, arguments.layers)
    with open(arguments.history, newline="") as file:
        written = list(csv.DictReader(file))
    if len(written) != len(rows):
        sys.exit(f"{arguments.history} has {len(written)} rows, the replay {len(rows)}")
    worst = 0.0
    for mine, theirs in zip(rows, written):
        for column, text in theirs.items():
            difference = abs(float(mine[column]) - float(text))
            worst = max(worst, difference)
            if difference > arguments.tolerance:
                print(f"epoch {mine['epoch']}, {column}: everycore {text}, replay {float(mine[column])!r}")
    print(f"{len(rows)} epochs, {len(written[0])} columns: largest difference {worst:.2e}")
    sys.exit(0 if worst <= arguments.tolerance else 1)


def rival(arguments):
    """The same epoch, jitted: five critic steps with their fakes, one generator step."""
    axis = np.linspace(-3, 3, 40)
    generate = generator(arguments.cutoff, arguments.layers, axis)
    shapes = critic_shapes(1600, (16, 8))
    rng = np.random.default_rng(1)
    flat = np.concatenate(
        [(rng.normal(0, 0.05, s) if len(s) == 2 else np.full(s, float(k % 4 == 2))).ravel() for k, s in enumerate(shapes)]
    )
    w = rng.normal(0, 0.1, arguments.layers * 16)
    x, y = np.meshgrid(axis, axis, indexing="ij")
    data = []
    for _ in range(400):
        cx, cy = rng.uniform(-0.5, 0.5, 2)
        r, s = rng.uniform(0.8, 1.5), rng.uniform(0.15, 0.35)
        p = np.exp(-0.5 * ((np.hypot(x - cx, y - cy) - r) / s) ** 2)
        data.append(p / p.sum())
    data = jnp.asarray(np.array(data))
    critic_loss, generator_loss = losses(generate, shapes)

    def adam(state, g, rate):
        v, m, s, t = state
        t = t + 1
        m, s = 0.5 * m + 0.5 * g, 0.9 * s + 0.1 * g * g
        return v - rate * jnp.sqrt(1 - 0.9**t) / (1 - 0.5**t) * m / (jnp.sqrt(s) + 1e-7), m, s, t

    @jax.jit
    def epoch(sw, sc, key):
        keys = jax.random.split(key, 31)
        for step in range(5):
            k = keys[6 * step : 6 * step + 6]
            fake, _ = generate(sw[0], jax.random.normal(k[0], (8, 4)))
            real = peak(data[jax.random.randint(k[1], (8,), 0, 400)])
            real = peak(jnp.maximum(0, real + 0.1 * jax.random.normal(k[2], real.shape)))
            fake = peak(jnp.maximum(0, peak(fake) + 0.1 * jax.random.normal(k[3], fake.shape)))
            _, g = critic_loss(sc[0], real, fake, jax.random.uniform(k[4], (8,)), 10.0)
            sc = adam(sc, g, 5e-4)
        _, g = generator_loss(sw[0], sc[0], jax.random.normal(keys[30], (8, 4)))
        g = g * jnp.minimum(1.0, 5 / jnp.linalg.norm(g))
        return adam(sw, g, 5e-3), sc

    def fresh(v):
        return jnp.asarray(v), jnp.zeros(v.shape), jnp.zeros(v.shape), 0.0

    state, key = (fresh(w), fresh(flat)), jax.random.PRNGKey(0)
    begin = time.perf_counter()
    state = jax.block_until_ready(epoch(*state, key))
    print(f"first epoch with compiling: {time.perf_counter() - begin:.1f} s")
    wall, cpu = [], []
    for _ in range(arguments.epochs):
        key, now = jax.random.split(key)
        a, b = time.perf_counter(), time.process_time()
        state = jax.block_until_ready(epoch(*state, now))
        wall.append(time.perf_counter() - a)
        cpu.append(time.process_time() - b)
    print(
        f"jax, 2 modes, cutoff {arguments.cutoff}, {arguments.layers} layers: median of {arguments.epochs} epochs"
        f" {1e3 * np.median(wall):.2f} ms wall, {1e3 * np.median(cpu):.2f} ms CPU"
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("replay")
    one.add_argument("draws")
    one.add_argument("history")
    one.add_argument("--tolerance", type=float, default=1e-9)
    one.set_defaults(run=compare)
    two = commands.add_parser("rival")
    two.add_argument("--epochs", type=int, default=200)
    two.set_defaults(run=rival)
    for each in (one, two):
        each.add_argument("--cutoff", type=int, default=8)
        each.add_argument("--layers", type=int, default=2)
    arguments = parser.parse_args()
    arguments.run(arguments)


if __name__ == "__main__":
    main()
