### Font of messages.

composing-font = Font of formatted messages
composing-font-hint = A font that the recipient does not have is replaced by a similar one.
composing-font-none = That of the recipient
composing-font-arial = Arial
composing-font-calibri = Calibri
composing-font-verdana = Verdana
composing-font-tahoma = Tahoma
composing-font-trebuchet = Trebuchet MS
composing-font-georgia = Georgia
composing-font-times = Times New Roman
composing-font-courier = Courier New
composing-font-size = Size of letters
composing-font-points = { $count } points
composing-list-replies = “Reply all” to a message of a mailing list
composing-list-replies-hint = The other answer stays in the menu of the message.
composing-list-replies-everybody = To everybody
composing-list-replies-list = To the list
