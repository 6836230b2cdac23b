### Searches kept under a name.

saved-title = Saved searches
saved-save = Save
saved-name = Name of the search
saved-do = Save the search
saved-forget = Forget the search “{ $name }”
saved-done = Search “{ $name }” saved. You find it in the menu of the search.
saved-forgotten = Search “{ $name }” forgotten.
saved-no-name = The search has no name: it is not saved. Give it one.
saved-too-many = You have { $count } saved searches already: this one is not saved. Forget one first.
