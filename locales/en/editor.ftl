### How a message looks.

editor-formatting = Formatting
editor-format = Message format
editor-text = Text
editor-font = Font
editor-font-usual = Font
editor-size = Size
editor-size-usual = Size
editor-bold = Bold (Ctrl+B)
editor-italic = Italic (Ctrl+I)
editor-underline = Underlined (Ctrl+U)
editor-color = Text color
editor-list = Bulleted list
editor-ordered = Numbered list
editor-outdent = Less indented
editor-indent = More indented
editor-quote = Quotation
editor-align = Alignment
editor-align-left = Left
editor-align-center = Center
editor-align-right = Right
editor-align-justify = Justify
editor-link = Link
editor-link-question = Address of the link:
editor-image = Insert an image
editor-clear = Clear formatting
editor-warning = Change to text? Formatting and images in the text will be lost.
