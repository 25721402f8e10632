//! The request as it is written by hand: structs with derived `Serialize`, which check nothing.

use serde::Serialize;

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Zone {
    zone: String,
    instance_count: i64,
    #[serde(rename = "ISP")]
    isp: String,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Enabled {
    #[serde(skip_serializing_if = "Option::is_none")]
    enabled: Option<bool>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Services {
    #[serde(skip_serializing_if = "Option::is_none")]
    security_service: Option<Enabled>,
    #[serde(skip_serializing_if = "Option::is_none")]
    monitor_service: Option<Enabled>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Tag {
    key: String,
    value: String,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Tags {
    resource_type: String,
    tags: Vec<Tag>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Disk {
    disk_type: String,
    disk_size: i64,
}

macro_rules! request {
    ($($field:ident: $type:ty,)*) => {
        /// All that the action takes.
        #[derive(Serialize, Default)]
        #[serde(rename_all = "PascalCase")]
        pub(crate) struct RunInstances {
            #[serde(rename = "ZoneInstanceCountISPSet")]
            zones: Vec<Zone>,
            $(#[serde(skip_serializing_if = "Option::is_none")]
            $field: Option<$type>,)*
        }
    };
}

request! {
    password: String,
    internet_max_bandwidth_out: i64,
    module_id: String,
    image_id: String,
    instance_name: String,
    host_name: String,
    client_token: String,
    enhanced_service: Services,
    tag_specification: Vec<Tags>,
    user_data: String,
    instance_type: String,
    data_disk_size: i64,
    security_group_ids: Vec<String>,
    system_disk_size: i64,
    internet_max_bandwidth_in: i64,
    instance_charge_type: i64,
    key_ids: Vec<String>,
    keep_image_login: String,
    system_disk: Disk,
    data_disks: Vec<Disk>,
}

pub(crate) fn request() -> RunInstances {
    let tag = |key: &str, value: &str| Tag { key: key.to_owned(), value: value.to_owned() };
    let enabled = || Some(Enabled { enabled: Some(true) });
    RunInstances {
        zones: vec![Zone {
            zone: "ap-guangzhou-ecm-1".to_owned(),
            instance_count: 2,
            isp: "CTCC".to_owned(),
        }],
        password: Some("Pa55word!2345".to_owned()),
        internet_max_bandwidth_out: Some(100),
        image_id: Some("img-12345678".to_owned()),
        instance_name: Some("edge-node-{R:3}".to_owned()),
        host_name: Some("edge-node".to_owned()),
        enhanced_service: Some(Services {
            security_service: enabled(),
            monitor_service: enabled(),
        }),
        tag_specification: Some(vec![Tags {
            resource_type: "instance".to_owned(),
            tags: vec![tag("team", "edge"), tag("stage", "production")],
        }]),
        user_data: Some("IyEvYmluL3NoCmVjaG8gaGVsbG8gPiAvdG1wL2hlbGxvCg==".to_owned()),
        instance_type: Some("SA2.MEDIUM4".to_owned()),
        data_disk_size: Some(100),
        security_group_ids: Some(vec!["esg-abcdefgh".to_owned()]),
        system_disk: Some(Disk { disk_type: "CLOUD_PREMIUM".to_owned(), disk_size: 50 }),
        ..RunInstances::default()
    }
}
