//! What a login may do with a mailbox (RFC 4314, section 2.1).

/// Rights as letters. Where the server told none, a login may do everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rights(String);

impl Rights {
    /// Reads letters and digits; `None` when there is anything else.
    pub fn parse(letters: &str) -> Option<Self> {
        letters.chars().all(|it| it.is_ascii_alphanumeric()).then(|| Self(letters.to_owned()))
    }

    /// To look at it, and nothing else.
    pub fn to_read() -> Self {
        Self("lr".to_owned())
    }

    fn has(&self, letters: &[char]) -> bool {
        self.0.contains(letters)
    }

    /// Whether it may be renamed, moved or removed.
    pub fn may_be_removed(&self) -> bool {
        // `d` and `c` are those of RFC 2086, which old servers tell.
        self.has(&['x', 'd'])
    }

    /// Whether others may be made inside it.
    pub fn may_hold_others(&self) -> bool {
        self.has(&['k', 'c'])
    }

    /// Whether messages may be put into it.
    pub fn may_be_filled(&self) -> bool {
        self.has(&['i'])
    }

    /// Whether messages may be removed from it, or moved out of it.
    pub fn may_be_emptied(&self) -> bool {
        self.has(&['t', 'd']) && self.has(&['e', 'd'])
    }

    /// Whether its messages may be marked as read.
    pub fn may_be_seen(&self) -> bool {
        self.has(&['s'])
    }

    /// Whether its messages may be marked otherwise.
    pub fn may_be_marked(&self) -> bool {
        self.has(&['w'])
    }

    /// Whether nothing can be changed in it.
    pub fn are_to_read(&self) -> bool {
        !self.may_be_filled() && !self.may_be_emptied() && !self.may_be_marked()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_say_what_may_be_done() {
        let may = |letters: &str| {
            let it = Rights::parse(letters).unwrap();
            [it.may_be_filled(), it.may_be_emptied(), it.may_be_seen(), it.may_be_marked(), it.are_to_read()]
        };
        assert_eq!(may("lrwstipekxacd"), [true, true, true, true, false]);
        assert_eq!(may("lrs"), [false, false, true, false, true]);
        assert_eq!(may("lrswi"), [true, false, true, true, false]);
        assert_eq!(may("lrte"), [false, true, false, false, false]);
        assert_eq!(may("lrd"), [false, true, false, false, false], "RFC 2086");
        assert_eq!(Rights::parse("l r"), None);
        assert!(Rights::to_read().are_to_read());
    }
}
