"""What is published: words in each language, who stands for them, and the pages that all may read.

Actions and partners use it, each with a `Subject` for a thing that is published.
"""
