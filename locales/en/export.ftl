### Messages to take away.

export-do = Download as .zip
export-name = Messages
export-nothing = Choose some messages first: tick them in the list, then try again.
