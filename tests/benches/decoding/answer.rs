//! Answers as the service gives them: keys in the order of the specification, names in Chinese, nulls.

/// An answer with so many instances.
pub(crate) fn of(count: usize) -> Vec<u8> {
    let instances: Vec<String> = (0..count).map(instance).collect();
    let list = instances.join(",");
    let answer = format!(
        r#"{{"Response":{{"TotalCount":{count},"InstanceSet":[{list}],"RequestId":"3c3e605a-33a0-41ca-9251-5f115a531c3e"}}}}"#
    );
    answer.into_bytes()
}

fn instance(number: usize) -> String {
    let address = format!("10.{}.{}.{}", number / 65_536 % 256, number / 256 % 256, number % 256);
    let network = network(number, &address);
    let image = r#"{"ImageId":"img-rkpf3h0p","ImageName":"CentOS 7.6 64位","ImageState":"NORMAL","ImageType":"PUBLIC_IMAGE","ImageOsName":"CentOS 7.6 64位","ImageDescription":"","ImageCreateTime":"2019-12-11 11:32:27","Architecture":"x86_64","OsType":"linux","OsVersion":"7.6","Platform":"CentOS","ImageOwner":0,"ImageSize":50,"SrcImage":null,"ImageSource":"OFFICIAL","TaskId":"","IsSupportCloudInit":true}"#;
    let position = r#"{"ZoneInfo":{"ZoneId":12000001,"ZoneName":"广州边缘可用区一","Zone":"ap-guangzhou-ecm-1"},"Country":{"CountryId":"china","CountryName":"中国"},"Area":{"AreaId":"china-south","AreaName":"华南"},"Province":{"ProvinceId":"guangdong","ProvinceName":"广东省"},"City":{"CityId":"guangzhou","CityName":"广州市"},"RegionInfo":{"Region":"ap-guangzhou-ecm","RegionName":"广州","RegionId":12000},"Ipv6Supported":true}"#;
    let config = r#"{"InstanceFamilyConfig":{"InstanceFamilyName":"标准型SN3ne","InstanceFamily":"SN3ne"},"InstanceType":"SN3ne.2XLARGE16","Vcpu":8,"Memory":16,"Frequency":"2.5 GHz","CpuModelName":"Intel Xeon Skylake 6133","InstanceFamilyTypeConfig":{"InstanceFamilyType":"S","InstanceFamilyTypeName":"标准型"},"ExtInfo":"","Vgpu":null,"GpuModelName":null}"#;
    format!(
        r#"{{"InstanceId":"ein-{number:08x}","InstanceName":"边缘节点_{number}","InstanceState":"RUNNING","Image":{image},"SimpleModule":{{"ModuleId":"em-5wrpefy1","ModuleName":"edge"}},"Position":{position},"Internet":{network},"InstanceTypeConfig":{config},"CreateTime":"2020-09-20 16:13:51","TagSet":[{{"Key":"team","Value":"edge"}},{{"Key":"stage","Value":"production"}}],"LatestOperation":"RunInstances","LatestOperationState":"SUCCESS","RestrictState":"NORMAL","SystemDiskSize":50,"DataDiskSize":100,"UUID":"3c3e605a-33a0-41ca-9251-{number:012x}","PayMode":0,"ExpireTime":null,"IsolatedTime":null,"RenewFlag":0,"ExpireState":"NORMAL","SystemDisk":{{"DiskType":"LOCAL_BASIC","DiskId":"ldisk-91p8tj1p","DiskSize":50,"DeleteWithInstance":true,"SnapshotId":""}},"DataDisks":[{{"DiskType":"CLOUD_PREMIUM","DiskId":"disk-{number:08x}","DiskSize":100,"DeleteWithInstance":true,"SnapshotId":null}}],"NewFlag":0,"SecurityGroupIds":["esg-abcdefgh"],"VirtualPrivateCloud":{{"VpcId":"vpc-95ytv1vr","SubnetId":"subnet-fua8fff8","AsVpcGateway":false,"PrivateIpAddresses":["{address}"],"Ipv6AddressCount":0,"Ipv6SubnetIds":null}},"ISP":"CTCC","PhysicalPosition":{{"PosId":"p{number}","RackId":"r7","SwitchId":"s1"}}}}"#
    )
}

fn network(number: usize, address: &str) -> String {
    let public = format!(
        r#"{{"ChargeMode":"BANDWIDTH_PACKAGE","PublicIPAddress":"203.0.113.{}","ISP":{{"ISPId":"CTCC","ISPName":"中国电信"}},"MaxBandwidthOut":100,"MaxBandwidthIn":100}}"#,
        number % 256
    );
    let private = format!(r#"{{"PrivateIPAddress":"{address}"}}"#);
    format!(
        r#"{{"PrivateIPAddressSet":[{private}],"PublicIPAddressSet":[{public}],"InstanceNetworkInfoSet":[{{"AddressInfoSet":[{{"PublicIPAddressInfo":{public},"PrivateIPAddressInfo":{private},"PublicIPv6AddressInfo":null}}],"NetworkInterfaceId":"eni-{number:08x}","NetworkInterfaceName":"主网卡","Primary":true}}]}}"#
    )
}
