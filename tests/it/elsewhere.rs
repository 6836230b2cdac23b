//! A server of the Web that is not ours: it has pictures, pages that pretend to be some, and a way off
//! a list; and it remembers what it was asked.

use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use crate::lab::lab;

/// One red dot.
pub const GIF: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\xff\0\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

/// The most octets of a question.
const MOST_OCTETS: usize = 100_000;

/// A running server; it ends with the test.
#[derive(Clone, Debug)]
pub struct Elsewhere {
    scheme: &'static str,
    port: u16,
    seen: Arc<Seen>,
}

#[derive(Debug, Default)]
struct Seen {
    connections: AtomicUsize,
    asked: Mutex<Vec<String>>,
}

impl Elsewhere {
    /// In clear.
    pub async fn start() -> Self {
        Self::listening("http", None).await
    }

    /// With the certificate of the laboratory's servers, which is for `localhost` and this machine.
    pub async fn with_tls() -> Self {
        let (certificate, key) = lab().certificate();
        let certificate = CertificateDer::from_pem_slice(&fs::read(certificate).expect("a certificate"));
        let key = PrivateKeyDer::from_pem_slice(&fs::read(key).expect("a key")).expect("a key");
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_no_client_auth()
            .with_single_cert(vec![certificate.expect("a certificate")], key)
            .expect("a configuration");
        Self::listening("https", Some(TlsAcceptor::from(Arc::new(config)))).await
    }

    async fn listening(scheme: &'static str, tls: Option<TlsAcceptor>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let seen = Arc::new(Seen::default());
        let res = Self { scheme, port, seen: Arc::clone(&seen) };
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                seen.connections.fetch_add(1, Ordering::Relaxed);
                let (seen, tls) = (Arc::clone(&seen), tls.clone());
                tokio::spawn(async move {
                    match tls {
                        None => serve(stream, &seen).await,
                        Some(tls) => {
                            if let Ok(stream) = tls.accept(stream).await {
                                serve(stream, &seen).await;
                            }
                        }
                    }
                });
            }
        });
        res
    }

    /// The address of something there: `/dot.gif`, `/page.gif` (a page), `/drawing.png` (SVG), `/off`
    /// (takes a POST), `/no` (refuses everything).
    pub fn url(&self, path: &str) -> String {
        format!("{}://127.0.0.1:{}{path}", self.scheme, self.port)
    }

    /// How often somebody connected.
    pub fn connections(&self) -> usize {
        self.seen.connections.load(Ordering::Relaxed)
    }

    /// What it was asked, in order: heads and bodies as they came.
    pub fn asked(&self) -> Vec<String> {
        self.seen.asked.lock().expect("what was asked").clone()
    }
}

async fn serve(mut stream: impl AsyncRead + AsyncWrite + Unpin, seen: &Seen) {
    let mut question = Vec::new();
    while !is_whole(&question) && question.len() < MOST_OCTETS {
        match stream.read_u8().await {
            Ok(octet) => question.push(octet),
            Err(_) => return,
        }
    }
    let question = String::from_utf8_lossy(&question).into_owned();
    let answer = answer(&question);
    seen.asked.lock().expect("what was asked").push(question);
    let _ = stream.write_all(&answer).await;
    let _ = stream.shutdown().await;
}

/// Whether head and body are there.
fn is_whole(question: &[u8]) -> bool {
    let text = String::from_utf8_lossy(question).to_lowercase();
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head.split_once("content-length: ").and_then(|(_, it)| it.lines().next()?.parse().ok());
    body.len() >= length.unwrap_or(0)
}

fn answer(question: &str) -> Vec<u8> {
    let path = question.split(' ').nth(1).unwrap_or_default();
    let (status, media_type, body): (&str, &str, &[u8]) = match path.split('?').next().unwrap_or_default() {
        "/page.gif" => ("200 OK", "image/gif", b"<!doctype html><script>alert(1)</script>"),
        "/drawing.png" => ("200 OK", "image/png", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        "/off" => ("200 OK", "text/plain", b"Off."),
        "/no" => ("403 Forbidden", "text/plain", b"secret words of the other server"),
        _ => ("200 OK", "image/gif", GIF),
    };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {}\r\nSet-Cookie: who=you\r\n\
         Access-Control-Allow-Origin: *\r\nConnection: close\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}
