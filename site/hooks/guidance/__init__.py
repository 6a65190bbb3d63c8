"""What the site says, made from the domain: plain functions that return HTML or JSON, callable without MkDocs."""
