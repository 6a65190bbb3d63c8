"""What a worker does of a job, of every kind. Each module needs only what is above it.

many_enquiries   a portion of what is asked for of many enquiries at once
work             a job until it is finished or the time is up
"""
