#!/usr/bin/env python3
"""Measures the binary on held-out texts and compares with .ci/floors.json.

  accuracy.py BINARY FOLDER          fails when a figure falls below its floor
  accuracy.py BINARY FOLDER --raise  sets every floor to what was measured, rounded down, where that is higher
"""
import atexit, fnmatch, json, math, os, shutil, subprocess, sys, tempfile

binary, shared = sys.argv[1:3]
here = os.path.dirname(os.path.abspath(__file__))
root = os.path.dirname(here)
floors_file = os.path.join(here, "floors.json")
floors = json.load(open(floors_file, encoding="utf-8"))


def measure(command):
    run = subprocess.run([sys.executable, *command], stdout=subprocess.PIPE, text=True)
    if run.returncode:
        sys.exit(f"failed: {' '.join(command)}")
    return [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]


def some(patterns, *folders):
    """A folder with those files alone whose names fit one of the patterns: floors of a set stay its own when others join it."""
    out = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, out)
    for folder in folders:
        for name in os.listdir(folder):
            if any(fnmatch.fnmatch(name, pattern) for pattern in patterns):
                shutil.copy(os.path.join(folder, name), out)
    return out


def measured(name, spec):
    paths = [os.path.join(root if p.startswith("tests/") else shared, p) for p in spec["files"]]
    if not all(os.path.exists(p) for p in paths):
        return None
    tool = os.path.join(shared, "tools", spec["tool"])
    if spec["tool"] == "score.py":
        gold, articles = paths
        if "only" in spec:
            gold = articles = some(spec["only"], *paths)
        links = ["--links", os.path.join(shared, spec["links"])] if "links" in spec else []
        command = [tool, "--bin", binary, "--gold", gold, "--articles", articles, "--json", *links]
        figures = measure(command + ["--published", spec["published"]])[0]
        for language, parts in figures["by_language"].items():
            recall, precision = parts["recall"], parts["precision"]
            figures[f"f1 {language}"] = 2 * recall * precision / ((recall + precision) or 1)
        # of all that is there: whoever finds more, and that less well, has lost nothing
        for figure in ("actor_f1", "role"):
            figures[f"{figure} of all"] = figures["recall"] * figures[figure]
        return figures
    return measure([tool, "--bin", binary, "--json", *paths])[0]


bad = 0
for name, spec in floors.items():
    figures = measured(name, spec)
    if figures is None:
        print(f"{name}: not here, left out")
        continue
    for figure, floor in spec["floors"].items():
        value = figures[figure]
        fell = value < floor
        bad += fell
        print(f"{name:24} {figure:16} {value:.3f}  floor {floor:.2f}{'  FELL' if fell else ''}")
        if "--raise" in sys.argv[3:]:
            spec["floors"][figure] = max(floor, math.floor((value - 0.005) * 100) / 100)
if "--raise" in sys.argv[3:]:
    with open(floors_file, "w", encoding="utf-8") as file:
        json.dump(floors, file, indent=2)
        file.write("\n")
sys.exit(1 if bad else 0)
