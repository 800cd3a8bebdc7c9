"""Put a copy that `./chatbrush backup` made into a stack that holds nothing and does not run.

The copy is checked first; nothing is written where it is not whole.
"""

import argparse
from pathlib import Path

from launcher.commands.backup import told
from launcher.layout import Layout
from launcher.output import say
from launcher.store import archive


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("folder", type=Path, help="the copy")


def run(options: argparse.Namespace) -> int:
    """Do it and say what is there now."""
    manifest = archive.restore(Layout.default(), options.folder.absolute())
    say(f"Restored {told(manifest)}, copied {manifest.made}. Go on with: ./chatbrush up")
    return 0
