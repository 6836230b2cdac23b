//! Opening a message: what is fetched, which body is chosen and made safe, marking it read.
