"""From a file to a `Report`: each format yields a `Document` of paragraphs and tables, which is then interpreted."""
