"""The pages of enterprise aid."""
