//! Spans and metrics on their way to a collector, as OTLP in JSON over HTTP.
//!
//! ```sh
//! cargo run -p ecm-client --features metrics --example telemetry_export
//! ```
//!
//! With `OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318`, they are sent to the collector that listens
//! there; without it, they are printed. A program would leave this to `tracing-opentelemetry` and to an exporter
//! for `metrics`: names and values are the same.

#![allow(clippy::print_stdout, reason = "showing what happens is what the example is for")]

#[path = "telemetry_export/histograms.rs"]
mod histograms;
#[path = "telemetry_export/spans.rs"]
mod spans;

use std::error::Error;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{SystemTime, UNIX_EPOCH};

use ecm_client::ecm::{self, DescribeInstancesRequest};
use ecm_client::{Client, Credentials, MetricsFacade};
use ecm_test_server::{Fault, FaultRule, TestServer};
use serde_json::{Value, json};

/// Version of the semantic conventions that the names are of.
const SCHEMA: &str = "https://opentelemetry.io/schemas/1.42.0";

/// Nanoseconds since 1970, as OTLP writes them in JSON.
fn now() -> String {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos().to_string()
}

/// Attribute with a text.
fn attribute(key: &str, text: &str) -> Value {
    json!({ "key": key, "value": { "stringValue": text } })
}

/// Members that spans and metrics have in common: who they are about.
fn resource() -> Value {
    json!({ "attributes": [attribute("service.name", "telemetry_export")] })
}

/// Sends a document to the collector, or prints it where none is named.
fn export(endpoint: Option<&str>, path: &str, document: &Value) -> Result<(), Box<dyn Error>> {
    let Some(endpoint) = endpoint else {
        println!("{path}\n{document:#}");
        return Ok(());
    };
    let server = endpoint.strip_prefix("http://").ok_or("the endpoint must be http://HOST:PORT")?;
    let server = server.trim_end_matches('/');
    let body = document.to_string();
    let mut connection = TcpStream::connect(server)?;
    write!(
        connection,
        "POST {path} HTTP/1.1\r\nHost: {server}\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )?;
    let mut answer = String::new();
    connection.read_to_string(&mut answer)?;
    println!("{path}: {}", answer.lines().next().unwrap_or("no answer"));
    Ok(())
}

/// Makes a call whose first attempt fails and whose second one succeeds.
async fn call() -> Result<(), Box<dyn Error>> {
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
        .metrics(MetricsFacade::new())
        .build()?;
    ecm::Client::new(core).describe_instances(&DescribeInstancesRequest::new()).await?;
    server.shutdown().await;
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let (spans, histograms) = (spans::Spans::default(), histograms::Histograms::default());
    tracing::subscriber::set_global_default(spans.clone())?;
    metrics::set_global_recorder(histograms.clone()).map_err(|error| error.to_string())?;
    call().await?;
    let endpoint = std::env::var("OTEL_EXPORTER_OTLP_ENDPOINT").ok();
    export(endpoint.as_deref(), "/v1/traces", &spans.document())?;
    export(endpoint.as_deref(), "/v1/metrics", &histograms.document())?;
    Ok(())
}
