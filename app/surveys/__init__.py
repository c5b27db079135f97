"""What a survey is: its definition, the loader, its checks, and the rules of who is asked what.

Plain Python: no Flask and no database.
"""
