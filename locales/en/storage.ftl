### The room that is used.

storage-title = Storage
storage-about = What each folder takes, and how much room is left.
storage-all = In all
storage-no-limit = Your mail server tells of no limit.
storage-total = taken by your messages
storage-by-folder = By folder
storage-hint = The largest first. Open a folder to see its messages from the heaviest to the lightest. After deleting, empty the trash to get the room back.
storage-untold = Your mail server does not tell the size of folders. Open one to see its messages from the heaviest to the lightest.
storage-late = Your mail server did not tell the size of all folders in time: it may have to count their messages first.
storage-again = Try again
storage-partly = The size of some folders is not known: they are at the end.
storage-none = There is no folder.
storage-messages = { $count ->
    [0] No message
    [one] { $count } message
   *[other] { $count } messages
}
storage-part = { $count }%
