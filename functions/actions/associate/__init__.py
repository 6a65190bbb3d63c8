"""What an Associate does for its Associate Centres.

releases    release documents, one or many
enquiries   list, open, approve, reject
approvals   approve many
"""
