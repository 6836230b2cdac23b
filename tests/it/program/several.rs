//! Programs on one database, where the tests have PostgreSQL.

use std::fs;

use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions as _, Executor as _};
use tempfile::TempDir;

use super::{Options, Program};

impl Options {
    /// With an empty database of this name that several programs may use; `None` where there is no PostgreSQL.
    pub async fn on_postgres(name: &str) -> Option<Self> {
        let url = std::env::var("TEST_POSTGRES_URL").ok()?;
        let mut connection = url.parse::<PgConnectOptions>().unwrap().connect().await.unwrap();
        let fresh = format!("DROP SCHEMA IF EXISTS {name} CASCADE; CREATE SCHEMA {name}");
        connection.execute(sqlx::AssertSqlSafe(fresh)).await.unwrap();
        let url = format!("{url}&options[search_path]={name}");
        Some(Self { environment: vec![("FACTEUR_DATABASE__URL".to_owned(), url)], ..Self::default() })
    }
}

impl Program {
    /// Another one, with the same settings and the same key.
    pub async fn twin(&self) -> Self {
        let folder = TempDir::with_prefix("facteur").expect("a folder");
        let data = folder.path().join("data");
        fs::create_dir(&data).expect("a folder of data");
        fs::copy(self.data().join("server.key"), data.join("server.key")).expect("a key");
        Self::in_folder(self.options.clone(), folder).await
    }
}
