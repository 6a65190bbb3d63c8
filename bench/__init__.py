"""The measurements of `make bench`: all in one run, against floors kept here, as ratios of processor time."""
