"""`make mutants`: change one rule of functions/domain at a time, and see whether a test notices.

    places           where a rule can be changed, and how
    samples          which changes are tried, chosen with a seed; those known to change nothing
    recording        a pytest plugin: the chosen tests, and which functions each of them runs
    trials           a copy of the tree, and the tests run in it
    __main__         the command, its report and build/mutants.json

It is in infra beside `features`, which also asks what the tests prove; bench measures the desk itself.
mutmut cannot be used here: it imports the tests in a way that `--import-mode=importlib` does not allow.
"""
