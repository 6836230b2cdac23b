### How the list is shown.

settings-list = Message list
settings-layout = Open message
settings-layout-beside = Beside the list
settings-layout-below = Below the list
settings-layout-alone = In place of the list
settings-row-lines = Lines for each message
settings-row-lines-fit = One where the list is wide, else two
settings-row-lines-one = One, except on a phone
settings-row-lines-two = Two
settings-page-size = Messages on a page
settings-page-size-count = { $count } messages
