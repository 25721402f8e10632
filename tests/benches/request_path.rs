//! One `RunInstances` request from values to signed bytes and headers, beside what the same costs
//! when it is written by hand for this one request, and checks nothing.
//!
//! `BENCHMARKS.md` says how to run it and what came out.

#![allow(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant, SystemTime};

use ecm_client::ecm::{
    self, DataDisk, EnhancedService, Isp, Login, RunInstancesRequest, RunMonitorServiceEnabled,
    Tag, TagResourceType, TagSpecification, ZoneInstanceCountIsp,
};
use ecm_client::sign::{
    Authorization, CanonicalRequest, Scope, SigningKey, SigningTime, StringToSign,
};
use ecm_client::{
    BoxFuture, Client, Credentials, Reply, SecretText, SignedRequest, Transport, TransportError,
};
use hmac::{Hmac, KeyInit as _, Mac as _};
use http::header::{AUTHORIZATION, CONTENT_TYPE, HOST};
use http::{HeaderMap, HeaderName, HeaderValue};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

const ROUNDS: usize = 41;
const CALLS: u32 = 2_000;
const SECRET_KEY: &str = "SECRETEXAMPLE";
const SERVICE_HOST: &str = "ecm.tencentcloudapi.com";
const JSON: &str = "application/json; charset=utf-8";

/// Answers at once.
struct Canned;

impl Transport for Canned {
    fn send(&self, request: SignedRequest) -> BoxFuture<'_, Result<Reply, TransportError>> {
        black_box(&request);
        const BODY: &[u8] = br#"{"Response":{"InstanceIdSet":["ein-1"],"RequestId":"r-1"}}"#;
        Box::pin(std::future::ready(Ok(Reply::new(200, BODY))))
    }
}

fn request() -> RunInstancesRequest {
    RunInstancesRequest::builder()
        .zone_instance_count_isp_set([ZoneInstanceCountIsp::new(
            "ap-guangzhou-ecm-1",
            2,
            Isp::Ctcc,
        )])
        .login(Login::Password("Pa55word!2345".into()))
        .internet_max_bandwidth_out(100)
        .image_id("img-12345678")
        .instance_name("edge-node-{R:3}")
        .host_name("edge-node")
        .enhanced_service(
            EnhancedService::builder()
                .monitor_service(RunMonitorServiceEnabled::builder().enabled(true).build())
                .build(),
        )
        .tag_specification([TagSpecification::new(
            TagResourceType::Instance,
            [Tag::new("team", "edge"), Tag::new("stage", "production")],
        )])
        .user_data("IyEvYmluL3NoCmVjaG8gaGVsbG8gPiAvdG1wL2hlbGxvCg==")
        .instance_type("SA2.MEDIUM4")
        .security_group_ids(["esg-abcdefgh"])
        .data_disks([DataDisk::new(100)])
        .build()
}

/// The same request as plain structs.
mod plain {
    use serde::Serialize;

    #[derive(Serialize)]
    #[serde(rename_all = "PascalCase")]
    pub(crate) struct Zone {
        pub(crate) zone: String,
        pub(crate) instance_count: i64,
        #[serde(rename = "ISP")]
        pub(crate) isp: String,
    }

    #[derive(Serialize)]
    #[serde(rename_all = "PascalCase")]
    pub(crate) struct Enabled {
        pub(crate) enabled: bool,
    }

    #[derive(Serialize)]
    #[serde(rename_all = "PascalCase")]
    pub(crate) struct Services {
        pub(crate) monitor_service: Option<Enabled>,
    }

    #[derive(Serialize)]
    #[serde(rename_all = "PascalCase")]
    pub(crate) struct Tag {
        pub(crate) key: String,
        pub(crate) value: String,
    }

    #[derive(Serialize)]
    #[serde(rename_all = "PascalCase")]
    pub(crate) struct Tags {
        pub(crate) resource_type: String,
        pub(crate) tags: Vec<Tag>,
    }

    #[derive(Serialize)]
    #[serde(rename_all = "PascalCase")]
    pub(crate) struct Disk {
        pub(crate) disk_size: i64,
    }
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Plain {
    #[serde(rename = "ZoneInstanceCountISPSet")]
    zones: Vec<plain::Zone>,
    password: Option<String>,
    internet_max_bandwidth_out: Option<i64>,
    image_id: Option<String>,
    instance_name: Option<String>,
    host_name: Option<String>,
    enhanced_service: Option<plain::Services>,
    tag_specification: Option<Vec<plain::Tags>>,
    user_data: Option<String>,
    instance_type: Option<String>,
    security_group_ids: Option<Vec<String>>,
    data_disks: Option<Vec<plain::Disk>>,
}

fn plain() -> Plain {
    let tag = |key: &str, value: &str| plain::Tag { key: key.into(), value: value.into() };
    Plain {
        zones: vec![plain::Zone {
            zone: "ap-guangzhou-ecm-1".into(),
            instance_count: 2,
            isp: "CTCC".into(),
        }],
        password: Some("Pa55word!2345".into()),
        internet_max_bandwidth_out: Some(100),
        image_id: Some("img-12345678".into()),
        instance_name: Some("edge-node-{R:3}".into()),
        host_name: Some("edge-node".into()),
        enhanced_service: Some(plain::Services {
            monitor_service: Some(plain::Enabled { enabled: true }),
        }),
        tag_specification: Some(vec![plain::Tags {
            resource_type: "instance".into(),
            tags: vec![tag("team", "edge"), tag("stage", "production")],
        }]),
        user_data: Some("IyEvYmluL3NoCmVjaG8gaGVsbG8gPiAvdG1wL2hlbGxvCg==".into()),
        instance_type: Some("SA2.MEDIUM4".into()),
        security_group_ids: Some(vec!["esg-abcdefgh".into()]),
        data_disks: Some(vec![plain::Disk { disk_size: 100 }]),
    }
}

/// What signs by hand: everything that the day does not change is there already.
struct Floor {
    head: Sha256,
    key: Hmac<Sha256>,
    scope: String,
    authorization: String,
}

impl Floor {
    fn new() -> Result<Self, Box<dyn Error>> {
        let time = SigningTime::try_from(SystemTime::now())?;
        let scope = Scope::new(&time, "ecm").to_string();
        let mut key = format!("TC3{SECRET_KEY}").into_bytes();
        for part in scope.split('/') {
            let mut mac = Hmac::<Sha256>::new_from_slice(&key)?;
            mac.update(part.as_bytes());
            key = mac.finalize().into_bytes().to_vec();
        }
        let signed = "content-type;host";
        let head = format!("POST\n/\n\ncontent-type:{JSON}\nhost:{SERVICE_HOST}\n\n{signed}\n");
        let authorization = format!(
            "TC3-HMAC-SHA256 Credential=AKIDEXAMPLE/{scope}, SignedHeaders={signed}, Signature="
        );
        Ok(Self {
            head: Sha256::new_with_prefix(head),
            key: Hmac::<Sha256>::new_from_slice(&key)?,
            scope,
            authorization,
        })
    }

