"""Whether a process is still there: what it left behind is cleaned away only when it is gone."""

from __future__ import annotations

import os
import sys


def runs(number: int) -> bool:
    """Whether there is a process of this number, as far as can be known. (On Windows, asking would end it.)"""
    if sys.platform == "win32":
        return False
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):  # it is somebody else's
        return True
    return True
