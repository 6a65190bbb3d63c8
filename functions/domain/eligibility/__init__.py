"""Whether an enquiry may be submitted. Each module needs only what is above it.

availability   whether a service is available for components and groups
identifier_forms  whether numbers and codes have the form that the awarding body's have
waiting        which enquiries wait for which others
candidate_eligibility  whether a candidate can be chosen
eligibility    every rule for a submission
service_guide  which services are open in a case, asked of the same rules
"""
