"""How one installation is set up: settings, addresses, the database server it brings along."""
