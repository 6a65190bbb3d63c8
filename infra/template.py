"""template.yaml as Python reads it: intrinsic functions in their long form."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cfnlint.decode import cfn_yaml

PATH = Path(__file__).parent.parent / "template.yaml"


def load(path: Path = PATH) -> dict[str, Any]:
    """The template, every part of it a copy of its own: what YAML aliases share can be changed in one place without the other."""
    template: dict[str, Any] = json.loads(json.dumps(cfn_yaml.load(str(path))))
    return template
