"""How well and how fast charge strings are read: fields right on a labeled sample, speed."""

from __future__ import annotations

import argparse
import csv
import re
import sys
import time
from collections import Counter
from pathlib import Path

from portal.charges.read import Reading, Sure, read, read_charge
from portal.charges.statutes import modern_of_paragraph

SAMPLE = Path(__file__).resolve().parents[2] / "shared" / "data" / "record-strings-sample.csv"
FIELDS = ("chapter", "act", "section", "subsection", "cannabis", "attempt")


def load(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def text_of(row: dict[str, str]) -> str:
    return f"{row['raw_statute']} {row['raw_description']}".strip()


def expected(row: dict[str, str]) -> dict[str, str | bool | None]:
    """The labels in the reader's terms: ch. 56 1/2 in its modern form, empty cells as None."""
    want: dict[str, str | bool | None] = {
        field: row[field] or None for field in ("chapter", "act", "section", "subsection")
    }
    if row["chapter"] == "56.5" and (modern := modern_of_paragraph(row["section"])):
        want["chapter"], want["act"], want["section"] = modern
    label = row["is_cannabis"]
    want["cannabis"] = None if label == "" else label == "1"
    # The sample marks every inchoate code; the contract counts attempts alone.
    other_kind = re.search(r"720-5[\\/]8-[12]\(", row["raw_statute"]) is not None
    want["attempt"] = row["attempt"] == "1" and not other_kind
    return want


def compare(row: dict[str, str], reading: Reading) -> dict[str, bool]:
    want = expected(row)
    return {field: getattr(reading, field) == want[field] for field in FIELDS}


def score(rows: list[dict[str, str]], *, together: bool) -> Counter[str]:
    counts: Counter[str] = Counter()
    for row in rows:
        if together:
            reading = read(text_of(row))
        else:
            reading = read_charge(row["raw_statute"], row["raw_description"])
        right = compare(row, reading)
        counts["rows"] += 1
        counts[f"sure {reading.sure}"] += 1
        of_cannabis = row["is_cannabis"] == "1"
        counts["cannabis rows"] += of_cannabis
        counts["cannabis rows wholly right"] += of_cannabis and all(right.values())
        citation_right = all(right[field] for field in FIELDS[:4])
        counts["exact but wrong"] += reading.sure is Sure.EXACT and not citation_right
        counts["full rows"] += row["label_status"] == "full"
        counts["full rows exact"] += row["label_status"] == "full" and reading.sure is Sure.EXACT
        if row["is_cannabis"]:
            counts["cannabis labeled"] += 1
            counts["cannabis labeled right"] += right["cannabis"]
        for field, good in right.items():
            counts[f"{field} right"] += good
    return counts


def measure(texts: list[str], seconds: float = 2.0) -> float:
    """Strings read a second on one core, nothing kept between strings."""
    best = 0.0
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        start = time.perf_counter()
        for text in texts:
            read(text)
        best = max(best, len(texts) / (time.perf_counter() - start))
    return best


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("csv", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--misses", action="store_true", help="print every row with a wrong field")
    options = parser.parse_args()
    if not options.csv.exists():
        print(f"{options.csv} is not here; nothing to score.", file=sys.stderr)
        return 1
    rows = load(options.csv)
    for together in (True, False):
        print("statute and description as one string" if together else "statute, then description")
        for name, count in score(rows, together=together).items():
            print(f"  {name:28} {count:6}")
    if options.misses:
        for row in rows:
            reading = read(text_of(row))
            wrong = [field for field, good in compare(row, reading).items() if not good]
            if wrong:
                shown = {field: (expected(row)[field], getattr(reading, field)) for field in wrong}
                print(f"{text_of(row)!r} [{row['label_status']}] {reading.sure} {shown}")
    print(f"{measure([text_of(row) for row in rows]):,.0f} strings a second, best round")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
