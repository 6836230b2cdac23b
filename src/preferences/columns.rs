//! The columns of a list whose rows have one line.

use serde::{Deserialize, Serialize};

/// What a row can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Column {
    /// Who wrote it, or, where all is one's own, whom it was written to.
    From,
    /// Its subject.
    Subject,
    /// Its stars, attachments and the like.
    Marks,
    /// When it came.
    Date,
    /// Whom it was written to.
    To,
    /// How large it is.
    Size,
}

/// How many there are.
pub const ALL: usize = 6;

/// Which columns are shown, in their order.
///
/// Invariant: each once, and the subject among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(from = "Vec<Column>", into = "Vec<Column>")]
pub struct Columns([Option<Column>; ALL]);

impl Default for Columns {
    fn default() -> Self {
        Self::from(vec![Column::From, Column::Subject, Column::Marks, Column::Date])
    }
}

/// What stands there again is left out; a subject that is missing comes last.
impl From<Vec<Column>> for Columns {
    fn from(chosen: Vec<Column>) -> Self {
        let mut columns = [None; ALL];
        let mut kept: Vec<Column> = Vec::new();
        for column in chosen.into_iter().chain([Column::Subject]) {
            if !kept.contains(&column) {
                kept.push(column);
            }
        }
        for (place, column) in columns.iter_mut().zip(kept) {
            *place = Some(column);
        }
        Self(columns)
    }
}

impl From<Columns> for Vec<Column> {
    fn from(columns: Columns) -> Self {
        columns.0.into_iter().flatten().collect()
    }
}

impl Columns {
    /// The column at each place; `None` where there is none any more.
    pub fn places(self) -> [Option<Column>; ALL] {
        self.0
    }

    /// Where a column stands, from 0.
    pub fn place_of(self, column: Column) -> Option<usize> {
        self.0.iter().position(|it| *it == Some(column))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_stands_once_and_the_subject_is_always_there() {
        let columns = |text: &str| Vec::from(serde_json::from_str::<Columns>(text).unwrap());
        assert_eq!(columns(r#"["date","date","subject"]"#), [Column::Date, Column::Subject]);
        assert_eq!(columns(r#"["size"]"#), [Column::Size, Column::Subject]);
        assert_eq!(columns("[]"), [Column::Subject]);
        let all = r#"["to","from","marks","date","size","to"]"#;
        assert_eq!((columns(all).len(), columns(all).last()), (ALL, Some(&Column::Subject)));
        assert!(serde_json::from_str::<Columns>(r#"["colour"]"#).is_err());
        let usual = serde_json::to_string(&Columns::default()).unwrap();
        assert_eq!(usual, r#"["from","subject","marks","date"]"#);
    }
}
