"""A program for a fresh interpreter: import one handler, answer one event, end. The parent counts the processor time of all of it.

python -I -S first_answer.py STAGED_ARTEFACT ROOT MODULE WORLD_JSON EVENT_JSON
"""

import os
import sys
from pathlib import Path

artefact, root, module, world, event = sys.argv[1:6]
sys.path[:0] = [artefact, root]
os.chdir(artefact)

import importlib  # noqa: E402
import json  # noqa: E402

from bench.answering import Answers, answer_all_clients  # noqa: E402

answer_all_clients(Answers.from_json(Path(world).read_text(encoding="utf-8")))

answer = importlib.import_module(module).handler(json.loads(Path(event).read_text(encoding="utf-8")), None)

if isinstance(answer, dict) and (answer.get("statusCode", 200) != 200 or answer.get("batchItemFailures") or "error" in answer):
    print(answer, file=sys.stderr)
    sys.exit(1)
sys.stdout.flush()
os._exit(0)  # what an interpreter does on its way out happens in no Lambda
