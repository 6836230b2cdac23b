//! What pages asked for and complained about.

use serde_json::Value;

use super::Browser;

impl Browser {
    /// What the program's pages ask of other hosts: addresses, since the last time.
    pub async fn foreign_requests(&self) -> Vec<String> {
        let requests = self.requests().await;
        requests.into_iter().filter(|it| it.starts_with("http") && !it.starts_with(&self.base)).collect()
    }

    /// Every address that was asked for since the last time.
    pub async fn requests(&self) -> Vec<String> {
        let entries = self.driver.get_log("performance").await.expect("the log of requests");
        let urls = entries.iter().filter_map(|it| {
            let event: Value = serde_json::from_str(&it.message).ok()?;
            let sent = event["message"]["method"] == "Network.requestWillBeSent";
            sent.then(|| event["message"]["params"]["request"]["url"].as_str().unwrap_or_default().to_owned())
        });
        urls.collect()
    }

    /// What stands on the console, since the last time: errors of scripts, refusals by the policy.
    pub async fn complaints(&self) -> Vec<String> {
        let entries = self.driver.get_log("browser").await.expect("the console");
        let said = entries.into_iter().map(|it| format!("{}: {}", it.level, it.message));
        said.filter(|it| !self.expected_complaints.iter().any(|known| it.contains(known))).collect()
    }
}
