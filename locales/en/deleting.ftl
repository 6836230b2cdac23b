### What is deleted.

deleting-title = Deleting
deleting-reads = Mark as read what is deleted
deleting-junk = Deleting a junk message
deleting-junk-hint = What is deleted for good cannot be had back.
deleting-junk-trash = To the trash
deleting-junk-for-good = For good
