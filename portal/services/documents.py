"""Documents as PDF in Chinese: Typst templates filled with plain data."""

import json
from importlib.util import find_spec
from pathlib import Path

import typst

TEMPLATES = Path(__file__).resolve().parent.parent / "documents"
NAMES = (
    "minutes",
    "resolution",
    "notice",
    "agenda",
    "volume",
    "receipt",
    "announcement",
    "certificates",
    "agreement",
    "handover",
    "sheet",
)


def _font_paths() -> list[str]:
    """The folder of the OFL fonts that come as a package, so that a bare machine prints Han."""
    spec = find_spec("pylopdf_fonts_zh_cn")
    return list(spec.submodule_search_locations or []) if spec else []


def document_render(name: str, data: dict) -> bytes:
    """The document ``name`` as tagged PDF.

    data  plain dicts, lists, strings and numbers, as the template of that name reads them; always
          ``title``, ``subtitle``, ``issuer`` and ``reference``. It travels as JSON: no text of a
          user's is ever read as markup.
    Raises ValueError for an unknown name, typst.TypstError when the data lacks something.
    """
    if name not in NAMES:
        raise ValueError(f"unknown document {name!r}")
    return typst.compile(
        str(TEMPLATES / f"{name}.typ"),
        root=str(TEMPLATES),
        font_paths=_font_paths(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["a-2a"],
    )
