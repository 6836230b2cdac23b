//! One body of a test, two tests.

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
