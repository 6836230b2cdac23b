//! TLS for connections to servers (RFC 8314): 1.2 and up, the name verified against the system's
//! roots and those of the configuration.

use std::io;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use crate::server::Server;

/// What carries octets: TCP, or TLS over it.
pub trait Duplex: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Duplex for T {}

/// Why a connection is not protected.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nobody trusted vouches for that host.
    #[error("the certificate is not trusted for this host")]
    Certificate(#[source] io::Error),
    /// Everything else.
    #[error("no protected connection")]
    Connection(#[source] io::Error),
}

/// What TLS needs to know, made once for each set of roots, so that sessions can be resumed.
#[derive(Debug, Default)]
pub struct Tls {
    configs: Mutex<Vec<Known>>,
}

/// The roots beside the system's, and what was made of them.
type Known = (Option<Vec<u8>>, Arc<ClientConfig>);

impl Tls {
    /// Speaks TLS over `stream` with the host of `server`.
    pub async fn wrap<S: Duplex>(&self, server: &Server, stream: S) -> Result<TlsStream<S>, Error> {
        let name = server_name(server).map_err(Error::Connection)?;
        let config = self.config(server).await.map_err(Error::Connection)?;
        match TlsConnector::from(config).connect(name, stream).await {
            Ok(stream) => Ok(stream),
            Err(error) if is_about_the_certificate(&error) => Err(Error::Certificate(error)),
            Err(error) => Err(Error::Connection(error)),
        }
    }

    /// What a library needs to know that speaks TLS itself, with the host of `server`.
    pub async fn config(&self, server: &Server) -> io::Result<Arc<ClientConfig>> {
        if let Some(config) = self.known(server) {
            return Ok(config);
        }
        let roots = roots(server).await?;
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(io::Error::other)?
            .with_root_certificates(roots)
            .with_no_client_auth();
        let config = Arc::new(config);
        let mut configs = self.configs.lock().unwrap_or_else(PoisonError::into_inner);
        configs.push((server.extra_roots.clone(), Arc::clone(&config)));
        Ok(config)
    }

    fn known(&self, server: &Server) -> Option<Arc<ClientConfig>> {
        let configs = self.configs.lock().unwrap_or_else(PoisonError::into_inner);
        configs.iter().find(|(roots, _)| *roots == server.extra_roots).map(|(_, config)| Arc::clone(config))
    }
}

/// The name that the certificate of `server` must have.
pub(crate) fn server_name(server: &Server) -> io::Result<ServerName<'static>> {
    ServerName::try_from(server.host.clone()).map_err(|it| io::Error::new(io::ErrorKind::InvalidInput, it))
}

/// Who is trusted to vouch for `server`: the system's roots and the configuration's.
pub(crate) async fn roots(server: &Server) -> io::Result<RootCertStore> {
    let mut roots = tokio::task::spawn_blocking(system_roots).await.map_err(io::Error::other)?.clone();
    for certificate in CertificateDer::pem_slice_iter(server.extra_roots.as_deref().unwrap_or_default()) {
        let certificate = certificate.map_err(io::Error::other)?;
        roots.add(certificate).map_err(io::Error::other)?;
    }
    Ok(roots)
}

/// The system's roots, read once; blocks the first time.
fn system_roots() -> &'static RootCertStore {
    static ROOTS: OnceLock<RootCertStore> = OnceLock::new();
    ROOTS.get_or_init(|| {
        let mut roots = RootCertStore::empty();
        let found = rustls_native_certs::load_native_certs();
        for error in &found.errors {
            tracing::warn!(%error, "some of the system's root certificates cannot be read");
        }
        let (added, ignored) = roots.add_parsable_certificates(found.certs);
        tracing::debug!(added, ignored, "read the system's root certificates");
        roots
    })
}

fn is_about_the_certificate(error: &io::Error) -> bool {
    let cause = error.get_ref().and_then(|it| it.downcast_ref::<rustls::Error>());
    matches!(cause, Some(rustls::Error::InvalidCertificate(_) | rustls::Error::NoCertificatesPresented))
}
