"""`relief` with made-up detectors, for tests that need it as a process of its own."""

import sys

if __name__ == "__main__":
    from made_up_people import FAKE_DETECTORS

    from core.cli import main
    from core.detectors import DETECTORS

    DETECTORS.update(FAKE_DETECTORS)
    sys.exit(main())
