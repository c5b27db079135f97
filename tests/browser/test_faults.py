"""The run that benchmarks/faults makes with a thousand answers, with fewer."""

import json
import subprocess
import sys

from tests.browser.conftest import PROJECT


def test_over_a_line_that_fails_in_every_way_each_answer_arrives_once():
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.faults.run", "--answers", "70", "--seed", "3"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    report = json.loads(done.stdout)
    assert (report["lost"], report["doubled"], report["still waiting"]) == ([], [], 0)
    assert (done.returncode, report["acknowledged"], report["stored"]) == (0, 70, 70)
    assert report["happened"]["reply lost"] > 0
