"""Audits of records: a random sample drawn and kept, answers counted, findings, and audits again.

What is audited are records (care plans, programmes, reviews), not people, and auditors answer by an
ordinary link of this product: on a phone, offline too.
"""
