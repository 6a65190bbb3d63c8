"""The generated parts of the site, made from the domain: plain functions that return HTML or JSON and need no MkDocs."""
