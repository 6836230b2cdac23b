### A conversation.

conversation-show = Show the conversation
conversation-back = Back to the message
conversation-open = Open
