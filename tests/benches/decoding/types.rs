//! The answer of `DescribeInstances` as plain structs, for whoever brings a macro that makes them: a
//! benchmark with nothing but derived `Deserialize`, a test with one that puts up with what the
//! service does.

/// Gives every type to the macro: a name, and for each field the name on the wire, the name in Rust
/// and the type. `Word` and `Number` are enums of text and of integers.
macro_rules! describe_instances {
    ($make:ident) => {
        $make! {
        SrcImage {
            "ImageId" image_id: String,
            "ImageName" image_name: String,
            "ImageOsName" image_os_name: String,
            "ImageDescription" image_description: String,
            "Region" region: String,
            "RegionID" region_id: i64,
            "RegionName" region_name: String,
            "InstanceName" instance_name: String,
            "InstanceId" instance_id: String,
            "ImageType" image_type: Word<ecm::ImageType>,
        }
        Image {
            "ImageId" image_id: String,
            "ImageName" image_name: String,
            "ImageState" image_state: Word<ecm::ImageState>,
            "ImageType" image_type: Word<ecm::ImageType>,
            "ImageOsName" image_os_name: String,
            "ImageDescription" image_description: String,
            "ImageCreateTime" image_create_time: String,
            "Architecture" architecture: Word<ecm::Architecture>,
            "OsType" os_type: Word<ecm::OsType>,
            "OsVersion" os_version: String,
            "Platform" platform: String,
            "ImageOwner" image_owner: i64,
            "ImageSize" image_size: i64,
            "SrcImage" src_image: SrcImage,
            "ImageSource" image_source: Word<ecm::ImageSource>,
            "TaskId" task_id: String,
            "IsSupportCloudInit" is_support_cloud_init: bool,
        }
        SimpleModule {
            "ModuleId" module_id: String,
            "ModuleName" module_name: String,
        }
        ZoneInfo {
            "ZoneId" zone_id: i64,
            "ZoneName" zone_name: String,
            "Zone" zone: String,
        }
        Country {
            "CountryId" country_id: String,
            "CountryName" country_name: String,
        }
        Area {
            "AreaId" area_id: String,
            "AreaName" area_name: String,
        }
        Province {
            "ProvinceId" province_id: String,
            "ProvinceName" province_name: String,
        }
        City {
            "CityId" city_id: String,
            "CityName" city_name: String,
        }
        RegionInfo {
            "Region" region: String,
            "RegionName" region_name: String,
            "RegionId" region_id: i64,
        }
        Position {
            "ZoneInfo" zone_info: ZoneInfo,
            "Country" country: Country,
            "Area" area: Area,
            "Province" province: Province,
            "City" city: City,
            "RegionInfo" region_info: RegionInfo,
            "Ipv6Supported" ipv6_supported: bool,
        }
        PrivateIPAddressInfo {
            "PrivateIPAddress" private_ip_address: String,
        }
        IspInfo {
            "ISPId" isp_id: Word<ecm::Isp>,
            "ISPName" isp_name: String,
        }
        PublicIPAddressInfo {
            "ChargeMode" charge_mode: Word<ecm::PublicAddressChargeMode>,
            "PublicIPAddress" public_ip_address: String,
            "ISP" isp: IspInfo,
            "MaxBandwidthOut" max_bandwidth_out: i64,
            "MaxBandwidthIn" max_bandwidth_in: i64,
        }
        AddressInfo {
            "PublicIPAddressInfo" public_ip_address_info: PublicIPAddressInfo,
            "PrivateIPAddressInfo" private_ip_address_info: PrivateIPAddressInfo,
            "PublicIPv6AddressInfo" public_i_pv6_address_info: PublicIPAddressInfo,
        }
        InstanceNetworkInfo {
            "AddressInfoSet" address_info_set: Vec<AddressInfo>,
            "NetworkInterfaceId" network_interface_id: String,
            "NetworkInterfaceName" network_interface_name: String,
            "Primary" primary: bool,
        }
        Internet {
            "PrivateIPAddressSet" private_ip_address_set: Vec<PrivateIPAddressInfo>,
            "PublicIPAddressSet" public_ip_address_set: Vec<PublicIPAddressInfo>,
            "InstanceNetworkInfoSet" instance_network_info_set: Vec<InstanceNetworkInfo>,
        }
        InstanceFamilyConfig {
            "InstanceFamilyName" instance_family_name: String,
            "InstanceFamily" instance_family: String,
        }
        InstanceFamilyTypeConfig {
            "InstanceFamilyType" instance_family_type: String,
            "InstanceFamilyTypeName" instance_family_type_name: String,
        }
        InstanceTypeConfig {
            "InstanceFamilyConfig" instance_family_config: InstanceFamilyConfig,
            "InstanceType" instance_type: String,
            "Vcpu" vcpu: i64,
            "Memory" memory: i64,
            "Frequency" frequency: String,
            "CpuModelName" cpu_model_name: String,
            "InstanceFamilyTypeConfig" instance_family_type_config: InstanceFamilyTypeConfig,
            "ExtInfo" ext_info: String,
            "Vgpu" vgpu: f64,
            "GpuModelName" gpu_model_name: String,
        }
        Tag {
            "Key" key: String,
            "Value" value: String,
        }
        DiskInfo {
            "DiskType" disk_type: Word<ecm::DiskType>,
            "DiskId" disk_id: String,
            "DiskSize" disk_size: i64,
            "DeleteWithInstance" delete_with_instance: bool,
            "SnapshotId" snapshot_id: String,
        }
        VirtualPrivateCloud {
            "VpcId" vpc_id: String,
            "SubnetId" subnet_id: String,
            "AsVpcGateway" as_vpc_gateway: bool,
            "PrivateIpAddresses" private_ip_addresses: Vec<String>,
            "Ipv6AddressCount" ipv6_address_count: i64,
            "Ipv6SubnetIds" ipv6_subnet_ids: Vec<String>,
        }
        PhysicalPosition {
            "PosId" pos_id: String,
            "RackId" rack_id: String,
            "SwitchId" switch_id: String,
        }
        Instance {
            "InstanceId" instance_id: String,
            "InstanceName" instance_name: String,
            "InstanceState" instance_state: Word<ecm::InstanceState>,
            "Image" image: Image,
            "SimpleModule" simple_module: SimpleModule,
            "Position" position: Position,
            "Internet" internet: Internet,
            "InstanceTypeConfig" instance_type_config: InstanceTypeConfig,
            "CreateTime" create_time: String,
            "TagSet" tag_set: Vec<Tag>,
            "LatestOperation" latest_operation: String,
            "LatestOperationState" latest_operation_state: Word<ecm::OperationState>,
            "RestrictState" restrict_state: Word<ecm::RestrictState>,
            "SystemDiskSize" system_disk_size: i64,
            "DataDiskSize" data_disk_size: i64,
            "UUID" uuid: String,
            "PayMode" pay_mode: Number<ecm::PayMode>,
            "ExpireTime" expire_time: String,
            "IsolatedTime" isolated_time: String,
            "RenewFlag" renew_flag: Number<ecm::RenewFlag>,
            "ExpireState" expire_state: Word<ecm::ExpireState>,
            "SystemDisk" system_disk: DiskInfo,
            "DataDisks" data_disks: Vec<DiskInfo>,
            "NewFlag" new_flag: i64,
            "SecurityGroupIds" security_group_ids: Vec<String>,
            "VirtualPrivateCloud" virtual_private_cloud: VirtualPrivateCloud,
            "ISP" isp: Word<ecm::Isp>,
            "PhysicalPosition" physical_position: PhysicalPosition,
        }
        DescribeInstancesResponse {
            "TotalCount" total_count: i64,
            "InstanceSet" instance_set: Vec<Instance>,
            "RequestId" request_id: String,
        }
        }
    };
}

pub(crate) use describe_instances;
