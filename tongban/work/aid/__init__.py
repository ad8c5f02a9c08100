"""Enterprise aid (一企来): demands, policies that fit them, research meetings; imports hotline, offer and ground."""
