//! The cells of a row and where they stand when it has one line, for the style sheet.

use crate::preferences::columns::{Column, Columns};

/// The classes of its cells, `o1` to `o6` by their places, or `off`.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::web) struct Cells(Columns);

impl Cells {
    pub(in crate::web) fn new(columns: Columns) -> Self {
        Self(columns)
    }

    pub(in crate::web) fn from(self) -> &'static str {
        self.class(Column::From)
    }

    pub(in crate::web) fn subject(self) -> &'static str {
        self.class(Column::Subject)
    }

    pub(in crate::web) fn marks(self) -> &'static str {
        self.class(Column::Marks)
    }

    pub(in crate::web) fn date(self) -> &'static str {
        self.class(Column::Date)
    }

    /// `None` where it is not shown at all: unlike the others a row of two lines has no place for it.
    pub(in crate::web) fn to(self) -> Option<&'static str> {
        self.0.place_of(Column::To).map(|_| self.class(Column::To))
    }

    /// The same.
    pub(in crate::web) fn size(self) -> Option<&'static str> {
        self.0.place_of(Column::Size).map(|_| self.class(Column::Size))
    }

    fn class(self, column: Column) -> &'static str {
        match self.0.place_of(column) {
            Some(0) => "o1",
            Some(1) => "o2",
            Some(2) => "o3",
            Some(3) => "o4",
            Some(4) => "o5",
            Some(_) => "o6",
            None => "off",
        }
    }
}
