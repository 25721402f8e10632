//! Runs the embedded endpoint until its standard input ends, for clients in any language.
//!
//! Prints the address it listens on as its first line. The key is `AKIDEXAMPLE` with the secret
//! `SECRETEXAMPLE`.

use std::io::Write as _;

use ecm_client::endpoint::Endpoint;
use tokio::io::AsyncReadExt as _;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let endpoint = Endpoint::builder()
        .spec(ecm_client::ecm::SPEC)
        .credentials("AKIDEXAMPLE", "SECRETEXAMPLE")
        .start()
        .await?;
    writeln!(std::io::stdout(), "{}", endpoint.url())?;
    std::io::stdout().flush()?;
    // Whoever started this keeps the other end open for as long as it is needed.
    let mut rest = Vec::new();
    tokio::io::stdin().take(1).read_to_end(&mut rest).await?;
    endpoint.shutdown().await;
    Ok(())
}
