### Files on their way to a message.

upload-under-way = Files being uploaded
upload-waiting = Connection lost. Trying again in a moment…
upload-retry = Try to upload { $name } again
upload-cancel = Cancel the upload of { $name }
upload-leave = Files are still being uploaded. Go on without them?
