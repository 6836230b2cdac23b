//! From a host name to a session that is signed in.

use std::sync::OnceLock;

use lettre::transport::smtp::authentication::{Credentials as Login, Mechanism};
use lettre::transport::smtp::client::{
    AsyncSmtpConnection, Certificate, CertificateStore, TlsParameters, TlsVersion,
};
use lettre::transport::smtp::extension::ClientId;
use tokio::net::TcpStream;

use super::gate::Gate;
use super::plain::Plain;
use super::{Error, failure};
use crate::credentials::Credentials;
use crate::server::{Security, Server};

/// How we introduce ourselves: without the name of the machine, which is nobody's business.
pub(super) fn hello() -> ClientId {
    ClientId::Domain("localhost".to_owned())
}

/// A connection, and its gate where it has one.
pub(super) type Gated = (AsyncSmtpConnection, Option<Gate>);

pub(super) async fn connect(server: &Server, credentials: &Credentials) -> Result<Gated, Error> {
    let (mut connection, gate) = meet(server).await?;
    sign_in(&mut connection, credentials).await?;
    Ok((connection, gate))
}

/// The same before anybody signs in.
pub(super) async fn meet(server: &Server) -> Result<Gated, Error> {
    match server.security {
        Security::Tls => Ok((open_tls(server).await?, None)),
        Security::StartTls => start_tls(server).await,
        Security::None => open(server).await,
    }
}

/// The stream is lettre's from its first octet on: it has no gate.
async fn open_tls(server: &Server) -> Result<AsyncSmtpConnection, Error> {
    let address = (server.host.as_str(), server.port);
    AsyncSmtpConnection::connect_tokio1(address, None, &hello(), Some(tls(server)?), None)
        .await
        .map_err(failure::of_connection)
}

async fn open(server: &Server) -> Result<Gated, Error> {
    let stream = TcpStream::connect((server.host.as_str(), server.port)).await;
    let stream = stream.map_err(|error| Error::Unreachable(error.into()))?;
    let gate = Gate::default();
    let stream = Box::new(Plain::new(stream, gate.clone()));
    let connection = AsyncSmtpConnection::connect_with_transport(stream, &hello()).await;
    Ok((connection.map_err(failure::of_connection)?, Some(gate)))
}

async fn start_tls(server: &Server) -> Result<Gated, Error> {
    let tls = tls(server)?;
    let (mut connection, gate) = open(server).await?;
    connection.starttls(tls, &hello()).await.map_err(failure::of_connection)?;
    Ok((connection, gate))
}

fn tls(server: &Server) -> Result<TlsParameters, Error> {
    let mut builder = TlsParameters::builder(server.host.clone())
        .set_min_tls_version(TlsVersion::Tlsv12)
        .certificate_store(CertificateStore::None);
    for root in system_roots() {
        builder = builder.add_root_certificate(root.clone());
    }
    if let Some(pem) = &server.extra_roots {
        let extra = Certificate::from_pem(pem).map_err(|error| Error::Certificate(error.into()))?;
        builder = builder.add_root_certificate(extra);
    }
    builder.build_rustls().map_err(|error| Error::Certificate(error.into()))
}

/// The certificates that the system trusts, read once. Those that cannot be read are left out, as
/// one of them would make all the others useless.
fn system_roots() -> &'static [Certificate] {
    static ROOTS: OnceLock<Vec<Certificate>> = OnceLock::new();
    ROOTS.get_or_init(|| {
        let found = rustls_native_certs::load_native_certs().certs;
        let readable = |der: &rustls::pki_types::CertificateDer<'static>| {
            rustls::RootCertStore::empty().add(der.clone()).is_ok()
        };
        let roots = found.into_iter().filter(readable);
        roots.filter_map(|der| Certificate::from_der(der.to_vec()).ok()).collect()
    })
}

async fn sign_in(connection: &mut AsyncSmtpConnection, credentials: &Credentials) -> Result<(), Error> {
    // NUL separates the fields of AUTH PLAIN (RFC 4616): with one in it, it is another login.
    if credentials.login().contains('\0') || credentials.secret().contains('\0') {
        return Err(Error::Credentials);
    }
    let login = Login::new(credentials.login().to_owned(), credentials.secret().to_owned());
    let answer = connection.auth(&[Mechanism::Plain, Mechanism::Login], &login).await;
    answer.map(drop).map_err(failure::of_login)
}
