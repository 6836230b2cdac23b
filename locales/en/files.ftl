### The files of a message.

files-open = Open
files-download = Download { $name }
files-all = Download all
files-show-all = Show all { $count } files
files-show-less = Show fewer files
files-zip-name = Attachments
files-pictures = Pictures of the message
files-back = Back to the message
files-others = Files of the message
files-previous = Previous file: { $name }
files-next = Next file: { $name }
files-about = { $size }, { $place } of { $count }
files-text-cut = This text is long: only its beginning is shown ({ $size }). Download the file to read all of it.
files-empty = This file is empty.
files-no-preview = This file cannot be shown here.
files-no-preview-sentence = Download it to open it in another program, if you know who it comes from.
files-pdf-hint = Nothing to see? Your browser does not read PDF: download the file.
