"""template.yaml as Python reads it: intrinsic functions in their long form."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cfnlint.decode import cfn_yaml

PATH = Path(__file__).parent.parent / "template.yaml"


def load(path: Path = PATH) -> dict[str, Any]:
    """Return the template. No two parts share an object, so that one can be changed without the other even where YAML has an alias."""
    template: dict[str, Any] = json.loads(json.dumps(cfn_yaml.load(str(path))))
    return template
