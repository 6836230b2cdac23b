### The copy of the text in the browser.

copy-title = A text typed here at { $time } was not saved. Here it is:
copy-failed = This text could not be taken up. It is still in this browser; try again in a moment.
copy-take = Take up this text
copy-leave = Do not keep it
copy-question = Keep a copy in this browser while writing
copy-hint = It is encrypted, and removed as soon as the server has the text or you sign out.
