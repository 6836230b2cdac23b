//! The proxies of `.packaging/reverse-proxy.md`: its blocks as they stand there, with the names, ports
//! and certificates of a test.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use tempfile::TempDir;

use crate::guard::{self, Guarded};
use crate::lab::lab;

/// The page that operators copy from.
const PAGE: &str = include_str!("../../../.packaging/reverse-proxy.md");

/// Around the block for nginx. Root serves, so that the folder of a test is enough for its files.
const NGINX: &str = r#"
daemon off;
user root;
pid FOLDER/nginx.pid;
error_log FOLDER/error.log;
events {}
http {
    access_log off;
    client_body_temp_path FOLDER/body;
    proxy_temp_path FOLDER/proxy;
    fastcgi_temp_path FOLDER/fastcgi;
    uwsgi_temp_path FOLDER/uwsgi;
    scgi_temp_path FOLDER/scgi;
BLOCK
}
"#;

/// Around the block for Apache: the modules that the page names, and those without which it does not
/// start.
const APACHE: &str = r#"
ServerRoot /usr/lib/apache2
LoadModule mpm_event_module modules/mod_mpm_event.so
LoadModule authz_core_module modules/mod_authz_core.so
LoadModule alias_module modules/mod_alias.so
LoadModule socache_shmcb_module modules/mod_socache_shmcb.so
LoadModule ssl_module modules/mod_ssl.so
LoadModule http2_module modules/mod_http2.so
LoadModule headers_module modules/mod_headers.so
LoadModule proxy_module modules/mod_proxy.so
LoadModule proxy_http_module modules/mod_proxy_http.so
User www-data
Group www-data
DefaultRuntimeDir FOLDER
PidFile FOLDER/apache.pid
ErrorLog FOLDER/error.log
ServerName localhost
Listen 127.0.0.1:PLAIN
Listen 127.0.0.1:TLS
BLOCK
"#;

/// Before the block for Caddy: no interface to change it by, no port for http.
const CADDY: &str = "{\n\tadmin off\n\tauto_https disable_redirects\n}\nBLOCK\n";

/// Which proxy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Nginx,
    Apache,
    Caddy,
}

/// A proxy that runs.
#[derive(Debug)]
pub struct Front {
    _process: Guarded,
    _folder: TempDir,
}

impl Front {
    /// Starts one that serves https for `localhost` on `port`, and asks `upstream` (an address and a
    /// port).
    pub fn start(kind: Kind, port: u16, upstream: &str) -> Self {
        let folder = TempDir::with_prefix("front").expect("a folder");
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("rights");
        let [plain] = guard::free_ports();
        let file = folder.path().join("front.conf");
        fs::write(&file, configuration(kind, folder.path(), plain, port, upstream)).expect("a file");
        let file = file.to_str().expect("a path in UTF-8");
        let log = format!("{}/error.log", folder.path().display());
        let process = match kind {
            Kind::Nginx => Guarded::start("nginx", &["-c", file, "-e", &log], &[]),
            Kind::Apache => Guarded::start("apache2", &["-f", file, "-DFOREGROUND"], &[]),
            Kind::Caddy => {
                let home = ["XDG_DATA_HOME", "XDG_CONFIG_HOME"];
                let home = home.map(|name| (name.to_owned(), folder.path().display().to_string()));
                Guarded::start("caddy", &["run", "--config", file, "--adapter", "caddyfile"], &home)
            }
        };
        guard::wait_for_port(port);
        Self { _process: process, _folder: folder }
    }
}

fn configuration(kind: Kind, folder: &Path, plain: u16, tls: u16, upstream: &str) -> String {
    let (certificate, key) = lab().certificate();
    let (certificate, key) = (certificate.display().to_string(), key.display().to_string());
    let (language, around) = match kind {
        Kind::Nginx => ("nginx", NGINX),
        Kind::Apache => ("apache", APACHE),
        Kind::Caddy => ("caddy", CADDY),
    };
    let (plain, tls) = (plain.to_string(), tls.to_string());
    let caddy_head = format!("https://localhost:{tls} {{\n\tbind 127.0.0.1\n\ttls {certificate} {key}");
    let block = block(language)
        .replace("/etc/ssl/mail.example.org/fullchain.pem", &certificate)
        .replace("/etc/ssl/mail.example.org/privkey.pem", &key)
        .replace("127.0.0.1:8080", upstream);
    // The tests listen on 127.0.0.1 alone, on ports of their own.
    let block = match kind {
        Kind::Nginx => {
            let lines = block.lines().filter(|it| !it.contains("listen [::]:"));
            let block: String = lines.map(|it| format!("{it}\n")).collect();
            block.replace("listen 80", "listen 127.0.0.1:PLAIN").replace("listen 443", "listen 127.0.0.1:TLS")
        }
        Kind::Apache => block.replace("*:80>", "127.0.0.1:PLAIN>").replace("*:443>", "127.0.0.1:TLS>"),
        Kind::Caddy => block.replace("mail.example.org {", &caddy_head),
    };
    around
        .replace("BLOCK", &block.replace("mail.example.org", "localhost"))
        .replace("FOLDER", folder.to_str().expect("a path in UTF-8"))
        .replace("PLAIN", &plain)
        .replace("TLS", &tls)
}

/// The block of the page in this language.
fn block(language: &str) -> String {
    let (_, rest) = PAGE.split_once(&format!("```{language}\n")).expect("a block for it");
    rest.split_once("```").expect("the end of the block").0.to_owned()
}
