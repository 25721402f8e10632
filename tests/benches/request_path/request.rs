//! The request as users of the client make it.

use ecm_client::ecm::{
    EnhancedService, Isp, Login, RunInstancesRequest, RunMonitorServiceEnabled,
    RunSecurityServiceEnabled, SystemDisk, SystemDiskType, Tag, TagResourceType, TagSpecification,
    ZoneInstanceCountIsp,
};

pub(crate) fn request() -> RunInstancesRequest {
    let monitor = RunMonitorServiceEnabled::builder().enabled(true).build();
    let security = RunSecurityServiceEnabled::builder().enabled(true).build();
    let system_disk =
        SystemDisk::builder().disk_type(SystemDiskType::CloudPremium).disk_size(50).build();
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
            EnhancedService::builder().security_service(security).monitor_service(monitor).build(),
        )
        .tag_specification([TagSpecification::new(
            TagResourceType::Instance,
            [Tag::new("team", "edge"), Tag::new("stage", "production")],
        )])
        .user_data("IyEvYmluL3NoCmVjaG8gaGVsbG8gPiAvdG1wL2hlbGxvCg==")
        .instance_type("SA2.MEDIUM4")
        .data_disk_size(100)
        .security_group_ids(["esg-abcdefgh"])
        .system_disk(system_disk)
        .build()
}
