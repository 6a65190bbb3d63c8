"""What `make bench` measures: everything in one run, against floors that stand here, as ratios of processor time."""
