"""The outside world: the table, the files, the mail, who is asking. The only importers of boto3."""
