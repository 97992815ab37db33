"""The grammar of Chinese time expressions, behind when.py."""