    fn sign(&self, body: &[u8], seconds: &str) -> String {
        let mut head = self.head.clone();
        head.update(hex(&Sha256::digest(body)));
        let hash = hex(&head.finalize());
        let mut key = self.key.clone();
        for part in ["TC3-HMAC-SHA256\n", seconds, "\n", &self.scope, "\n", &hash] {
            key.update(part.as_bytes());
        }
        [&self.authorization, hex(&key.finalize().into_bytes()).as_str()].concat()
    }

    fn send(&self) -> Result<(Vec<u8>, HeaderMap), Box<dyn Error>> {
        let body = serde_json::to_vec(&plain())?;
        let seconds = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?.as_secs();
        let seconds = seconds.to_string();
        let mut headers = HeaderMap::with_capacity(8);
        headers.insert(AUTHORIZATION, HeaderValue::try_from(self.sign(&body, &seconds))?);
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(JSON));
        headers.insert(HOST, HeaderValue::from_static(SERVICE_HOST));
        let own = |name| HeaderName::from_static(name);
        headers.insert(own("x-tc-action"), HeaderValue::from_static("RunInstances"));
        headers.insert(own("x-tc-version"), HeaderValue::from_static("2019-07-19"));
        headers.insert(own("x-tc-timestamp"), HeaderValue::try_from(seconds)?);
        Ok((body, headers))
    }
}

fn hex(bytes: &[u8]) -> String {
    let digit =
        |nibble: u8| char::from(if nibble < 10 { b'0' + nibble } else { b'a' + nibble - 10 });
    let mut text = String::with_capacity(64);
    for byte in bytes {
        text.push(digit(byte >> 4));
        text.push(digit(byte & 15));
    }
    text
}

/// What one of many takes.
fn each(mut work: impl FnMut()) -> Duration {
    let start = Instant::now();
    for _ in 0..CALLS {
        work();
    }
    start.elapsed() / CALLS
}

fn main() -> Result<(), Box<dyn Error>> {
    let core = Client::builder()
        .credentials(Credentials::new("AKIDEXAMPLE", SECRET_KEY))
        .transport(Canned)
        .rate_limited(false)
        .build()?;
    let client = ecm::Client::new(core);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
    let floor = Floor::new()?;
    let body = serde_json::to_vec(&plain())?;
    let key_of = |scope: &Scope| SigningKey::derive(&SecretText::from(SECRET_KEY), scope);
    let now = SigningTime::try_from(SystemTime::now())?;
    let key = key_of(&Scope::new(&now, "ecm"));

    let sign = |body: &[u8]| {
        let headers = [("content-type", JSON), ("host", SERVICE_HOST)];
        let canonical = CanonicalRequest::new("POST", "", headers, body);
        let scope = Scope::new(&now, "ecm");
        let text = StringToSign::new(&canonical, &scope, &now);
        Authorization::new("AKIDEXAMPLE", &scope, &canonical, &key.sign(&text))
    };
    let seconds = now.seconds().to_string();
    assert_eq!(sign(&body).expose(), floor.sign(&body, &seconds));

    let names = ["by hand", "a whole call", "build, check", "sign by hand", "sign in steps"];
    let mut times = names.map(|_| Vec::new());
    for _ in 0..ROUNDS {
        let round = [
            each(|| drop(black_box(floor.send()))),
            runtime.block_on(async {
                let start = Instant::now();
                for _ in 0..CALLS {
                    let answer = client.run_instances(&request()).await;
                    assert!(black_box(answer).is_ok());
                }
                start.elapsed() / CALLS
            }),
            each(|| drop(black_box(request().validate()))),
            each(|| drop(black_box(floor.sign(black_box(&body), &seconds)))),
            each(|| drop(black_box(sign(black_box(&body))))),
        ];
        for (times, time) in times.iter_mut().zip(round) {
            times.push(time);
        }
    }
    println!("{} bytes, {ROUNDS} rounds of {CALLS}, ns: median (least)\n", body.len());
    for (name, times) in names.iter().zip(&mut times) {
        times.sort_unstable();
        let median = times.get(ROUNDS / 2).copied().unwrap_or_default();
        let least = times.first().copied().unwrap_or_default();
        println!("{name:16} {:6} ({})", median.as_nanos(), least.as_nanos());
    }
    Ok(())
}
