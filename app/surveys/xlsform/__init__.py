"""XLSForm: forms of Kobo, ODK and others become surveys, and surveys become such forms.

`workbooks` reads a file with pyxform, `importing` makes a survey of it and `questions` those of its
rows, saying what has no equal here; `files` writes the survey's files, `exporting` a workbook of a
survey. What XLSForm has no word for stands as JSON in a column of our own, so that a survey comes
back equal; other software leaves that column alone.
"""
