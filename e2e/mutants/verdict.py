"""Tells which of the cases that are for a mutant noticed it: verdict.py MUTANT < CASES.

Reads Surefire's reports of the e2e module. A line for each case; status 1 when one did not notice.
"""

import glob
import sys
import xml.etree.ElementTree as ElementTree


def outcomes():
    """Each case that ran, with the first words of its failure, or None when it passed."""
    seen = {}
    for report in glob.glob("e2e/target/surefire-reports/TEST-*.xml"):
        for case in ElementTree.parse(report).getroot().iter("testcase"):
            name = case.get("classname").rsplit(".", 1)[-1] + "#" + case.get("name")
            bad = next((b for kind in ("failure", "error") for b in case.iter(kind)), None)
            words = None if bad is None else bad.get("message") or bad.text or "failed"
            seen[name] = words and words.splitlines()[0][:110]
    return seen


def main():
    mutant, seen, overlooked = sys.argv[1], outcomes(), False
    for case in sys.stdin.read().split():
        said = "DID NOT RUN" if case not in seen else "noticed" if seen[case] else "OVERLOOKED"
        overlooked |= said != "noticed"
        print(f"{mutant:27} {said:11} {case}  {seen.get(case) or ''}", flush=True)
    sys.exit(overlooked)


main()
