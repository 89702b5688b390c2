#!/usr/bin/env python3
"""Times the reading of one log side by side: wc, grep, Python's adif_io, and `everycore adif check` and `everycore awards`, whole commands.

Optional: needs Python 3.9 or newer and pip. The peer is installed into a throw-away environment in a temporary folder.

    modules/benchmarks/peers/radio.py LOG [--no-peers]

The log must be plain ADI in UTF-8. Rows give QSOs a second of wall time and CPU seconds (user and system, children included); all come from
one run, so compare them with one another.
"""
import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
READ = "import sys, adif_io; print(len(adif_io.read_from_file(sys.argv[1])[0]))"


def cpu():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def timed(name, command, qsos):
    began, before = time.perf_counter(), cpu()
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    wall, used = time.perf_counter() - began, cpu() - before
    if done.returncode != 0:
        line = done.stderr.decode(errors="replace").strip().splitlines()
        print(f"{name:34} failed: {line[-1] if line else done.returncode}")
    else:
        print(f"{name:34} {wall:8.2f} s {used:8.2f} s CPU {qsos / wall / 1e3:10.0f} thousand QSO/s", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("log")
    parser.add_argument("--no-peers", action="store_true")
    options = parser.parse_args()
    log = os.path.abspath(options.log)
    everycore = str(ROOT / "everycore")
    subprocess.run([everycore, "--version"], check=True, stdout=subprocess.DEVNULL)  # builds what changed
    text = Path(log).read_bytes()
    qsos = text.upper().count(b"<EOR>")
    print(f"{os.path.basename(log)}: {len(text):,} bytes, {qsos:,} times <EOR>")
    del text
    timed("wc -l", ["wc", "-l", log], qsos)
    timed("grep -ci '<EOR>'", ["grep", "-ci", "<EOR>", log], qsos)
    timed("everycore awards", [everycore, "awards", log, "--json", "--entity", "field", "--no-cache"], qsos)
    again = [everycore, "awards", log, "--json", "--entity", "field"]
    subprocess.run(again, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    timed("everycore awards, second look", again, qsos)
    timed("everycore adif check", [everycore, "adif", "check", log, "--json"], qsos)
    if options.no_peers:
        return
    with tempfile.TemporaryDirectory(prefix="peers-") as folder:
        venv.create(folder, with_pip=True)
        python = os.path.join(folder, "bin", "python")
        subprocess.run([python, "-m", "pip", "install", "--quiet", "adif_io"], check=True, stdout=sys.stderr)
        timed("Python adif_io", [python, "-c", READ, log], qsos)


if __name__ == "__main__":
    main()
