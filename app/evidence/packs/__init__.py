"""Evidence packs: one content, built once, given as a page, a PDF file, a workbook and JSON."""
