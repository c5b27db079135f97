"""Evidence packs: one content, built once, told as a page, a PDF file, a workbook and JSON."""
