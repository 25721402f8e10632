#![deny(unused_must_use)]

use ecm_client::ecm::{RunInstancesRequest};

fn main() {
    RunInstancesRequest::builder().module_id("em-1");
}
