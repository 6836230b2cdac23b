### Choosing several messages of a list.

select-title = Select
select-row = Select:
select-page = The whole page
select-unread = The unread ones of the page
select-others = Invert the selection
select-none = Nothing
select-some = Selection
select-count = { $count } selected
select-all = All { $count } of the folder
select-all-found = All { $count } found
select-all-threads = All { $count } conversations of the folder
select-clear = Clear the selection
select-actions = Actions on the selection
list-actions = Actions of the list
select-label = Label
select-unlabel = Remove the label
