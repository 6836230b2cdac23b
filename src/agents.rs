//! What a browser says it is (`User-Agent`, RFC 9110, section 10.1.5), in names that people know.
//!
//! Every browser names others, which it wants to be taken for; so those that are named by themselves alone are
//! looked for first. Nothing is decided by it.

/// The most characters of a `User-Agent` that are looked at and kept.
pub const MOST: usize = 300;

/// A browser and its system, by their names; `None` is one that is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agent {
    /// Firefox.
    pub browser: Option<&'static str>,
    /// Windows.
    pub system: Option<&'static str>,
}

/// Words of a browser, and its name.
const BROWSERS: [(&[&str], &str); 8] = [
    (&["Edg/", "EdgA/", "EdgiOS/"], "Edge"),
    (&["OPR/", "OPT/"], "Opera"),
    (&["Vivaldi/"], "Vivaldi"),
    (&["SamsungBrowser/"], "Samsung Internet"),
    (&["Firefox/", "FxiOS/"], "Firefox"),
    (&["Thunderbird/"], "Thunderbird"),
    (&["Chrome/", "Chromium/", "CriOS/"], "Chrome"),
    (&["Safari/"], "Safari"),
];

const SYSTEMS: [(&str, &str); 7] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
];

/// Reads what a browser says.
pub fn read(said: &str) -> Agent {
    let browser = BROWSERS.iter().find(|(words, _)| words.iter().any(|it| said.contains(it)));
    let system = SYSTEMS.iter().find(|(word, _)| said.contains(word));
    Agent { browser: browser.map(|(_, name)| *name), system: system.map(|(_, name)| *name) }
}

/// What is kept of it: without control characters, and no more than is looked at.
pub fn cut(said: &str) -> String {
    said.chars().filter(|it| !it.is_control()).take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_told_from_those_they_name() {
        for (said, browser, system) in [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
                Some("Firefox"),
                Some("Windows"),
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
                 Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
                Some("Edge"),
                Some("Windows"),
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 \
                 Safari/537.36",
                Some("Chrome"),
                Some("Linux"),
            ),
            (
                "Mozilla/5.0 (Linux; Android 15; K) AppleWebKit/537.36 (KHTML, like Gecko) \
                 SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
                Some("Samsung Internet"),
                Some("Android"),
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like \
                 Gecko) CriOS/142.0 Mobile/15E148 Safari/604.1",
                Some("Chrome"),
                Some("iPhone"),
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                 Version/18.5 Safari/605.1.15",
                Some("Safari"),
                Some("macOS"),
            ),
            ("curl/8.14.1", None, None),
            ("", None, None),
        ] {
            assert_eq!(read(said), Agent { browser, system }, "{said}");
        }
    }

    #[test]
    fn what_is_kept_is_short_and_on_one_line() {
        assert_eq!(cut("a\r\nb\u{1b}[1m"), "ab[1m");
        assert_eq!(cut(&"é".repeat(1_000)).chars().count(), MOST);
    }
}
