//! Events of the client as lines, by a small subscriber; `tracing-subscriber` does it more comfortably.
//!
//! ```sh
//! cargo run -p ecm-client --example tracing_output
//! ```

#![allow(clippy::print_stdout, reason = "showing what happens is what the example is for")]

use std::fmt::{Debug, Write as _};
use std::sync::atomic::{AtomicU64, Ordering};

use ecm_client::ecm::{self, DescribeInstancesRequest};
use ecm_client::{Client, Credentials};
use ecm_test_server::{Fault, FaultRule, TestServer};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

/// Subscriber that prints the client's spans and events as they come.
#[derive(Default)]
struct Lines(AtomicU64);

/// Text of the fields of a span or an event.
#[derive(Default)]
struct Fields(String);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        // Writing to a `String` cannot fail.
        let _ = write!(self.0, " {}={value:?}", field.name());
    }
}

impl Subscriber for Lines {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("ecm_client") && *metadata.level() <= Level::DEBUG
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut fields = Fields::default();
        span.record(&mut fields);
        println!("{} span {}{}", span.metadata().level(), span.metadata().name(), fields.0);
        // An id is never zero.
        Id::from_u64(self.0.fetch_add(1, Ordering::Relaxed) + 1)
    }

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        println!("{}{}", event.metadata().level(), fields.0);
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    tracing::subscriber::set_global_default(Lines::default())?;

    // The first attempt fails, the second one succeeds.
    let busy = FaultRule::new(Fault::error("InternalError")).take(1);
    let server = TestServer::builder()
        .shipped("ecm-2019-07-19")
        .credentials("AKIDEXAMPLE", "SECRETEXAMPLE")
        .fault(busy)
        .start()
        .await?;
    let core = Client::builder()
        .credentials(Credentials::new("AKIDEXAMPLE", "SECRETEXAMPLE"))
        .endpoint(server.url())
        .build()?;
    let client = ecm::Client::new(core);
    client.describe_instances(&DescribeInstancesRequest::new()).await?;

    server.shutdown().await;
    Ok(())
}
