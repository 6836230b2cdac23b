### When the session ended while somebody wrote.

expired-title = Sign in again
expired-lead = Your session has ended. Your text is still here: sign in again, and what you were doing goes on.
expired-failed = You could not be signed in. Your text is still here; try again in a moment.
expired-away = The server does not answer: nothing was sent. Your text is still here; try again in a moment.
expired-kept-with-files = Your session had ended: nothing was sent. Your text is kept below, and its files ({ $name }) will be attached as soon as you save or send it; read it first.
