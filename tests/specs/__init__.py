"""Worked examples of docs/reference/semantics.md, written by hand from the text. README.md tells their form."""
