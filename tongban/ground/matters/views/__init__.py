"""Pages that every room shares: the duties, and the views that readers keep of lists."""
