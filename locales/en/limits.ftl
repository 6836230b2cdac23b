### What is beyond the limits of a page.

message-header-cut = The header of this message is very long: a part of it is not shown.
