### Searching, filtering and sorting the list of messages.

search-label = Search mail
search-do = Search
search-help = Refine the search
search-help-people = Sender, recipients, in copy
search-help-subject = In the subject, words together
search-help-text = Anywhere in the message, in its text
search-help-is = Unread, starred
search-help-has = With an attachment
search-help-size = Larger, smaller
search-help-day = From a day on, before a day
search-help-span = In the last two weeks, older (d, w, m, y)
search-help-logic = Without this word; either of two
search-chips = What is shown
search-remove = Remove “{ $name }”
search-clear = Show all
search-none = No message found
search-none-sentence = Words are looked for in the subject and the addresses.
search-in-text = Search the text as well
search-found = { $count ->
    [one] { $count } found
   *[other] { $count } found
}
search-not-done = The list is shown without this search.
search-too-long = The search is too long.
search-control = The search has an invisible character in it.
search-no-value = Something is missing after “{ $field }”.
search-no-day = “{ $value }” is not a date. Write for example 2026-01-31.
search-no-span = “{ $value }” is not a length of time. Write for example 2w for two weeks.
search-no-size = “{ $value }” is not a size. Write for example 5M.
search-no-state = “{ $value }” is not known. Try is:unread or has:attachment.
search-lonely-or = OR stands between two words.
search-term-words = { $value }
search-term-not = Without { $words }
search-term-or = { $words }
search-term-from = From: { $value }
search-term-to = To: { $value }
search-term-cc = Cc: { $value }
search-term-bcc = Bcc: { $value }
search-term-subject = Subject: { $value }
search-term-reply-to = Reply to: { $value }
search-term-followup-to = Follow-up to: { $value }
search-term-body = Text: { $value }
search-term-text = Anywhere: { $value }
search-term-larger = More than { $value }
search-term-smaller = Less than { $value }
search-term-before = Before { $value }
search-term-since = Since { $value }
search-term-older = Older than { $value }
search-term-newer = Newer than { $value }
search-term-attachment = With an attachment
search-term-unread = Unread
search-term-read = Read
search-term-flagged = Starred
search-term-unflagged = Not starred
search-term-answered = Answered
search-term-unanswered = Not answered
search-term-deleted = Marked as deleted
search-scope = Where to search
search-results = Results for “{ $words }”
search-stop = Stop
search-progress = { $done } of { $total } folders
search-all-of-folder = { $count ->
    [one] Show { $count } message
   *[other] Show all { $count } messages
}
search-failed = Could not search in: { $name }. Try again later.
search-scope-here = In this folder
search-scope-below = In this folder and below it
search-scope-everywhere = In all folders
filter-title = Filter
filter-unread = Unread
filter-flagged = Starred
filter-unanswered = Not answered
filter-attachment = With an attachment
filter-to-me = Addressed to me
filter-priority = High priority
filter-keyword = Label { $name }
sort-title = Sort
sort-arrival = Arrival
sort-date = Date sent
sort-subject = Subject
sort-from = Sender
sort-to = Recipient
sort-size = Size
sort-flagged = Starred
sort-attachment = Attachment
sort-ascending = ascending
sort-descending = descending
sort-threads = Group by conversation
list-thread = { $count ->
    [one] { $count } message.
   *[other] { $count } messages.
}
list-lacks-order = The server cannot sort: only the last { $count } messages are in order, the others follow as they came.
list-lacks-threads = The server cannot group conversations: each message is shown by itself.
list-lacks-letters = The server cannot search for accented letters: the list may hold messages too many.
