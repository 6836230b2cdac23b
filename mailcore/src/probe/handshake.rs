//! A TLS handshake that remembers which certificates were shown, also when they are refused.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::ring;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, ProtocolVersion, SignatureScheme};
use tokio_rustls::TlsConnector;

use super::certificate::{Certificate, Refusal};
use super::dialog::one_line;
use super::{Failure, chain};
use crate::server::Server;
use crate::tls::{self, Duplex};

/// A connection under TLS.
pub(super) struct Secured {
    pub(super) stream: Box<dyn Duplex>,
    /// `1.2` or `1.3`.
    pub(super) version: &'static str,
    /// The server's own; `None` when it cannot be read.
    pub(super) certificate: Option<Certificate>,
}

/// Speaks TLS with the host of `server`, trusting whom the clients trust.
pub(super) async fn secure(stream: Box<dyn Duplex>, server: &Server) -> Result<Secured, Failure> {
    let unusable = |error: io::Error| Failure::Tls(chain(&error));
    let name = tls::server_name(server).map_err(unusable)?;
    let roots = tls::roots(server).await.map_err(unusable)?;
    let provider = Arc::new(ring::default_provider());
    let verifier =
        WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider)).build();
    let verifier = verifier.map_err(|error| Failure::Tls(chain(&error)))?;
    let witness = Arc::new(Witness { verifier, shown: Mutex::default() });
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| Failure::Tls(chain(&error)))?
        .dangerous()
        .with_custom_certificate_verifier(Arc::clone(&witness) as Arc<dyn ServerCertVerifier>)
        .with_no_client_auth();
    match TlsConnector::from(Arc::new(config)).connect(name, stream).await {
        Ok(stream) => {
            let version = match stream.get_ref().1.protocol_version() {
                Some(ProtocolVersion::TLSv1_2) => "1.2",
                _ => "1.3",
            };
            let certificate = witness.certificate();
            Ok(Secured { stream: Box::new(stream), version, certificate })
        }
        Err(error) => Err(refused(error, &witness)),
    }
}

/// Why there is no TLS.
fn refused(error: io::Error, witness: &Witness) -> Failure {
    let cause = error.get_ref().and_then(|it| it.downcast_ref::<rustls::Error>());
    match cause {
        None => Failure::Closed(error),
        Some(rustls::Error::InvalidMessage(_)) => Failure::NotTls,
        Some(rustls::Error::InvalidCertificate(why)) => {
            let certificate = witness.certificate();
            let refusal = Refusal::new(why, certificate.as_ref());
            Failure::Certificate { refusal, certificate, sent: witness.shown().len() }
        }
        Some(other) => Failure::Tls(one_line(&other.to_string())),
    }
}

/// Verifies as the clients do, and keeps what it saw.
#[derive(Debug)]
struct Witness {
    verifier: Arc<WebPkiServerVerifier>,
    shown: Mutex<Vec<CertificateDer<'static>>>,
}

impl Witness {
    fn shown(&self) -> Vec<CertificateDer<'static>> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn certificate(&self) -> Option<Certificate> {
        self.shown().first().and_then(|it| Certificate::read(it))
    }
}

impl ServerCertVerifier for Witness {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let all = std::iter::once(end_entity).chain(intermediates).map(|it| it.clone().into_owned());
        *self.shown.lock().unwrap_or_else(PoisonError::into_inner) = all.collect();
        self.verifier.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.verifier.verify_tls12_signature(message, certificate, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.verifier.verify_tls13_signature(message, certificate, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.verifier.supported_verify_schemes()
    }
}
