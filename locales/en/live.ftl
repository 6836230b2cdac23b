### What comes while one looks.

live-new = { $count ->
    [one] { $count } new message
   *[other] { $count } new messages
}
live-denied = Your browser does not allow notifications from this site. Allow them in its settings, then try again.
live-heading = New messages
live-check-every = Check folders that the server does not report by itself
live-minutes = { $count ->
    [one] every minute
   *[other] every { $count } minutes
}
live-never = only with the Refresh button
live-all-folders = Check all of these folders
live-all-folders-hint = Otherwise only the inbox and the open folder are checked.
live-title = Number of unread messages in the tab
live-notify = Desktop notifications
live-notify-hint = For messages in the inbox, as long as a tab stays open.
live-content = Show sender and subject in them
live-content-hint = They can be seen on a locked screen, too. Otherwise only the number of messages is told.
live-sound = Sound
live-yes = Yes
live-no = No
