//! One body of a test, two or three tests.

/// Runs each test on both servers, under the name of the server and its own.
macro_rules! on_both_servers {
    ($($name:ident),* $(,)?) => {
        mod on_dovecot {
            $(
                #[tokio::test]
                async fn $name() {
                    super::$name($crate::place::Kind::Dovecot).await;
                }
            )*
        }

        mod on_demo {
            $(
                #[tokio::test]
                async fn $name() {
                    super::$name($crate::place::Kind::Demo).await;
                }
            )*
        }
    };
}
pub(crate) use on_both_servers;

/// The same on a Cyrus as well.
#[allow(unused_macros, reason = "each test binary uses some of it")]
macro_rules! on_every_server {
    ($($name:ident),* $(,)?) => {
        $crate::both::on_both_servers!($($name),*);

        mod on_cyrus {
            $(
                #[tokio::test]
                async fn $name() {
                    super::$name($crate::place::Kind::Cyrus).await;
                }
            )*
        }
    };
}
#[allow(unused_imports, reason = "each test binary uses some of it")]
pub(crate) use on_every_server;
