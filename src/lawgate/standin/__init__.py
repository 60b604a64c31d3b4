"""The other side, simulated, so that everything runs on one laptop. All people are invented."""
