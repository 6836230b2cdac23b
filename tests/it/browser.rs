//! Chromium, as a person uses it: clicks on words, types into fields, looks.
//!
//! One ChromeDriver serves all tests; each browser has a profile of its own and speaks French.

mod axe;
mod frame;
mod hand;
mod keys;
mod log;
mod room;
mod switches;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::{
    By, CapabilitiesHelper as _, ChromeCapabilities, ChromiumLikeCapabilities as _, DesiredCapabilities,
    LoggingPrefsLogLevel, PageLoadStrategy, WebDriver, WebElement, WindowHandle,
};
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::client::{Upload, squeezed};
use crate::guard::{self, Guarded};
use crate::lab::Account;
use crate::wait;
use switches::SWITCHES;

/// Browsers at a time: each is several processes.
static ROOM: Semaphore = Semaphore::const_new(2);

/// How large the window is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// 1440 x 900.
    Desk,
    /// 390 x 844, a touch screen.
    Phone,
    /// 320 x 640, a touch screen: the least that there is, or a large page at 400 %.
    Small,
    /// 800 x 1000, a touch screen: list and message beside each other, with no room to spare.
    Tablet,
}

/// What the person's system prefers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    Light,
    Dark,
}

/// A window of a browser of its own.
#[derive(Debug)]
pub struct Browser {
    driver: WebDriver,
    base: String,
    profile: TempDir,
    /// Words of messages on the console that a test provokes.
    pub expected_complaints: Vec<&'static str>,
    _room: SemaphorePermit<'static>,
}

impl Browser {
    /// A new window on an empty page.
    pub async fn open(base: &str) -> Self {
        Self::waiting(base, PageLoadStrategy::Normal).await
    }

    /// The same for somebody who does not wait until a page is there as a whole.
    pub async fn open_hasty(base: &str) -> Self {
        Self::waiting(base, PageLoadStrategy::None).await
    }

    async fn waiting(base: &str, until: PageLoadStrategy) -> Self {
        let room = ROOM.acquire().await.expect("room");
        let profile = TempDir::with_prefix("chromium").expect("a folder");
        let driver =
            WebDriver::new(chromedriver(), capabilities(profile.path(), until)).await.expect("a browser");
        let res =
            Self { driver, base: base.to_owned(), profile, expected_complaints: Vec::new(), _room: room };
        res.resize(Size::Desk).await;
        res
    }

