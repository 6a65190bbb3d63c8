"""A program for a fresh interpreter: render letters with the staged artefact and print the processor time in milliseconds.

python -I -S rendering.py STAGED_LETTERS CONTEXTS_JSON
"""

import json
import sys
import time
from pathlib import Path

sys.path.insert(0, sys.argv[1])

from functions.documents.letter_kinds import LETTERS
from functions.documents.letters import render

contexts = [LETTERS[each["kind"]].model_validate(each) for each in json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))]
times = []
for context in contexts:
    started = time.process_time()
    render(context)
    times.append((time.process_time() - started) * 1000)
print(json.dumps(times))
