"""Entry of `python -m tensorrt_build`."""

import sys

from tensorrt_build.cli import main

sys.exit(main())
