"""Papers (functions/domain/papers) as files: PDF by Typst, spreadsheets by XlsxWriter, Word files by python-docx.

printed      PDF, tagged, with boxes to tick and lines to write on
spreadsheet  XLSX, for what people sort, filter and go on with
word         DOCX, for what people change before they give it out
"""
