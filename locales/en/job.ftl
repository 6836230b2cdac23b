### An act on many messages.

job-title = An action on many messages
job-begun = It has begun.
job-running = { $done } messages of { $total }…
job-stop = Stop
job-may-leave = You can leave this page: the action goes on.
job-unknown = This action ended long ago, or the server was restarted meanwhile. What was done stays done; open the folder to see how far it came.
act-stopped = Action stopped: nothing has changed.
act-why-stopped = you stopped the action.
