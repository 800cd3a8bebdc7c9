"""Sets Chatbrush up on one machine, starts it and tests it. Python standard library only."""
