"""Desks for coders in a notebook: to code sentences, and to settle what two coders differ on.

Shown by ipywidgets. What they do is in `codings.Session` and `codings.Settlement`; their static
twins, which an exported page keeps, are tables.
"""

from __future__ import annotations

from wucheng.desks.coding import Workbench
from wucheng.desks.settling import Settling

__all__ = ["Settling", "Workbench"]
