### Responses that are ready.

responses-title = Responses
responses-about = What you write often. The menu “Responses” of a message puts it where the cursor is.
responses-new = New response
responses-none = No response yet. Make the first one, or save a text while you write a message.
responses-fixed = From your administrator
responses-fixed-hint = Your administrator wrote this response: it can be read and inserted, and not be changed.
responses-common = Shared
responses-name = Name in the menu
responses-body = Text
responses-hint = The response is inserted where the cursor is. Your signature stays below.
responses-kept = Response saved.
responses-remove = Delete the response
responses-remove-question = Delete this response?
responses-remove-hint = Messages in which it was used do not change.
responses-removed = Response deleted.
responses-no-name = Give the response a name: the menu shows it.
responses-name-long = This name is too long. Shorten it to 100 characters.
responses-no-body = The response is empty. Write its text.
responses-body-long = This response is too long. Shorten it to 64 KB.
responses-too-many = You have { $count } responses already. Delete one, then try again.
responses-search = Search for a response
responses-save-text = Save the text as a response
responses-manage = Manage responses
responses-empty-menu = No response yet
responses-failed = The response could not be inserted. Your text has not changed; try again.
