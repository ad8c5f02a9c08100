"""From findings to what people read: text, JSON, one HTML page, a workbook. Imports only the audit itself."""
