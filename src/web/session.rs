//! Who asks: the session (tower-sessions) and the key that opens the password in it.
//!
//! Two cookies, both HttpOnly and gone with the browser. One holds the number of the session,
//! encrypted under the server's key. The other holds a key that is nowhere else: it opens the mail
//! password, which lies sealed in the session's row. So a stolen database opens no mailbox, and
//! neither does one cookie without the other. Both are `SameSite=Lax`, not `Strict`: a link or a
//! bookmark that leads here must find the person signed in, and no GET changes anything.

use std::sync::Arc;

use axum::Router;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::Method;
use axum::http::header::COOKIE;
use axum::http::request::Parts;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use mailcore::credentials::Credentials;
use serde::{Deserialize, Serialize};
use tokio::sync::OnceCell;
use tower_sessions::cookie::{Cookie, Key, SameSite};
use tower_sessions::{Expiry, Session, SessionManagerLayer};
use zeroize::Zeroizing;

use self::cookies::{cookie, cookie_name, set_cookie};
use self::halfway::Waiting;
use super::error::AppError;
use super::judged;
use super::notice::{self, Notice};
use super::token::{FormToken, Token};
use crate::app::App;
use crate::config::Servers;
use crate::i18n::{Locale, dates};
use crate::login::{self, Caller, SignedUp};
use crate::preferences::Preferences;
use crate::secret::{Sealed, SealingKey};
use crate::store::AccountId;
use crate::store::sessions::{ABOUT, About, SessionRows};
use crate::teaching;

mod cookies;
pub(in crate::web) mod ending;
mod halfway;

/// Anybody: signed in or not. Cheap: asks no mail server.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// Chosen on the page, else kept for the account, else the browser's, else the operator's.
    pub locale: Locale,
    /// The operator decides about it.
    pub has_fixed_language: bool,
    /// A fresh (masked) value of the hidden field `csrf`.
    pub csrf: String,
    /// The login name of who is signed in.
    pub login: Option<String>,
    /// A sentence that the page before left for this one.
    pub notice: Option<Notice>,
    /// Whether htmx asks for a fragment (`HX-Request: true`, and not a history restore).
    pub fragment: bool,
    /// The address of the page, to come back to: path and query of a GET; empty for what is sent.
    pub here: String,
    /// What the person decided; the defaults for nobody, and when the database does not say.
    pub preferences: Arc<Preferences>,
    /// When the request came, in seconds since 1970-01-01 UTC.
    pub now: i64,
    /// How many messages wait in the outbox.
    pub waiting: u32,
    /// Whether the person's mail server has rules.
    pub has_rules: bool,
    /// Whether the operator lets these send mail on to other addresses.
    pub may_redirect: bool,
}

/// The signed-in person. A handler that takes it cannot be reached by anyone else: others get 303
/// to `/login?next=…`, or 401 with `HX-Redirect` for a fragment.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The account.
    pub account: AccountId,
    /// For the person's own mail servers.
    pub credentials: Credentials,
    /// Those servers.
    pub servers: Arc<Servers>,
    /// As of anybody.
    pub visitor: Visitor,
}

/// Adds the session layer, and `Visit` for the extractors.
pub fn with_sessions(routes: Router<App>, app: &App) -> Router<App> {
    let rows = SessionRows::new(app.store.clone(), app.config.session_idle, app.config.session_life);
    let sessions = SessionManagerLayer::new(rows)
        .with_name(cookie_name(app, "session"))
        .with_secure(app.config.is_https())
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_path("/")
        .with_expiry(Expiry::OnSessionEnd)
        .with_private(Key::derive_from(app.server_key.derive("session cookie").octets()));
    routes.layer(from_fn_with_state(app.clone(), visit)).layer(sessions)
}

/// One request, as far as it concerns who asks. Nothing is read before it is needed.
#[derive(Clone, Debug)]
pub(in crate::web) struct Visit(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    app: App,
    session: Session,
    key: Option<SealingKey>,
    waiting: Option<Waiting>,
    form: FormToken,
    language: Option<Locale>,
    asked_for: Option<Locale>,
    fragment: bool,
    reads: bool,
    here: String,
    now: i64,
    person: OnceCell<Option<Person>>,
}

/// Who is signed in, with the password open.
#[derive(Clone, Debug)]
struct Person {
    kept: Kept,
    token: Token,
    credentials: Credentials,
}

/// What the session's row keeps of a person.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Kept {
    account: i64,
    login: String,
    /// Sealed under the browser's key, with the login name as label; Base64.
    password: String,
    csrf: String,
    language: Option<String>,
}

const KEPT: &str = "person";

async fn visit(State(app): State<App>, session: Session, mut request: Request, next: Next) -> Response {
    let visit = Visit::new(app, session, &request);
    request.extensions_mut().insert(visit.clone());
    let mut response = dates::for_somebody(next.run(request)).await;
    if let Some(value) = visit.0.form.to_set() {
        set_cookie(&mut response, &cookie(&visit.0.app, "form", value));
    }
    response
}

