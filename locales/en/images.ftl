### Images of other servers in an open message.

images-show = Show images
images-always-for = Always for { $name }
images-once = Images shown this once.
images-trusted = Images shown: you trust this sender.
images-known = Images shown: the sender is in your contacts.
images-stop = Stop showing
