"""``python -m commerce_search.cli`` is ``commerce-search``."""

from commerce_search.cli import main

main()
