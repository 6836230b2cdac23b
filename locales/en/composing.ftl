### The settings of writing.

composing-title = Composing
composing-about = These settings hold for all messages that you begin. Each can also be changed while writing.
composing-answers = Answering
composing-quoting = When I answer
composing-quoting-below = Write below the quoted message
composing-quoting-above = Write above the quoted message
composing-quoting-above-whole = Write above the message as it is
composing-quoting-nothing = Do not quote
composing-quote-signatures = Quote the sender’s signature as well
composing-signature = Signature
composing-signing = Add my signature
composing-signing-hint = Each identity has its own, under “Identities”.
composing-signing-always = To all messages
composing-signing-new = To new messages only
composing-signing-answers = To answers and forwards only
composing-signing-never = Never
composing-signature-place = Where the signature stands
composing-signature-words = Right after what I write
composing-signature-end = At the very end, after the quoted message
composing-sending = Ask by default
composing-yes = Yes
composing-no = No
