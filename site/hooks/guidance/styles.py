"""The style sheet: the files of site/theme/styles joined in the order of their names.

They are separate files so that each can be read whole, and are served as one so that a first view makes one request.
"""

import re
from pathlib import Path

STYLES = Path(__file__).parents[2] / "theme" / "styles"


def style_sheet(folder: Path = STYLES) -> str:
    """Return all style sheets of the folder joined, without comments and indentation."""
    css = "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.css")))
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return re.sub(r"\n\s*", "\n", css).strip() + "\n"
