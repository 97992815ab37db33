"""Web pages that stand alone: one head for all of them, and nothing fetched from anywhere."""

from __future__ import annotations

import html
from collections.abc import Iterable

_BODY = """
body{font:16px/1.6 "Noto Sans SC","Noto Sans CJK SC","Source Han Sans SC","PingFang SC",
"Microsoft YaHei",sans-serif;color:#222;background:#fff;max-width:WIDTHrem;margin:1rem auto;
padding:0 1rem}
""".strip()


#: A page may use the styles and the scripts that stand in it.
INLINE = ("style-src 'unsafe-inline'", "script-src 'unsafe-inline'")


def page(
    parts: Iterable[str], *, title: str, lang: str, look: str = "", allowed: tuple[str, ...] = ()
) -> str:
    """A whole page of HTML.

    Args:
        parts: of its body, a line each, escaped already.
        title: its title, as text.
        lang: "en" or "zh".
        look: its style sheet.
        allowed: what it may use, as a Content-Security-Policy says it; else all that is in it.
    """
    policy = "; ".join(("default-src 'none'", *allowed))
    body = "\n".join(parts)
    head = [
        '<head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width">',
        *([f'<meta http-equiv="Content-Security-Policy" content="{policy}">'] if allowed else []),
        f"<title>{html.escape(title)}</title>",
        *([f"<style>{look}</style>"] if look else []),
    ]
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{"en" if lang == "en" else "zh-Hans"}">',
            "\n".join(head) + "</head>",
            f"<body>{body}</body></html>",
            "",
        ]
    )


def body_style(width_rem: int) -> str:
    """How the body of a page is set: in a column of this width at the most."""
    return _BODY.replace("WIDTH", str(width_rem))
