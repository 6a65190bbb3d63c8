"""For whoever edits the catalogue: what a file says in plain sentences, what is old or unknown in it, and a schema for editors.

sentences  what an awarding body's file says, line by line
age        what was checked longest ago, what is not known, which series have no successor
schema     the JSON schema of the files, made from the models
published_days  the record of every day that a calendar feed has had
"""
