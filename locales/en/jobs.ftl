### What goes on by itself.

jobs-title = Actions under way
jobs-none = Nothing is under way.
jobs-look = Follow
jobs-look-at = Follow the action in { $name }
jobs-all = All actions under way
