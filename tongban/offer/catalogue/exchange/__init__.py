"""Items as other offices exchange them: the national field names, as workbook and as JSON."""
