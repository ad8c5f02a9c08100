"""The public pages: finding an item, applying, following one's case, checking, rating, published accounts."""
