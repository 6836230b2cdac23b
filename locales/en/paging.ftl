### What follows a page of the list.

settings-paging = At the end of the list
settings-paging-pages = A link to the next page
settings-paging-endless = What follows comes by itself
