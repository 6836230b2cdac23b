//! axe-core on the page that is open.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use serde_json::Value;

use super::Browser;

/// The rules that WCAG 2.2 AA and good practice ask for. A message's own document is somebody
/// else's, and no script may run in it, so frames are left out.
const RUN: &str = "return axe.run(document, { iframes: false, resultTypes: ['violations'] })";

/// Those of them that another theme can break: colours are all that it changes.
const RUN_COLORS: &str = "return axe.run(document, { iframes: false, resultTypes: ['violations'], \
                          runOnly: ['color-contrast', 'link-in-text-block'] })";

impl Browser {
    /// Fails if axe-core finds anything; `page` says where we are.
    pub async fn expect_accessible(&self, page: &str) {
        self.expect_nothing_of_axe(RUN, page).await;
    }

    /// The same for a page that was accessible in another theme: its colours.
    pub async fn expect_accessible_colors(&self, page: &str) {
        self.expect_nothing_of_axe(RUN_COLORS, page).await;
    }

    async fn expect_nothing_of_axe(&self, run: &str, page: &str) {
        if self.script("return 'axe' in window", Vec::new()).await != true {
            self.script(axe(), Vec::new()).await;
        }
        let report = self.script(run, Vec::new()).await;
        let violations: Vec<String> =
            report["violations"].as_array().into_iter().flatten().map(told).collect();
        assert!(violations.is_empty(), "axe-core on {page}:\n{}", violations.join("\n"));
    }
}

/// axe-core itself.
fn axe() -> &'static str {
    static AXE: LazyLock<String> = LazyLock::new(|| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/node_modules/axe-core/axe.min.js");
        fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("{}: {error}; tests/run installs it", path.display()))
    });
    &AXE
}

/// A violation in words: the rule, then each place with what is wrong there.
fn told(violation: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut res = format!("{}: {}", text(&violation["id"]), text(&violation["help"]));
    for node in violation["nodes"].as_array().into_iter().flatten() {
        let why = text(&node["failureSummary"]).replace('\n', "\n      ");
        res += &format!("\n    {}\n      {why}", text(&node["html"]));
    }
    res
}
