"""`python -m journeybook` is `journeybook`."""

from journeybook.cli.main import main

if __name__ == "__main__":
    main()
