"""What the bureau offers: items, versions, materials, questions, lists; imports ground."""