    /// From now on, runs no script of a page, as some people set their browser.
    pub async fn forbid_scripts(&self) {
        self.tell("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
    }

    /// Gives the window another size.
    pub async fn resize(&self, size: Size) {
        let (width, height, touch) = match size {
            Size::Desk => (1440, 900, false),
            Size::Phone => (390, 844, true),
            Size::Small => (320, 640, true),
            Size::Tablet => (800, 1000, true),
        };
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": touch });
        self.tell("Emulation.setDeviceMetricsOverride", metrics).await;
        self.tell("Emulation.setTouchEmulationEnabled", json!({ "enabled": touch })).await;
    }

    /// Changes what the system prefers.
    pub async fn prefer(&self, theme: Theme) {
        let value = match theme {
            Theme::Light => "light",
            Theme::Dark => "dark",
        };
        let feature = json!({ "name": "prefers-color-scheme", "value": value });
        // Without motion: a picture must not catch a colour on its way to another.
        let still = json!({ "name": "prefers-reduced-motion", "value": "reduce" });
        self.tell("Emulation.setEmulatedMedia", json!({ "features": [feature, still] })).await;
    }

    /// Shows pages as they come out on paper.
    pub async fn prefer_paper(&self) {
        self.tell("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
    }

    /// Opens an address of the program.
    pub async fn goto(&self, path: &str) {
        self.driver.goto(format!("{}{path}", self.base)).await.expect("the page opens");
    }

    /// The path that the address bar shows.
    pub async fn path(&self) -> String {
        let url = self.driver.current_url().await.expect("an address");
        url.query().map_or_else(|| url.path().to_owned(), |it| format!("{}?{it}", url.path()))
    }

    /// The visible words.
    pub async fn text(&self) -> String {
        let text = self.script("return document.body ? document.body.innerText : ''", Vec::new()).await;
        squeezed(text.as_str().unwrap_or_default())
    }

    /// Waits until these words are visible.
    pub async fn wait_for_text(&self, words: &str) {
        let seen = async || self.text().await.contains(words).then_some(());
        wait::until_async(&format!("{words:?} on the page"), seen).await;
    }

    /// Waits for a visible element.
    pub async fn wait_for(&self, css: &str) -> WebElement {
        wait::until_async(&format!("{css} on the page"), async || {
            for element in self.driver.find_all(By::Css(css)).await.unwrap_or_default() {
                if element.is_displayed().await.unwrap_or_default() {
                    return Some(element);
                }
            }
            None
        })
        .await
    }

    /// The window, or tab, that is looked at.
    pub async fn window(&self) -> WindowHandle {
        self.driver.window().await.expect("a tab")
    }

    /// Opens an address of the program in another one, and looks at that.
    pub async fn open_window(&self, path: &str) -> WindowHandle {
        let tab = self.driver.new_tab().await.expect("another tab");
        self.switch_to(&tab).await;
        self.goto(path).await;
        tab
    }

    /// Looks at another one.
    pub async fn switch_to(&self, tab: &WindowHandle) {
        self.driver.switch_to_window(tab.clone()).await.expect("the tab");
    }

    /// Waits until there are so many, and gives them.
    pub async fn windows(&self, count: usize) -> Vec<WindowHandle> {
        let all = async || self.driver.windows().await.ok().filter(|it| it.len() == count);
        wait::until_async("windows", all).await
    }

    /// What stands in the visible field of this name.
    pub async fn value(&self, name: &str) -> String {
        // The page may be another one by the time that the field is read.
        let read = async || self.wait_for(&format!("[name={name}]")).await.prop("value").await.ok();
        wait::until_async("the value of a field", read).await.unwrap_or_default()
    }

    /// Signs in by the form, and waits for the inbox.
    pub async fn sign_in(&self, account: &Account) {
        self.goto("/login").await;
        self.fill("user", &account.address).await;
        self.fill("password", &account.password).await;
        self.click("Se connecter").await;
        self.wait_for("#rows").await;
    }

    /// Chooses files in the form that is open, as the dialog of the system does.
    pub async fn choose_files(&self, files: &[Upload]) {
        let folder = self.profile.path().join("chosen");
        fs::create_dir_all(&folder).expect("a folder");
        let paths = files.iter().map(|file| {
            let path = folder.join(&file.name);
            fs::write(&path, &file.octets).expect("a file");
            path.to_str().expect("a path in UTF-8").to_owned()
        });
        // One path on each line is how WebDriver chooses several.
        let paths = paths.collect::<Vec<String>>().join("\n");
        let field = self.driver.find(By::Css("input[type=file][name]")).await.expect("a field for files");
        field.send_keys(paths).await.expect("chosen files");
    }

    /// An attribute of the first element that the selector finds; empty when there is none.
    pub async fn attribute(&self, css: &str, name: &str) -> String {
        let element = self.wait_for(css).await;
        element.attr(name).await.expect("an attribute").unwrap_or_default()
    }

    /// The visible words of each such element.
    pub async fn texts(&self, css: &str) -> Vec<String> {
        let script = "return [...document.querySelectorAll(arguments[0])].map(it => it.innerText)";
        let found = self.script(script, vec![json!(css)]).await;
        found.as_array().into_iter().flatten().filter_map(Value::as_str).map(squeezed).collect()
    }

    /// Takes a picture of the window: `target/pictures/{name}.png`.
    pub async fn picture(&self, name: &str) {
        let folder = pictures();
        fs::create_dir_all(&folder).expect("a folder for pictures");
        self.driver.screenshot(&folder.join(format!("{name}.png"))).await.expect("a picture");
    }

    /// The names of the cookies, and whether each goes by https alone.
    pub async fn cookies(&self) -> Vec<(String, bool)> {
        let cookies = self.driver.get_all_cookies().await.expect("the cookies");
        cookies.into_iter().map(|it| (it.name, it.secure.unwrap_or_default())).collect()
    }

    /// Closes the window, whatever its pages did.
    pub async fn leave(self) {
        self.driver.clone().quit().await.expect("the browser ends");
    }

    /// Closes the window. Fails if a page complained or asked another host for something.
    pub async fn close(self) {
        let (complaints, foreign) = (self.complaints().await, self.foreign_requests().await);
        self.driver.clone().quit().await.expect("the browser ends");
        assert_eq!(complaints, Vec::<String>::new(), "on the console");
        assert_eq!(foreign, Vec::<String>::new(), "asked of other hosts");
    }

    /// Presses a key on the page: `ArrowRight`, `Escape`.
    pub async fn press(&self, key: &str) {
        for kind in ["keyDown", "keyUp"] {
            self.tell("Input.dispatchKeyEvent", json!({ "type": kind, "key": key, "code": key })).await;
        }
    }

    /// Lets pages read what was copied, which a person is asked about.
    pub async fn allow_clipboard(&self) {
        let permissions = json!(["clipboardReadWrite", "clipboardSanitizedWrite"]);
        let arguments = json!({ "origin": self.base, "permissions": permissions });
        self.tell("Browser.grantPermissions", arguments).await;
    }

    /// The addresses of all documents that the browser has open, its own as well.
    pub async fn targets(&self) -> Vec<String> {
        let found = self.driver.cdp().send_raw("Target.getTargets", json!({})).await.expect("the targets");
        let found = found["targetInfos"].as_array().cloned().unwrap_or_default();
        found.iter().filter_map(|it| it["url"].as_str().map(str::to_owned)).collect()
    }

    /// Runs a script in the page and gives what it returns.
    pub async fn script(&self, script: &str, arguments: Vec<Value>) -> Value {
        let answer = self.driver.execute(script, arguments).await;
        answer.unwrap_or_else(|error| panic!("{script}: {error}")).json().clone()
    }

    /// Runs a script that gives what it calls its last argument with.
    pub async fn script_with_end(&self, script: &str, arguments: Vec<Value>) -> Value {
        let answer = self.driver.execute_async(script, arguments).await;
        answer.unwrap_or_else(|error| panic!("{script}: {error}")).json().clone()
    }

    async fn tell(&self, command: &str, arguments: Value) {
        let answer = self.driver.cdp().send_raw(command, arguments).await;
        answer.unwrap_or_else(|error| panic!("{command}: {error}"));
    }
}

impl Drop for Browser {
    /// A test that failed does not wait two minutes for an end that nobody asks for any more: ChromeDriver ends what
    /// is left with itself.
    fn drop(&mut self) {
        if std::thread::panicking() {
            let _ = self.driver.clone().leak();
        }
    }
}

/// Where pictures go.
pub fn pictures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/pictures")
}

fn capabilities(profile: &Path, until: PageLoadStrategy) -> ChromeCapabilities {
    let mut res = DesiredCapabilities::chrome();
    res.set_page_load_strategy(until).expect("a strategy");
    for switch in SWITCHES {
        res.add_arg(switch).expect("a switch");
    }
    res.add_arg(&format!("--user-data-dir={}", profile.join("profile").display())).expect("a switch");
    let settings = json!({
        "download.default_directory": profile.join("downloads"),
        "download.prompt_for_download": false,
        "intl.accept_languages": "fr-FR,fr",
    });
    res.add_experimental_option("prefs", settings).expect("settings");
    // The authority of the laboratory is in no browser.
    res.accept_insecure_certs(true).expect("a setting");
    res.set_logging_prefs("browser", LoggingPrefsLogLevel::Warning).expect("logs");
    res.set_logging_prefs("performance", LoggingPrefsLogLevel::All).expect("logs");
    res
}

/// The address of ChromeDriver, started at the first call.
fn chromedriver() -> &'static str {
    static DRIVER: OnceLock<(String, Guarded)> = OnceLock::new();
    let (url, _) = DRIVER.get_or_init(|| {
        let [port] = guard::free_ports();
        let process =
            Guarded::start("chromedriver", &[format!("--port={port}"), "--log-level=OFF".to_owned()], &[]);
        guard::wait_for_port(port);
        (format!("http://127.0.0.1:{port}"), process)
    });
    url
}
