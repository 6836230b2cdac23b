//! A way to a mail server on which all is heard and nothing is changed.

use std::net::Ipv4Addr;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};

use crate::script::Script;
use crate::wire::Protocol;

/// Listens on a free port for what is meant for `server`, and writes down what is said; the port.
pub async fn listen(protocol: Protocol, server: u16, script: Script) -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            let server = TcpStream::connect((Ipv4Addr::LOCALHOST, server)).await.expect("the mail server");
            client.set_nodelay(true).expect("no delay");
            server.set_nodelay(true).expect("no delay");
            let connection = script.open(protocol);
            let (from_client, to_client) = client.into_split();
            let (from_server, to_server) = server.into_split();
            let (up, down) = (script.clone(), script.clone());
            tokio::spawn(pass_on(from_client, to_server, move |octets| up.client(connection, octets)));
            tokio::spawn(pass_on(from_server, to_client, move |octets| down.server(connection, octets)));
        }
    });
    port
}

/// Hears what comes before it goes on, so that what answers it is heard later.
async fn pass_on(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, hear: impl Fn(&[u8])) {
    let mut octets = vec![0; 64 << 10];
    while let Ok(count @ 1..) = from.read(&mut octets).await {
        hear(&octets[..count]);
        if to.write_all(&octets[..count]).await.is_err() {
            break;
        }
    }
    // Whoever hung up, the other hears it.
    let _ = to.shutdown().await;
}
