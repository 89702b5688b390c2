"""Records elements of gates at high photon numbers, from the Taylor coefficients of their Gaussian generating functions in
many-digit arithmetic (MPFR): 250 digits first, half as many again until two precisions agree to 20 digits.

    pip install gmpy2; python3 elements.py D 60 200 400 1024    # writes D-60.bin.gz, ... here; likewise S, BS and S2

A file holds, big-endian: the number of matrices; of shared places; of places of each matrix's own; the shared places; then for
each matrix its parameter (a double), its own places, and its values, shared ones first, in units of 2^-43 (six bytes). A place is
(m, n) for one mode and (m, n, p) for two, <m|U|n> and <m, n|U|p, q>, as 16-bit numbers. Columns at the cutoff, and for S
one beyond, are those that derivatives need.
"""
import gzip, math, random, struct, sys
import gmpy2
from gmpy2 import mpfr, fac

BITS = 43
MATRICES = 200


def total(first, ratios):
    """first (1 + r1 + r1 r2 + ...), where ratios gives a factor, a numerator and a denominator each."""
    term = total = first
    for factor, over, under in ratios:
        term = term * factor * over / under
        total += term
    return total


def displacement(r, m, n):
    """e^{-r²/2 + r x - r y + x y}: the terms have min(m, n), min(m, n) - 1, ... factors x y."""
    low = min(m, n)
    first = (r ** (m - low)) * ((-r) ** (n - low)) / (fac(low) * fac(m - low) * fac(n - low))
    sum_ = total(first, ((-r * r, low - i, (m - low + i + 1) * (n - low + i + 1)) for i in range(low)))
    return sum_ * gmpy2.exp(-r * r / 2) * gmpy2.sqrt(mpfr(fac(m) * fac(n)))


