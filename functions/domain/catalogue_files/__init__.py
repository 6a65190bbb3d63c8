"""What becomes of the YAML of an awarding body before it is its model: plain data in, plain data out, and what is wrong with it.

inheritance  what a body takes over from an arrangement, and a route from another
narrowing    figures for a time or for a type of qualification; last days that are counted from the results
model_faults  what is wrong with an entry by its model, and what to write instead
faults       everything that can be wrong with a body once it is read
"""
