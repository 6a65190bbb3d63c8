"""What a candidate does without an account, with nothing but the token of a link.

visits     one visit: the token, the language, the address that it comes from
consents   read what is asked, answer, take an answer back, follow the request
"""