impl Visit {
    fn new(app: App, session: Session, request: &Request) -> Self {
        let (reads, headers) = (request.method() == Method::GET, request.headers());
        let here = request.uri().path_and_query().filter(|_| reads);
        let says = |name: &str| headers.get(name).and_then(|it| it.to_str().ok());
        let found = |name: &'static str| {
            let name = cookie_name(&app, name);
            let lines = headers.get_all(COOKIE).iter().filter_map(|it| it.to_str().ok());
            let mut cookies = lines.flat_map(Cookie::split_parse).flatten();
            cookies.find(|it| it.name() == name).map(|it| it.value().to_owned())
        };
        let inner = Inner {
            key: found("key").and_then(|it| SealingKey::from_text(&it)),
            waiting: found("code").and_then(|it| Waiting::from_text(&it)),
            form: FormToken::new(app.server_key.derive("form cookie"), found("form").as_deref()),
            language: found("lang").and_then(|it| Locale::from_tag(&it)),
            asked_for: says("accept-language").and_then(Locale::from_accept_language),
            fragment: says("hx-request") == Some("true")
                && says("hx-history-restore-request") != Some("true"),
            reads,
            here: here.map(|it| it.as_str().to_owned()).unwrap_or_default(),
            now: jiff::Timestamp::now().as_second(),
            person: OnceCell::new(),
            app,
            session,
        };
        Self(Arc::new(inner))
    }

    /// Who is signed in. A row without the browser's key, or a key that does not open it, is nobody.
    async fn person(&self) -> Result<Option<&Person>, AppError> {
        let find = || async {
            let kept: Option<Kept> = self.0.session.get(KEPT).await?;
            Ok::<_, AppError>(kept.and_then(|kept| self.open(kept)))
        };
        Ok(self.0.person.get_or_try_init(find).await?.as_ref())
    }

    /// Whoever signed in before the operator closed the list of domains is nobody by a name that is not among them.
    fn open(&self, kept: Kept) -> Option<Person> {
        if !login::is_ours(&kept.login, &self.0.app.config) {
            return None;
        }
        let sealed = Sealed(URL_SAFE_NO_PAD.decode(&kept.password).ok()?);
        let password = self.0.key.as_ref()?.open(&sealed, &kept.login).ok()?;
        let password = Zeroizing::new(str::from_utf8(&password).ok()?.to_owned());
        let credentials = Credentials::new(kept.login.clone(), password);
        Some(Person { token: Token::from_text(&kept.csrf)?, credentials, kept })
    }

    /// Whether somebody is signed in.
    pub(in crate::web) async fn is_somebody(&self) -> Result<bool, AppError> {
        Ok(self.person().await?.is_some())
    }

    /// As [`Visitor`], for a page.
    pub(in crate::web) async fn visitor(&self) -> Result<Visitor, AppError> {
        let person = self.person().await?;
        let notice = match person {
            Some(_) if self.is_page() => notice::take(&self.0.session).await?,
            _ => None,
        };
        let preferences = match person {
            Some(person) => self.preferences(person).await,
            None => self.0.app.decisions.usual(),
        };
        dates::tell_by(preferences.looks.clock());
        let visitor = self.visitor_as(person);
        let notice = notice.or_else(|| self.late_lesson(person?, visitor.locale));
        let account = person.filter(|_| self.is_page()).map(|it| AccountId(it.kept.account));
        let waiting = crate::outbox::waiting::count(&self.0.app.store, account).await;
        Ok(Visitor { notice, preferences: Arc::new(preferences), waiting, ..visitor })
    }

    /// Whether something that was left can be told: a fragment has no place for it.
    fn is_page(&self) -> bool {
        self.0.reads && !self.0.fragment
    }

    /// What a spam filter did not learn, while nobody waited for it.
    fn late_lesson(&self, person: &Person, locale: Locale) -> Option<Notice> {
        let problem = self.is_page().then(|| teaching::take_untold(AccountId(person.kept.account)))??;
        Some(judged::late(problem, locale).into())
    }

    /// What somebody decided; when the database is away what the operator did, so that reading goes on.
    async fn preferences(&self, person: &Person) -> Preferences {
        Preferences::of_or_usual(&self.0.app.decisions, AccountId(person.kept.account)).await
    }

    /// The visitor of a page that must come even when the database is away.
    pub(in crate::web) async fn visitor_whatever_happens(&self) -> Visitor {
        let person = self.person().await.unwrap_or_default();
        let preferences = match person {
            Some(person) => self.preferences(person).await,
            None => self.0.app.decisions.usual(),
        };
        dates::tell_by(preferences.looks.clock());
        Visitor { preferences: Arc::new(preferences), ..self.visitor_as(person) }
    }

    fn visitor_as(&self, person: Option<&Person>) -> Visitor {
        let kept = || Locale::from_tag(person?.kept.language.as_deref()?);
        let usual = || Locale::from_tag(&self.0.app.config.language);
        let rules = self.0.app.decisions.rules();
        let chosen = rules.fixed_language().or(self.0.language).or_else(kept);
        let locale = chosen.or(rules.usual_language()).or(self.0.asked_for).or_else(usual);
        Visitor {
            locale: locale.unwrap_or_default(),
            has_fixed_language: rules.fixed_language().is_some(),
            csrf: person.map_or_else(|| self.0.form.hand_out(), |it| it.token.masked()),
            login: person.map(|it| it.kept.login.clone()),
            notice: None,
            fragment: self.0.fragment,
            here: self.0.here.clone(),
            preferences: Arc::default(),
            now: self.0.now,
            waiting: 0,
            may_redirect: self.0.app.config.rules.redirect,
            has_rules: person
                .is_some_and(|it| self.0.app.config.servers_of(&it.kept.login).managesieve.is_some()),
        }
    }

    /// Whether the hidden field is the one we gave: that of the session, or of the form cookie for
    /// nobody. The login form takes the form cookie in any case: another tab may have signed in.
    pub(in crate::web) async fn accepts(&self, field: &str, is_login: bool) -> Result<bool, AppError> {
        let Some(field) = Token::unmask(field) else { return Ok(false) };
        Ok(match self.person().await? {
            Some(person) if person.token.is(&field) => true,
            Some(_) => is_login && self.0.form.is(&field),
            None => self.0.form.is(&field),
        })
    }

    #[cfg(test)]
    pub(in crate::web) fn app(&self) -> &App {
        &self.0.app
    }

    /// The language that was chosen on a page of this browser.
    pub(in crate::web) fn chosen_language(&self) -> Option<Locale> {
        self.0.language
    }

    /// Whether htmx asks for a fragment.
    pub(in crate::web) fn is_fragment(&self) -> bool {
        self.0.fragment
    }

    /// Whether the browser brought a session, which may have ended.
    pub(in crate::web) fn had_key(&self) -> bool {
        self.0.key.is_some()
    }

    /// Signs in: a session with a new number, so that nobody who knew the old one has it. It is written before this
    /// returns, so that whoever ends the sessions of the person finds it. Both cookies go out with `response`.
    pub(in crate::web) async fn begin(
        &self,
        who: &SignedUp,
        password: &str,
        language: Option<String>,
        caller: &Caller,
        response: &mut Response,
    ) -> Result<(), AppError> {
        let key = SealingKey::random();
        let login = who.credentials.login().to_owned();
        let kept = Kept {
            account: who.account.0,
            password: URL_SAFE_NO_PAD.encode(key.seal(password.as_bytes(), &login).0),
            login,
            csrf: Token::random().to_text(),
            language,
        };
        self.0.session.clear().await;
        self.0.session.cycle_id().await?;
        let (address, agent) = (caller.address.to_canonical().to_string(), caller.agent.clone());
        self.0.session.insert(ABOUT, About { account: kept.account, address, agent }).await?;
        self.0.session.insert(KEPT, kept).await?;
        self.0.session.save().await?;
        set_cookie(response, &cookie(&self.0.app, "key", key.to_text().to_string()));
        Ok(())
    }

    /// Keeps the language that was chosen: in a cookie of a year, and for the account if somebody
    /// is signed in. Where the operator has fixed one, nothing.
    pub(in crate::web) async fn choose(
        &self,
        locale: Locale,
        response: &mut Response,
    ) -> Result<(), AppError> {
        if self.0.app.decisions.rules().fixed_language().is_some() {
            return Ok(());
        }
        if let Some(person) = self.person().await? {
            let account = AccountId(person.kept.account);
            self.0.app.store.set_account_language(account, locale.tag()).await?;
        }
        let mut chosen = cookie(&self.0.app, "lang", locale.tag().to_owned());
        chosen.set_max_age(time::Duration::days(365));
        set_cookie(response, &chosen);
        Ok(())
    }
}

impl FromRequestParts<App> for Visit {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, _app: &App) -> Result<Self, AppError> {
        let visit = parts.extensions.get::<Self>().cloned();
        visit.ok_or_else(|| AppError::Internal("a route without the session layer".into()))
    }
}

impl FromRequestParts<App> for Visitor {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, AppError> {
        Visit::from_request_parts(parts, app).await?.visitor().await
    }
}

impl FromRequestParts<App> for SignedIn {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, AppError> {
        let visit = Visit::from_request_parts(parts, app).await?;
        let visitor = visit.visitor().await?;
        let person = visit.person().await?.ok_or(AppError::NotSignedIn)?;
        Ok(Self {
            account: AccountId(person.kept.account),
            servers: app.config.servers_of(&person.kept.login),
            credentials: person.credentials.clone(),
            visitor,
        })
    }
}
