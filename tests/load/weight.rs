//! What a list page weighs in a real browser: requests and octets over the wire, headers included,
//! with an empty cache and with a full one.

#[path = "../it/browser/switches.rs"]
mod switches;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde::Serialize;
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::{ChromiumLikeCapabilities as _, DesiredCapabilities, LoggingPrefsLogLevel, WebDriver};

use crate::guard::{self, Guarded};
use crate::maildir::Person;
use crate::visitor::Visitor;
use crate::wait;
use crate::webmail::Webmail;
use switches::SWITCHES;

/// A page that asks for nothing for so long has all it wants.
const STILL: Duration = Duration::from_millis(500);

/// A page in a browser.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Weight {
    pub requests: usize,
    /// Octets over the wire.
    pub octets: u64,
}

/// The list page, first with an empty cache, then once more.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Weights {
    pub cold: Weight,
    pub warm: Weight,
}

/// `None` where there is no ChromeDriver.
pub async fn weigh(webmail: &Webmail, person: &Person) -> Option<Weights> {
    let silent =
        Command::new("chromedriver").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    silent.ok().filter(|it| it.success())?;
    let [port] = guard::free_ports();
    let _driver =
        Guarded::start("chromedriver", &[format!("--port={port}"), "--log-level=OFF".to_owned()], &[]);
    guard::wait_for_port(port);
    let profile = TempDir::with_prefix("chromium").expect("a folder");
    let browser = open(port, profile.path()).await;
    let url = format!("http://127.0.0.1:{}", webmail.port);
    let visitor = Visitor::signed_in(webmail.port, person).await;
    for (name, value) in visitor.cookies() {
        tell(
            &browser,
            "Network.setCookie",
            json!({ "name": name, "value": value, "url": url, "httpOnly": true }),
        )
        .await;
    }
    tell(&browser, "Network.clearBrowserCache", json!({})).await;
    let list = format!("{url}/mail/INBOX");
    let cold = load(&browser, &list).await;
    load(&browser, "about:blank").await;
    let warm = load(&browser, &list).await;
    browser.quit().await.expect("the browser ends");
    Some(Weights { cold, warm })
}

async fn open(port: u16, profile: &Path) -> WebDriver {
    let mut wanted = DesiredCapabilities::chrome();
    for switch in SWITCHES {
        wanted.add_arg(switch).expect("a switch");
    }
    wanted.add_arg(&format!("--user-data-dir={}", profile.display())).expect("a switch");
    wanted.set_logging_prefs("performance", LoggingPrefsLogLevel::All).expect("logs");
    WebDriver::new(format!("http://127.0.0.1:{port}"), wanted).await.expect("a browser")
}

async fn tell(browser: &WebDriver, command: &str, arguments: Value) {
    let answer = browser.cdp().send_raw(command, arguments).await;
    answer.unwrap_or_else(|error| panic!("{command}: {error}"));
}

/// Opens a page and waits until it asks for nothing more.
async fn load(browser: &WebDriver, url: &str) -> Weight {
    let mut traffic = Traffic::default();
    events(browser).await;
    browser.goto(url).await.expect("the page opens");
    let mut last = Instant::now();
    wait::until_async("a page that is still", async || {
        for event in events(browser).await {
            if traffic.absorb(&event) {
                last = Instant::now();
            }
        }
        (last.elapsed() > STILL).then_some(())
    })
    .await;
    traffic.weight()
}

/// What the network did since the last time.
async fn events(browser: &WebDriver) -> Vec<Value> {
    let entries = browser.get_log("performance").await.expect("the log of requests");
    entries.iter().filter_map(|it| serde_json::from_str(&it.message).ok()).collect()
}

/// Requests by their number.
#[derive(Debug, Default)]
struct Traffic {
    octets: BTreeMap<String, u64>,
    cached: BTreeSet<String>,
}

impl Traffic {
    /// Whether an event was one of the network.
    fn absorb(&mut self, event: &Value) -> bool {
        let (method, params) = (&event["message"]["method"], &event["message"]["params"]);
        let id = params["requestId"].as_str().unwrap_or_default().to_owned();
        match method.as_str().unwrap_or_default() {
            "Network.requestServedFromCache" => drop(self.cached.insert(id)),
            "Network.responseReceived" => {
                let (response, url) = (&params["response"], params["response"]["url"].as_str());
                let is_network = url.is_some_and(|it| it.starts_with("http"));
                if response["fromDiskCache"] == true || !is_network {
                    self.cached.insert(id);
                }
            }
            "Network.loadingFinished" => {
                self.octets.insert(id, params["encodedDataLength"].as_u64().unwrap_or_default());
            }
            other => return other.starts_with("Network.request"),
        }
        true
    }

    fn weight(&self) -> Weight {
        let sent = self.octets.iter().filter(|(id, _)| !self.cached.contains(*id));
        Weight { requests: sent.clone().count(), octets: sent.map(|(_, octets)| octets).sum() }
    }
}
