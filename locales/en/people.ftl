### People and headers of a message.

people-write = Write
people-copy = Copy the address
people-copied = Address copied.
people-more = { $count ->
    [one] and { $count } other
   *[other] and { $count } others
}
headers-title = All headers
headers-show = All headers
headers-back = Back to the message
headers-cut = This header is very long: its end is not shown.
headers-none = This message has no header that can be read.
headers-raw = As received