def squeezing(r, m, n):
    """√c e^{-½ T x² + c x y + ½ T y²}."""
    if (m - n) % 2:
        return mpfr(0)
    t, c = gmpy2.tanh(r) / 2, 1 / gmpy2.cosh(r)
    low = min(m, n)
    a, b = (m - low) // 2, (n - low) // 2
    first = (-t) ** a * t ** b * c ** low / (fac(a) * fac(b) * fac(low))
    ratio = -t * t / (c * c)
    sum_ = total(
        first,
        ((ratio, (low - 2 * i) * (low - 2 * i - 1), (a + i + 1) * (b + i + 1)) for i in range(low // 2)))
    return sum_ * gmpy2.sqrt(c) * gmpy2.sqrt(mpfr(fac(m) * fac(n)))


def beamsplitter(theta, m, n, p, q):
    """e^{c x1 y1 + s x2 y1 - s x1 y2 + c x2 y2}, j factors x1 y1."""
    c, s = gmpy2.cos(theta), gmpy2.sin(theta)
    low, high = max(0, p - n), min(m, p)
    j = high
    first = c ** (2 * j + n - p) * (-s) ** (m - j) * s ** (p - j) / (fac(j) * fac(m - j) * fac(p - j) * fac(n - p + j))
    ratio = -s * s / (c * c)
    sum_ = total(
        first,
        ((ratio, (j - i) * (n - p + j - i), (m - j + i + 1) * (p - j + i + 1)) for i in range(high - low)))
    return sum_ * gmpy2.sqrt(mpfr(fac(m) * fac(n) * fac(p) * fac(q)))


def two_mode_squeezing(r, m, n, p, q):
    """c e^{T x1 x2 + c x1 y1 + c x2 y2 - T y1 y2}, e factors y1 y2."""
    t, c = gmpy2.tanh(r), 1 / gmpy2.cosh(r)
    e = max(0, p - m)
    last = min(p, q)
    a = m - p + e
    first = t ** a * c ** (p + q - 2 * e) * (-t) ** e / (fac(a) * fac(p - e) * fac(q - e) * fac(e))
    ratio = -t * t / (c * c)
    sum_ = total(
        first,
        ((ratio, (p - e - i) * (q - e - i), (a + i + 1) * (e + i + 1)) for i in range(last - e)))
    return sum_ * c * gmpy2.sqrt(mpfr(fac(m) * fac(n) * fac(p) * fac(q)))


def sure(function, t, *place):
    digits = 250
    before = None
    while True:
        with gmpy2.context(precision=int(digits * 3.33), emin=-(1 << 40), emax=1 << 40):
            value = function(mpfr(t), *place)
            if before is not None and abs(value - before) <= max(abs(value), mpfr("1e-30")) * mpfr("1e-20"):
                return int(gmpy2.rint(value * (1 << BITS)))
        before = value
        digits = digits * 3 // 2


def parameter(kind, i):
    if kind == "BS" and i % 2:
        return random.uniform(-math.pi, math.pi)
    t = 10 ** random.uniform(-8, math.log10(30 if kind == "D" else math.pi if kind == "BS" else 3))
    return random.choice((-t, t))


def shared_one(c, step):
    last = c - 1
    places = {(0, 0), (0, last), (last, 0), (last, last), (1, last), (last, 1), (last, last - 1), (last - 1, last)}
    places |= {(i * last // 80, i * last // 80) for i in range(81)}
    places |= {(i * last // 80, c) for i in range(81)} | {(i * last // 60, last) for i in range(61)}
    if step == 2:
        places |= {(i * last // 40, c + 1) for i in range(41)}
    while len(places) < 350:
        m = random.randrange(c)
        n = min(c - 1, max(0, m + step * round(random.gauss(0, c / 20)))) if random.random() < 0.6 else random.randrange(c)
        places.add((m, n))
    return sorted(places)


def turning(kind, t, c, shared):
    """Near the edges of what is classically allowed, for random columns."""
    for _ in range(40):
        n = random.randrange(c)
        if kind == "D":
            centre = (math.sqrt(n) + random.choice((-1, 1)) * t) ** 2
        elif kind == "S":
            centre = n * math.exp(random.choice((-2, 2)) * t)
        m = round(centre + random.gauss(0, 2 + 0.02 * c))
        if kind == "S":
            m += (m - n) % 2
        if 0 <= m < c:
            return m, n
    return random.choice(shared)


def shared_two(kind, c):
    last = c - 1
    places = set()
    corners = (0, 1, last - 1, last)
    for m in corners:
        for n in corners:
            for p in corners + ((c,)):
                places.add((m, n, p))
    while len(places) < 600:
        m, n, = random.randrange(c), random.randrange(c)
        k = random.random()
        if k < 0.2:
            p = m
        elif k < 0.35:
            p = c
        elif k < 0.5:
            p = last
        elif k < 0.75:
            p = m + round(random.gauss(0, c / 20))
        else:
            p = random.randrange(c)
        places.add((m, n, p))
    inside = [x for x in sorted(places) if legal(kind, c, x)]
    random.shuffle(inside)
    return sorted(inside[:350])


def legal(kind, c, place):
    m, n, p = place
    q = m + n - p if kind == "BS" else p - m + n
    return 0 <= p <= c and 0 <= q <= c and min(p, q) < c and m < c and n < c


def turning_two(kind, t, c, shared):
    for _ in range(40):
        m, n = random.randrange(c), random.randrange(c)
        if kind == "BS":
            j, x = (m + n) / 2, (m - n) / 2
            turn = math.cos(2 * t) * x + random.choice((-1, 1)) * abs(math.sin(2 * t)) * math.sqrt(max(0, j * j - x * x))
            p = round(j + turn + random.gauss(0, 1 + 0.02 * c))
        else:
            j, d = (m + n + 1) / 2, (m - n) / 2
            turn = j * math.cosh(2 * t) + random.choice((-1, 1)) * math.sinh(2 * t) * math.sqrt(max(0, j * j - d * d))
            p = round(turn - 0.5 + d + random.gauss(0, 1 + 0.02 * c))
        if legal(kind, c, (m, n, p)):
            return m, n, p
    return random.choice(shared)


def main(kind, cutoff):
    random.seed(f"{kind} {cutoff}")
    one = kind in ("D", "S")
    function = {"D": displacement, "S": squeezing, "BS": beamsplitter, "S2": two_mode_squeezing}[kind]
    shared = shared_one(cutoff, 1 if kind == "D" else 2) if one else shared_two(kind, cutoff)
    with gzip.GzipFile(f"{kind}-{cutoff}.bin.gz", "wb", 9, mtime=0) as out:
        own_count = 500 - len(shared)
        out.write(struct.pack(">iii", MATRICES, len(shared), own_count))
        for place in shared:
            out.write(struct.pack(f">{len(place)}h", *place))
        for i in range(MATRICES):
            t = parameter(kind, i)
            own = [(turning if one else turning_two)(kind, t, cutoff, shared) for _ in range(own_count)]
            out.write(struct.pack(">d", t))
            for place in own:
                out.write(struct.pack(f">{len(place)}h", *place))
            for place in shared + own:
                if not one:
                    m, n, p = place
                    place = (m, n, p, m + n - p if kind == "BS" else p - m + n)
                out.write(sure(function, t, *place).to_bytes(6, "big", signed=True))


for cutoff in sys.argv[2:]:
    main(sys.argv[1], int(cutoff))
