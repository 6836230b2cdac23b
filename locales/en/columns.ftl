### The columns of the list.

columns-title = Columns of the list
columns-order = What a row shows, in order
columns-hint = When the list is wide and each message has one line. The subject is always shown.
columns-place = Column { $count }
columns-save = Save the columns
column-none = None
column-from = From
column-subject = Subject
column-marks = Star, attachment
column-date = Date
column-to = To
column-size = Size
