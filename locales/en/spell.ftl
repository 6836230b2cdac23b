### The spelling of a message, and its settings.

spell-title = Spelling
spell-language = Language of the message
spell-again = Check
spell-count =
    { $count ->
        [0] No unknown words
        [one] { $count } unknown word
       *[other] { $count } unknown words
    }
spell-cut = The end of the text was not checked: it is too long.
spell-previous = Previous unknown word
spell-next = Next unknown word
spell-close = Close the spelling check
spell-times = ({ $count } times)
spell-choose = What to do with “{ $name }”
spell-leave = Leave as it is
spell-replace = Replace with “{ $name }”
spell-ignore = Ignore in this message
spell-add = Add to my dictionary
spell-other = Another correction
spell-other-for = Another correction for “{ $name }”
spell-apply = Apply the corrections
spell-problem = The spelling could not be checked. Your text has not changed; try again in a moment.
spell-full = This word could not be added: your dictionary is full, or it is not a word.
spell-thinking = Searching…
spell-no-suggestion = No suggestions
spell-late = No suggestions yet. Try again in a moment.
spell-before-sending = The message was not sent: it has unknown words. Correct them or leave them, then send it.
spelling-about = Spelling is checked on your server. What you quote, signatures and addresses are not checked.
spelling-checking = Checking
spelling-language = Language of your messages
spelling-language-hint = It can be changed in each message, too.
spelling-language-pages = That of the interface
spelling-before-sending = Check before sending
spelling-before-sending-hint = A message with unknown words is shown to you once more.
spelling-own = My dictionary
spelling-own-words = My words
spelling-own-hint = One word a line. A word in small letters also counts with a capital.
spelling-dictionary = Dictionary
