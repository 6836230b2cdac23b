### Importing, sending on, forwarding otherwise.

act-reply-list = Reply to list
act-reply-everybody = Reply to everybody
act-forward-attached = Forward as attachment
act-as-new = Edit as new
act-resend = Resend
resend-title = Resend this message
resend-lead = The message goes as it is, with your address as that of who sends it on.
resend-do = Resend
resend-too-large = This message is over { $limit }, the most that may be sent: it was not sent. Pass on a link to its files instead.
import-title = Import messages
import-into = Import into “{ $folder }”
import-lead = The messages of a file are added to the folder “{ $folder }”, with their own dates.
import-file = File
import-hint = A message (.eml), a mailbox (.mbox), or a .zip of these. { $limit } at most.
import-do = Import
import-no-file = No file was chosen. Choose one and try again.
import-too-many = Two files are being imported already: nothing of this one was imported. Wait until one of them is done, then try again.
import-to-folder = Open the folder
import-again = Import another file
import-may-leave = You may leave this page: the import goes on.
import-running = { $count ->
    [one] { $count } message imported so far.
   *[other] { $count } messages imported so far.
}
import-done = { $count ->
    [0] No message imported.
    [one] Done: { $count } message imported.
   *[other] Done: { $count } messages imported.
}
import-full = Your mailbox is full: the import stopped after { $count } messages, which are in the folder. Make room, then import the rest.
import-no-folder = The folder is gone: the import stopped after { $count } messages.
import-server = The mail server does not answer any more: the import stopped after { $count } messages, which are in the folder. Try again later with the rest.
import-too-much = The archive holds too much: the import stopped after { $count } messages, which are in the folder. Divide it into several archives.
import-damaged = The file is damaged: the import stopped after { $count } messages, which are in the folder. The rest could not be read.
import-unknown = This import is not followed any more: it ended long ago, or the service was restarted. What was imported until then is in the folder; the rest of the file is not.
import-left-out = { $count ->
    [one] One item left out
   *[other] { $count } items left out
}
import-more = { $count ->
    [one] and one more.
   *[other] and { $count } more.
}
import-not-mail = This is no message.
import-too-long = The message is too long.
import-nested = An archive in an archive: it is not opened.
import-name = Its name leads out of the archive.
import-packed = Encrypted or damaged: it could not be read.
import-refused = Refused by the mail server.
resend-not-sent = The message was not sent: the sending server refused it or does not answer. The original is as it was; check the addresses, or try again in a moment.
