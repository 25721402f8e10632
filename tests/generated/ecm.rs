//! Edge Computing Machine: instances in data centres near their users.
//!
//! Service `ecm`, version `2019-07-19`, spec revision `2`, host `ecm.tencentcloudapi.com`.
//!
//! Contains 1 of the 132 actions of the spec.
//!
//! # Actions by group
//!
//! ## instance
//!
//! Instances from creation to destruction, and what one needs to know for it: zones, models,
//! prices, images, modules, security groups, key pairs, limits and the state of tasks.
//!
//! - [`run_instances`](Client::run_instances): Creates instances in one or more zones and returns
//!   their ids.

/// Client of the service `ecm`, version `2019-07-19`.
///
/// Cloning is cheap; clones share connections.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct Client {
    core: ::ecm_client::Client,
}

impl Client {
    /// Creates a client of this service from one that has credentials, region and timeouts.
    #[must_use]
    #[inline]
    pub fn new(core: ::ecm_client::Client) -> Self {
        Self { core }
    }

    /// Returns the underlying client.
    ///
    /// To change settings for some calls, derive another client from it, for example by
    /// [`with_region`](::ecm_client::Client::with_region).
    #[must_use]
    #[inline]
    pub fn core(&self) -> &::ecm_client::Client {
        &self.core
    }

    /// Creates instances in one or more zones and returns their ids. It is not idempotent: each request
    /// that the service carries out creates instances, and a bill, of its own.
    ///
    /// Effect: create. Repeating it creates again, so it is only resent if the first request certainly
    /// was not carried out.
    ///
    /// - Rate limit: at most 20 requests per second (rule `R33`; server error `RequestLimitExceeded`).
    /// - Needs no region (rule `R34`).
    ///
    /// Error codes: [`error::RunInstancesErrorCode`].
    ///
    /// # Errors
    ///
    /// Fails with an [`Error`](::ecm_client::Error) whose outcome tells whether the request was
    /// not sent, was rejected by the service, or may have been carried out.
    #[inline]
    pub fn run_instances<'a>(
        &'a self,
        request: &'a self::types::RunInstancesRequest,
    ) -> ::ecm_client::ResponseFuture<'a, self::types::RunInstancesResponse> {
        self.core.send(request)
    }
}

impl ::core::convert::From<::ecm_client::Client> for Client {
    #[inline]
    fn from(core: ::ecm_client::Client) -> Self {
        Self { core }
    }
}

::ecm_client::__blocking! {
    calls[
        run_instances(
            "[`run_instances`](super::Client::run_instances)",
            RunInstancesRequest
        ) -> RunInstancesResponse;
    ]
    uploads[]
    streams[]
    pages[]
    waits[]
}

/// Requests, responses and the types of their fields.
pub mod types {
    #[allow(unused_imports)]
    use ::ecm_client::rt;

    /// Where to create instances, how many, and what each of them is like.
    ///
    /// Rules between fields:
    ///
    /// - The sum of `InstanceCount` over `ZoneInstanceCountISPSet` with the same `Zone` must be at most
    ///   100 (rule `R03`; server error `InvalidParameterValue.InvalidZoneInstanceCount`). The limit
    ///   holds per region. Which region a zone belongs to is known to the service alone, so the rule
    ///   counts what is certain: the entries that name the same zone.
    /// - At most one of `Password`, `KeyIds` and `KeepImageLogin` may be given (rule `R13`; server
    ///   error `InvalidParameter.ParameterConflict`). `KeepImageLogin` of `FALSE` is the default and
    ///   adds nothing to the other two.
    /// - `ImageId` and `InstanceType` must be given unless `ModuleId` is (rule `R16`; server error
    ///   `InvalidParameterValue.InvalidModuleIDAndInstanceTypeConfigID`). Without a module nothing else
    ///   says which image and model to use.
    /// - `DataDiskSize` and `InternetMaxBandwidthOut` must be given unless `ModuleId` is (rule
    ///   `R16-sizes`, a warning only). The documentation asks for both, yet lets
    ///   `InternetMaxBandwidthIn` and `DataDisks` stand in for them.
    /// - `InternetMaxBandwidthIn` and `InternetMaxBandwidthOut` must be equal when both are given (rule
    ///   `R17`, a warning only; server error `InvalidParameterValue.InvalidBandwidthInAndOut`). Only an
    ///   error code says so; no parameter's description does.
    /// - `SystemDiskSize` and `SystemDisk.DiskSize` must be equal when both are given (rule `R32`, a
    ///   warning only). Both set the size of the same disk; which one wins is not documented.
    /// - At most one of `DataDiskSize` and `DataDisks` may be given (rule `R32-data`, a warning only).
    ///   Both describe the data disks; which one wins is not documented.
    #[non_exhaustive]
    pub struct RunInstancesRequest {
        /// The zones to create instances in, with the number of instances and the network operators for
        /// each. One request creates at most 100 instances in any one region.
        ///
        /// - Wire name: `ZoneInstanceCountISPSet`.
        /// - Required (rule `R01`).
        /// - Must have at least 1 item (rule `R01-items`). A request for no zone creates nothing.
        pub zone_instance_count_isp_set: ::std::vec::Vec<ZoneInstanceCountIsp>,
        /// How to log in to the instances.
        pub login: ::core::option::Option<Login>,
        /// The limit of outbound traffic to the public network. Left out or zero, the module's value is
        /// used; without a module, that of `InternetMaxBandwidthIn`.
        ///
        /// - Wire name: `InternetMaxBandwidthOut`.
        /// - Unit: Mbps.
        /// - Must be at least 0 (rule `R18`). Zero stands for the default; less than that means nothing.
        pub internet_max_bandwidth_out: ::core::option::Option<i64>,
        /// The module, such as `em-0vag13d1`, whose settings apply wherever the request leaves one out.
        /// Left out, the request itself must give `ImageId`, `InstanceType`, `DataDiskSize` and
        /// `InternetMaxBandwidthOut`.
        ///
        /// - Wire name: `ModuleId`.
        pub module_id: ::core::option::Option<::std::string::String>,
        /// The image to start from, such as `img-q9fy0if9`. Left out or empty, the module's value is used.
        ///
        /// - Wire name: `ImageId`.
        pub image_id: ::core::option::Option<::std::string::String>,
        /// The name to show for the instances. Left out, they are shown as not named. Each placeholder
        /// `{R:x}` becomes a number that counts up from `x`, so that `web{R:3}` names two instances `web3`
        /// and `web4`. Without a placeholder several instances get the suffixes `1`, `2` and so on. The
        /// count starts anew in each region and for each network operator.
        ///
        /// - Wire name: `InstanceName`.
        /// - Must have at most 60 characters (rule `R19`; server error
        ///   `InvalidParameterValue.InstanceNameTooLong`). Placeholders count as they are written.
        /// - Must follow every `{R:` with one or more of `0-9` and then `}` (rule `R20`, a warning only). A
        ///   placeholder that is not closed, or holds no number, may be taken as plain text.
        pub instance_name: ::core::option::Option<::std::string::String>,
        /// The host name inside the instances. Windows images ask for more than the rules of this field: 2
        /// to 15 letters, digits and hyphens, no dot, and not digits alone.
        ///
        /// - Wire name: `HostName`.
        /// - Must be segments of `0-9`, `A-Z`, `a-z` and `-`, with `.` between them; `.` or `-` must not
        ///   stand first, last or twice in a row (rule `R21a`, a warning only; server error
        ///   `InvalidParameterValue.InvaildHostName`). Published examples break this rule with an
        ///   underscore, so it never stops a request.
        /// - Must have 2 to 60 characters (rule `R21a-length`; server error
        ///   `InvalidParameterValue.InvaildHostName`).
        pub host_name: ::core::option::Option<::std::string::String>,
        /// Reserved by the service for idempotent requests, which it does not offer yet. A request is not
        /// protected against being run twice.
        ///
        /// - Wire name: `ClientToken`.
        /// - Must not be sent: the service reserves it for idempotent requests, which it does not offer yet
        ///   (rule `R22`).
        #[deprecated(
            note = "`ClientToken` is reserved: the service reserves it for idempotent requests, which it does not offer yet"
        )]
        pub client_token: ::core::option::Option<::std::string::String>,
        /// Which extra services to switch on. Left out, instances made from a public image get monitoring
        /// and host security.
        ///
        /// - Wire name: `EnhancedService`.
        pub enhanced_service: ::core::option::Option<EnhancedService>,
        /// Tags to set, listed by the kind of resource that they are for. Left out, none are set.
        ///
        /// - Wire name: `TagSpecification`.
        pub tag_specification: ::core::option::Option<::std::vec::Vec<TagSpecification>>,
        /// Data handed to the instances when they start, as Base64. Left out, there is none.
        ///
        /// - Wire name: `UserData`.
        /// - Secret: never printed, wiped from memory when dropped.
        /// - Must be Base64 with padding (rule `R23`).
        /// - Must decode to at most 16384 bytes (rule `R23-size`). The limit is 16 KB; whether that is
        ///   before or after encoding is not documented, and after decoding is the reading that refuses
        ///   less.
        pub user_data: ::core::option::Option<::ecm_client::Secret>,
        /// The model of the instances, such as `S4.2XLARGE16`: their processor and memory. Left out or
        /// empty, the module's value is used.
        ///
        /// - Wire name: `InstanceType`.
        pub instance_type: ::core::option::Option<::std::string::String>,
        /// The size of the data disk. Left out or zero, the module's value is used. To attach several disks
        /// or choose their type, use `DataDisks` instead.
        ///
        /// - Wire name: `DataDiskSize`.
        /// - Unit: GB.
        /// - Must be at least 0 (rule `R18-data`). Zero stands for the default; less than that means
        ///   nothing.
        pub data_disk_size: ::core::option::Option<i64>,
        /// The security groups of the instances, by the `sgId` that `DescribeSecurityGroups` returns. Left
        /// out, the default security group is used.
        ///
        /// - Wire name: `SecurityGroupIds`.
        pub security_group_ids: ::core::option::Option<::std::vec::Vec<::std::string::String>>,
        /// The size of the system disk, never less than that of the image; its type leaves no room for a
        /// negative one. Left out or zero, the module's value is used.
        ///
        /// - Wire name: `SystemDiskSize`.
        /// - Unit: GB.
        pub system_disk_size: ::core::option::Option<u64>,
        /// The limit of inbound traffic from the public network. Left out or zero, the module's value is
        /// used; without a module, that of `InternetMaxBandwidthOut`.
        ///
        /// - Wire name: `InternetMaxBandwidthIn`.
        /// - Unit: Mbps.
        /// - Must be at least 0 (rule `R18-in`). Zero stands for the default; less than that means nothing.
        pub internet_max_bandwidth_in: ::core::option::Option<i64>,
        /// How the instances are billed. Left out, models of the GNR series are billed monthly and all
        /// others by the peak of the day.
        ///
        /// - Wire name: `InstanceChargeType`.
        /// - Must be `0`, `1` or `2` (rule `R24`; server error
        ///   `InvalidParameterValue.InvalidInstanceChargeType`).
        pub instance_charge_type: ::core::option::Option<InstanceChargeType>,
        /// The system disk. Left out, `SystemDiskSize` or the module decides.
        ///
        /// - Wire name: `SystemDisk`.
        pub system_disk: ::core::option::Option<SystemDisk>,
        /// The data disks. Left out, `DataDiskSize` or the module decides.
        ///
        /// - Wire name: `DataDisks`.
        pub data_disks: ::core::option::Option<::std::vec::Vec<DataDisk>>,
    }

    impl RunInstancesRequest {
        /// Creates a value from its required fields; all others are unset.
        ///
        /// Assign to the unset fields, or use [`Self::builder`] instead.
        #[must_use]
        #[inline]
        pub fn new(
            zone_instance_count_isp_set: impl ::core::iter::IntoIterator<
                Item = ZoneInstanceCountIsp,
            >,
        ) -> Self {
            Self {
                zone_instance_count_isp_set: rt::collect(zone_instance_count_isp_set),
                ..rt::Init::init()
            }
        }

        /// Returns a builder that checks required fields at compile time.
        #[inline]
        pub fn builder() -> super::builder::RunInstancesRequestBuilder {
            super::builder::RunInstancesRequestBuilder {
                record: rt::boxed_init(),
                given: ::core::marker::PhantomData,
            }
        }
    }

    impl ::core::clone::Clone for RunInstancesRequest {
        #[inline]
        #[allow(deprecated)]
        fn clone(&self) -> Self {
            Self {
                zone_instance_count_isp_set: self.zone_instance_count_isp_set.clone(),
                login: self.login.clone(),
                internet_max_bandwidth_out: self.internet_max_bandwidth_out,
                module_id: self.module_id.clone(),
                image_id: self.image_id.clone(),
                instance_name: self.instance_name.clone(),
                host_name: self.host_name.clone(),
                client_token: self.client_token.clone(),
                enhanced_service: self.enhanced_service.clone(),
                tag_specification: self.tag_specification.clone(),
                user_data: self.user_data.clone(),
                instance_type: self.instance_type.clone(),
                data_disk_size: self.data_disk_size,
                security_group_ids: self.security_group_ids.clone(),
                system_disk_size: self.system_disk_size,
                internet_max_bandwidth_in: self.internet_max_bandwidth_in,
                instance_charge_type: self.instance_charge_type.clone(),
                system_disk: self.system_disk.clone(),
                data_disks: self.data_disks.clone(),
            }
        }
    }

    impl rt::Init for RunInstancesRequest {
        #[allow(deprecated)]
        #[inline]
        fn init() -> Self {
            Self {
                zone_instance_count_isp_set: ::std::vec::Vec::new(),
                login: ::core::option::Option::None,
                internet_max_bandwidth_out: ::core::option::Option::None,
                module_id: ::core::option::Option::None,
                image_id: ::core::option::Option::None,
                instance_name: ::core::option::Option::None,
                host_name: ::core::option::Option::None,
                client_token: ::core::option::Option::None,
                enhanced_service: ::core::option::Option::None,
                tag_specification: ::core::option::Option::None,
                user_data: ::core::option::Option::None,
                instance_type: ::core::option::Option::None,
                data_disk_size: ::core::option::Option::None,
                security_group_ids: ::core::option::Option::None,
                system_disk_size: ::core::option::Option::None,
                internet_max_bandwidth_in: ::core::option::Option::None,
                instance_charge_type: ::core::option::Option::None,
                system_disk: ::core::option::Option::None,
                data_disks: ::core::option::Option::None,
            }
        }
    }

    impl ::core::cmp::PartialEq for RunInstancesRequest {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal(self, other)
        }
    }

    impl ::core::fmt::Debug for RunInstancesRequest {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug(self, f)
        }
    }

    /// How to log in to the instances.
    ///
    /// At most one of `Password`, `KeyIds`, `KeepImageLogin` can be set (rule `R13`).
    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    pub enum Login {
        /// The login password of the instances. Windows images ask for more than the rules of this field:
        /// at least 12 characters, of at least three classes.
        ///
        /// - Wire name: `Password`.
        /// - Secret: never printed, wiped from memory when dropped.
        /// - Must have 8 to 30 characters (rule `R12a`; server error
        ///   `InvalidParameterValue.InvaildPassword`). Linux images take 8 to 30 characters, Windows images
        ///   12 to 30; 8 to 30 holds for any image.
        /// - Must contain at least 2 of 4 kinds of characters: `a-z`, `A-Z`, `0-9` or ``
        ///   !#$%&'()+,-./:;=?@[]^`{|}~ `` (rule `R12c`). Lower-case and upper-case letters count as two
        ///   classes here; documentation that counts letters as one is stricter.
        Password(::ecm_client::Secret),
        /// The key pairs that may log in, such as `skey-dk12345`.
        ///
        /// - Wire name: `KeyIds`.
        KeyIds(::std::vec::Vec<::std::string::String>),
        /// Whether the login that is set up in the image stays as it is. `TRUE` is only for custom, shared
        /// and imported images. Left out, it is `FALSE`.
        ///
        /// - Wire name: `KeepImageLogin`.
        /// - Must be `TRUE` or `FALSE` (rule `R14`). The value is text, not a boolean.
        KeepImageLogin(KeepImageLogin),
    }

    /// Rules of single fields, for [`literal!`](::ecm_client::literal) and
    /// [`items!`](::ecm_client::items).
    impl RunInstancesRequest {
        /// Rules of `ZoneInstanceCountISPSet`.
        pub const ZONE_INSTANCE_COUNT_ISP_SET: ::ecm_client::FieldRules<::ecm_client::Items> =
            ::ecm_client::FieldRules::new(
                "ZoneInstanceCountISPSet",
                false,
                [rt::Rule {
                    id: "R01-items",
                    severity: ::ecm_client::Severity::Error,
                    requirement: "must have at least 1 item",
                    server_error: ::core::option::Option::None,
                    check: rt::ValueCheck::Items {
                        min: 1,
                        max: u64::MAX,
                    },
                }],
            );

        /// Rules of `Password`.
        pub const PASSWORD: ::ecm_client::FieldRules<str, 2> = ::ecm_client::FieldRules::new(
            "Password",
            true,
            [
                rt::Rule {
                    id: "R12a",
                    severity: ::ecm_client::Severity::Error,
                    requirement: "must have 8 to 30 characters",
                    server_error: ::core::option::Option::Some(
                        "InvalidParameterValue.InvaildPassword",
                    ),
                    check: rt::ValueCheck::Length { min: 8, max: 30 },
                },
                rt::Rule {
                    id: "R12c",
                    severity: ::ecm_client::Severity::Error,
                    requirement: "must contain at least 2 of 4 kinds of characters: `a-z`, `A-Z`, `0-9` or `` !#$%&'()+,-./:;=?@[]^`{|}~ ``",
                    server_error: ::core::option::Option::None,
                    check: rt::ValueCheck::Classes {
                        min: 2,
                        of: &[
                            rt::CharSet {
                                ascii: 0x7fffffe000000000000000000000000,
                                others: &[],
                            },
                            rt::CharSet {
                                ascii: 0x7fffffe0000000000000000,
                                others: &[],
                            },
                            rt::CharSet {
                                ascii: 0x3ff000000000000,
                                others: &[],
                            },
                            rt::CharSet {
                                ascii: 0x7800000168000001ac00fbfa00000000,
                                others: &[],
                            },
                        ],
                    },
                },
            ],
        );

        /// Rules of `InternetMaxBandwidthOut`.
        pub const INTERNET_MAX_BANDWIDTH_OUT: ::ecm_client::FieldRules<i64> =
            ::ecm_client::FieldRules::new(
                "InternetMaxBandwidthOut",
                false,
                [rt::Rule {
                    id: "R18",
                    severity: ::ecm_client::Severity::Error,
                    requirement: "must be at least 0",
                    server_error: ::core::option::Option::None,
                    check: rt::ValueCheck::IntRange {
                        min: 0,
                        max: i64::MAX,
                    },
                }],
            );

        /// Rules of `InstanceName`.
        pub const INSTANCE_NAME: ::ecm_client::FieldRules<str, 2> = ::ecm_client::FieldRules::new(
            "InstanceName",
            false,
            [
                rt::Rule {
                    id: "R19",
                    severity: ::ecm_client::Severity::Error,
                    requirement: "must have at most 60 characters",
                    server_error: ::core::option::Option::Some(
                        "InvalidParameterValue.InstanceNameTooLong",
                    ),
                    check: rt::ValueCheck::Length { min: 0, max: 60 },
                },
                rt::Rule {
                    id: "R20",
                    severity: ::ecm_client::Severity::Warn,
                    requirement: "must follow every `{R:` with one or more of `0-9` and then `}`",
                    server_error: ::core::option::Option::None,
                    check: rt::ValueCheck::Placeholders(&rt::Placeholder {
                        open: "{R:",
                        alphabet: rt::CharSet {
                            ascii: 0x3ff000000000000,
                            others: &[],
                        },
                        close: "}",
                    }),
                },
            ],
        );

        /// Rules of `HostName`.
        pub const HOST_NAME: ::ecm_client::FieldRules<str, 2> = ::ecm_client::FieldRules::new(
            "HostName",
            false,
            [
                rt::Rule {
                    id: "R21a",
                    severity: ::ecm_client::Severity::Warn,
                    requirement: "must be segments of `0-9`, `A-Z`, `a-z` and `-`, with `.` between them; `.` or `-` must not stand first, last or twice in a row",
                    server_error: ::core::option::Option::Some(
                        "InvalidParameterValue.InvaildHostName",
                    ),
                    check: rt::ValueCheck::Segments {
                        separator: '.',
                        alphabet: &rt::CharSet {
                            ascii: 0x7fffffe07fffffe03ff200000000000,
                            others: &[],
                        },
                        joiners: ".-",
                    },
                },
                rt::Rule {
                    id: "R21a-length",
                    severity: ::ecm_client::Severity::Error,
                    requirement: "must have 2 to 60 characters",
                    server_error: ::core::option::Option::Some(
                        "InvalidParameterValue.InvaildHostName",
                    ),
                    check: rt::ValueCheck::Length { min: 2, max: 60 },
                },
            ],
        );

        /// Rules of `UserData`.
        pub const USER_DATA: ::ecm_client::FieldRules<str, 2> = ::ecm_client::FieldRules::new(
            "UserData",
            true,
            [
                rt::Rule {
                    id: "R23",
                    severity: ::ecm_client::Severity::Error,
                    requirement: "must be Base64 with padding",
                    server_error: ::core::option::Option::None,
                    check: rt::ValueCheck::Base64,
                },
                rt::Rule {
                    id: "R23-size",
                    severity: ::ecm_client::Severity::Error,
                    requirement: "must decode to at most 16384 bytes",
                    server_error: ::core::option::Option::None,
                    check: rt::ValueCheck::DecodedSize { max: 16384 },
                },
            ],
        );

        /// Rules of `DataDiskSize`.
        pub const DATA_DISK_SIZE: ::ecm_client::FieldRules<i64> = ::ecm_client::FieldRules::new(
            "DataDiskSize",
            false,
            [rt::Rule {
                id: "R18-data",
                severity: ::ecm_client::Severity::Error,
                requirement: "must be at least 0",
                server_error: ::core::option::Option::None,
                check: rt::ValueCheck::IntRange {
                    min: 0,
                    max: i64::MAX,
                },
            }],
        );

        /// Rules of `InternetMaxBandwidthIn`.
        pub const INTERNET_MAX_BANDWIDTH_IN: ::ecm_client::FieldRules<i64> =
            ::ecm_client::FieldRules::new(
                "InternetMaxBandwidthIn",
                false,
                [rt::Rule {
                    id: "R18-in",
                    severity: ::ecm_client::Severity::Error,
                    requirement: "must be at least 0",
                    server_error: ::core::option::Option::None,
                    check: rt::ValueCheck::IntRange {
                        min: 0,
                        max: i64::MAX,
                    },
                }],
            );

        /// Rules of `InstanceChargeType`.
        pub const INSTANCE_CHARGE_TYPE: ::ecm_client::FieldRules<i64> =
            ::ecm_client::FieldRules::new(
                "InstanceChargeType",
                false,
                [rt::Rule {
                    id: "R24",
                    severity: ::ecm_client::Severity::Error,
                    requirement: "must be `0`, `1` or `2`",
                    server_error: ::core::option::Option::Some(
                        "InvalidParameterValue.InvalidInstanceChargeType",
                    ),
                    check: rt::ValueCheck::OneOfInt(&[0, 1, 2]),
                }],
            );

        /// Rules of `KeepImageLogin`.
        pub const KEEP_IMAGE_LOGIN: ::ecm_client::FieldRules<str> = ::ecm_client::FieldRules::new(
            "KeepImageLogin",
            false,
            [rt::Rule {
                id: "R14",
                severity: ::ecm_client::Severity::Error,
                requirement: "must be `TRUE` or `FALSE`",
                server_error: ::core::option::Option::None,
                check: rt::ValueCheck::OneOfText(&["TRUE", "FALSE"]),
            }],
        );
    }

    #[allow(deprecated)]
    impl rt::Record for RunInstancesRequest {
        #[inline]
        fn table(&self) -> &'static rt::RecordTable {
            &rt::RecordTable {
                name: "RunInstancesRequest",
                fields: &[
                    "ZoneInstanceCountISPSet",
                    "Password",
                    "InternetMaxBandwidthOut",
                    "ModuleId",
                    "ImageId",
                    "InstanceName",
                    "HostName",
                    "ClientToken",
                    "EnhancedService",
                    "TagSpecification",
                    "UserData",
                    "InstanceType",
                    "DataDiskSize",
                    "SecurityGroupIds",
                    "SystemDiskSize",
                    "InternetMaxBandwidthIn",
                    "InstanceChargeType",
                    "KeyIds",
                    "KeepImageLogin",
                    "SystemDisk",
                    "DataDisks",
                ],
                keys: &[
                    ",\"ZoneInstanceCountISPSet\":",
                    ",\"Password\":",
                    ",\"InternetMaxBandwidthOut\":",
                    ",\"ModuleId\":",
                    ",\"ImageId\":",
                    ",\"InstanceName\":",
                    ",\"HostName\":",
                    ",\"ClientToken\":",
                    ",\"EnhancedService\":",
                    ",\"TagSpecification\":",
                    ",\"UserData\":",
                    ",\"InstanceType\":",
                    ",\"DataDiskSize\":",
                    ",\"SecurityGroupIds\":",
                    ",\"SystemDiskSize\":",
                    ",\"InternetMaxBandwidthIn\":",
                    ",\"InstanceChargeType\":",
                    ",\"KeyIds\":",
                    ",\"KeepImageLogin\":",
                    ",\"SystemDisk\":",
                    ",\"DataDisks\":",
                ],
                checked: 0x1d97e7,
                marks: &[
                    rt::FieldMarks {
                        field: 0,
                        secret: false,
                        required: ::core::option::Option::Some("R01"),
                        rules: &RunInstancesRequest::ZONE_INSTANCE_COUNT_ISP_SET.rules,
                    },
                    rt::FieldMarks {
                        field: 1,
                        secret: true,
                        required: ::core::option::Option::None,
                        rules: &RunInstancesRequest::PASSWORD.rules,
                    },
                    rt::FieldMarks {
                        field: 2,
                        secret: false,
                        required: ::core::option::Option::None,
                        rules: &RunInstancesRequest::INTERNET_MAX_BANDWIDTH_OUT.rules,
                    },
                    rt::FieldMarks {
                        field: 5,
                        secret: false,
                        required: ::core::option::Option::None,
                        rules: &RunInstancesRequest::INSTANCE_NAME.rules,
                    },
                    rt::FieldMarks {
                        field: 6,
                        secret: false,
                        required: ::core::option::Option::None,
                        rules: &RunInstancesRequest::HOST_NAME.rules,
                    },
                    rt::FieldMarks {
                        field: 7,
                        secret: false,
                        required: ::core::option::Option::None,
                        rules: &[rt::Rule {
                            id: "R22",
                            severity: ::ecm_client::Severity::Error,
                            requirement: "must not be sent: the service reserves it for idempotent requests, which it does not offer yet",
                            server_error: ::core::option::Option::None,
                            check: rt::ValueCheck::Reserved,
                        }],
                    },
                    rt::FieldMarks {
                        field: 10,
                        secret: true,
                        required: ::core::option::Option::None,
                        rules: &RunInstancesRequest::USER_DATA.rules,
                    },
                    rt::FieldMarks {
                        field: 12,
                        secret: false,
                        required: ::core::option::Option::None,
                        rules: &RunInstancesRequest::DATA_DISK_SIZE.rules,
                    },
                    rt::FieldMarks {
                        field: 15,
                        secret: false,
                        required: ::core::option::Option::None,
                        rules: &RunInstancesRequest::INTERNET_MAX_BANDWIDTH_IN.rules,
                    },
                    rt::FieldMarks {
                        field: 16,
                        secret: false,
                        required: ::core::option::Option::None,
                        rules: &RunInstancesRequest::INSTANCE_CHARGE_TYPE.rules,
                    },
                    rt::FieldMarks {
                        field: 18,
                        secret: false,
                        required: ::core::option::Option::None,
                        rules: &RunInstancesRequest::KEEP_IMAGE_LOGIN.rules,
                    },
                ],
                rules: &[
                    rt::Rule {
                        id: "R03",
                        severity: ::ecm_client::Severity::Error,
                        requirement: "the sum of `InstanceCount` over `ZoneInstanceCountISPSet` with the same `Zone` must be at most 100",
                        server_error: ::core::option::Option::Some(
                            "InvalidParameterValue.InvalidZoneInstanceCount",
                        ),
                        check: rt::RecordCheck::Sum {
                            list: 0,
                            field: 1,
                            per: ::core::option::Option::Some(0),
                            max: 100,
                            divisible: true,
                        },
                    },
                    rt::Rule {
                        id: "R13",
                        severity: ::ecm_client::Severity::Error,
                        requirement: "at most one of `Password`, `KeyIds` and `KeepImageLogin` may be given",
                        server_error: ::core::option::Option::Some(
                            "InvalidParameter.ParameterConflict",
                        ),
                        check: rt::RecordCheck::AtMostOne(&[&[1], &[17], &[18]]),
                    },
                    rt::Rule {
                        id: "R16",
                        severity: ::ecm_client::Severity::Error,
                        requirement: "`ImageId` and `InstanceType` must be given unless `ModuleId` is",
                        server_error: ::core::option::Option::Some(
                            "InvalidParameterValue.InvalidModuleIDAndInstanceTypeConfigID",
                        ),
                        check: rt::RecordCheck::RequiredUnless {
                            unless: 3,
                            fields: &[4, 11],
                        },
                    },
                    rt::Rule {
                        id: "R16-sizes",
                        severity: ::ecm_client::Severity::Warn,
                        requirement: "`DataDiskSize` and `InternetMaxBandwidthOut` must be given unless `ModuleId` is",
                        server_error: ::core::option::Option::None,
                        check: rt::RecordCheck::RequiredUnless {
                            unless: 3,
                            fields: &[12, 2],
                        },
                    },
                    rt::Rule {
                        id: "R17",
                        severity: ::ecm_client::Severity::Warn,
                        requirement: "`InternetMaxBandwidthIn` and `InternetMaxBandwidthOut` must be equal when both are given",
                        server_error: ::core::option::Option::Some(
                            "InvalidParameterValue.InvalidBandwidthInAndOut",
                        ),
                        check: rt::RecordCheck::EqualWhenBoth(&[15], &[2]),
                    },
                    rt::Rule {
                        id: "R32",
                        severity: ::ecm_client::Severity::Warn,
                        requirement: "`SystemDiskSize` and `SystemDisk.DiskSize` must be equal when both are given",
                        server_error: ::core::option::Option::None,
                        check: rt::RecordCheck::EqualWhenBoth(&[14], &[19, 2]),
                    },
                    rt::Rule {
                        id: "R32-data",
                        severity: ::ecm_client::Severity::Warn,
                        requirement: "at most one of `DataDiskSize` and `DataDisks` may be given",
                        server_error: ::core::option::Option::None,
                        check: rt::RecordCheck::AtMostOne(&[&[12], &[20]]),
                    },
                ],
            }
        }

        #[inline]
        fn value(&self, index: usize) -> &dyn rt::Value {
            match index {
                0 => &self.zone_instance_count_isp_set,
                1 => match &self.login {
                    ::core::option::Option::Some(Login::Password(value)) => rt::present(value),
                    _ => rt::absent(),
                },
                2 => &self.internet_max_bandwidth_out,
                3 => &self.module_id,
                4 => &self.image_id,
                5 => &self.instance_name,
                6 => &self.host_name,
                7 => &self.client_token,
                8 => &self.enhanced_service,
                9 => &self.tag_specification,
                10 => &self.user_data,
                11 => &self.instance_type,
                12 => &self.data_disk_size,
                13 => &self.security_group_ids,
                14 => &self.system_disk_size,
                15 => &self.internet_max_bandwidth_in,
                16 => &self.instance_charge_type,
                17 => match &self.login {
                    ::core::option::Option::Some(Login::KeyIds(value)) => rt::present(value),
                    _ => rt::absent(),
                },
                18 => match &self.login {
                    ::core::option::Option::Some(Login::KeepImageLogin(value)) =>
                        rt::present(value),
                    _ => rt::absent(),
                },
                19 => &self.system_disk,
                20 => &self.data_disks,
                _ => rt::absent(),
            }
        }

        #[inline]
        fn value_mut(&mut self, index: usize) -> &mut dyn rt::Value {
            match index {
                0 => &mut self.zone_instance_count_isp_set,
                2 => &mut self.internet_max_bandwidth_out,
                3 => &mut self.module_id,
                4 => &mut self.image_id,
                5 => &mut self.instance_name,
                6 => &mut self.host_name,
                7 => &mut self.client_token,
                8 => &mut self.enhanced_service,
                9 => &mut self.tag_specification,
                10 => &mut self.user_data,
                11 => &mut self.instance_type,
                12 => &mut self.data_disk_size,
                13 => &mut self.security_group_ids,
                14 => &mut self.system_disk_size,
                15 => &mut self.internet_max_bandwidth_in,
                16 => &mut self.instance_charge_type,
                19 => &mut self.system_disk,
                20 => &mut self.data_disks,
                _ => rt::discard(),
            }
        }

        #[inline]
        fn set(
            &mut self,
            index: usize,
            input: &mut dyn rt::Input,
        ) -> ::core::result::Result<(), rt::DecodeError> {
            match index {
                1 => rt::choose(&mut self.login, input, Login::Password, "R13"),
                17 => rt::choose(&mut self.login, input, Login::KeyIds, "R13"),
                18 => rt::choose(&mut self.login, input, Login::KeepImageLogin, "R13"),
                _ => self.value_mut(index).fill(input).map(::core::mem::drop),
            }
        }
    }

    /// How many instances to create in one zone, and in which networks.
    ///
    /// Rules between fields:
    ///
    /// - `VpcId` and `SubnetId` must be given together or not at all (rule `R06`).
    /// - `PrivateIpAddresses` asks for `VpcId` and `SubnetId` (rule `R07`). The addresses are taken
    ///   from the subnet.
    /// - `PrivateIpAddresses` must have as many items as `InstanceCount` says (rule `R08`).
    /// - `Ipv6AddressCount` must be 1 when `ISP` has one part and 3 when `ISP` has 3 parts (between
    ///   `;`) (rule `R10`; server error `InvalidParameterValue.UserNotSupportIPv6`). One address for
    ///   each network operator. The service may also answer `InvalidParameterValue.NodeNotSupportIPv6`.
    /// - `Ipv6SubnetIds` asks for `ISP` to have 3 parts (between `;`) (rule `R11-isp`). The list is for
    ///   instances in the networks of all three operators.
    #[non_exhaustive]
    pub struct ZoneInstanceCountIsp {
        /// The zone, such as `ap-qingdao-ecm-1`.
        ///
        /// - Wire name: `Zone`.
        /// - Required (rule `R02`).
        /// - Must have at least 1 character (rule `R02-zone`). An empty name is no zone.
        pub zone: ::std::string::String,
        /// The number of instances to create in the zone.
        ///
        /// - Wire name: `InstanceCount`.
        /// - Required (rule `R02`).
        /// - Must be at least 1 (rule `R04`). A count of zero would create nothing.
        pub instance_count: i64,
        /// The network operator: one, or all three joined by `;`. The documented order is `CMCC;CUCC;CTCC`;
        /// the rules take any. All three are open only to accounts that have been enabled for it.
        ///
        /// - Wire name: `ISP`.
        /// - Required (rule `R02`).
        /// - Must be one or more of `CTCC`, `CUCC` and `CMCC`, none twice, with `;` between them (rule
        ///   `R05`; server error `InvalidParameterValue.InvalidISPInNode`).
        /// - Must have 1 or 3 parts between `;` (rule `R05-pair`, a warning only; server error
        ///   `InvalidParameterValue.InvalidISPInNode`). One edition of the documentation allows any two
        ///   operators, the newer one does not.
        pub isp: Isp,
        /// The private network, such as `vpc-kcejgmxt`. Goes with `SubnetId`.
        ///
        /// - Wire name: `VpcId`.
        pub vpc_id: ::core::option::Option<::std::string::String>,
        /// The subnet of the private network, such as `subnet-5r8jj7kg`. Also serves single-operator IPv6.
        /// Goes with `VpcId`.
        ///
        /// - Wire name: `SubnetId`.
        pub subnet_id: ::core::option::Option<::std::string::String>,
        /// The private addresses of the primary network interfaces, one for each instance. Secondary
        /// interfaces get theirs from the same subnet by DHCP.
        ///
        /// - Wire name: `PrivateIpAddresses`.
        /// - Must be an IPv4 address (rule `R09`, a warning only). Inferred from the documented examples,
        ///   which are all IPv4.
        pub private_ip_addresses: ::core::option::Option<::std::vec::Vec<::std::string::String>>,
        /// The number of random IPv6 addresses for the network interface: 1 with one network operator, 3
        /// with all three. Left out or zero, there are none.
        ///
        /// - Wire name: `Ipv6AddressCount`.
        pub ipv6_address_count: ::core::option::Option<i64>,
        /// The three subnets for IPv6 with all three network operators: each with an IPv6 range of a
        /// different operator. For IPv4 alone and for single-operator IPv6, use `SubnetId`.
        ///
        /// - Wire name: `Ipv6SubnetIds`.
        /// - Must have exactly 3 items (rule `R11`). One subnet for each network operator.
        /// - Must not have an item twice (rule `R11-distinct`).
        pub ipv6_subnet_ids: ::core::option::Option<::std::vec::Vec<::std::string::String>>,
    }

    impl ZoneInstanceCountIsp {
        /// Creates a value from its required fields; all others are unset.
        ///
        /// Assign to the unset fields, or use [`Self::builder`] instead.
        #[must_use]
        #[inline]
        pub fn new(
            zone: impl ::core::convert::Into<::std::string::String>,
            instance_count: i64,
            isp: impl ::core::convert::Into<Isp>,
        ) -> Self {
            Self {
                zone: ::core::convert::Into::into(zone),
                instance_count,
                isp: ::core::convert::Into::into(isp),
                ..rt::Init::init()
            }
        }

        /// Returns a builder that checks required fields at compile time.
        #[inline]
        pub fn builder() -> super::builder::ZoneInstanceCountIspBuilder {
            super::builder::ZoneInstanceCountIspBuilder {
                record: rt::Init::init(),
                given: ::core::marker::PhantomData,
            }
        }
    }

    impl ::core::clone::Clone for ZoneInstanceCountIsp {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                zone: self.zone.clone(),
                instance_count: self.instance_count,
                isp: self.isp.clone(),
                vpc_id: self.vpc_id.clone(),
                subnet_id: self.subnet_id.clone(),
                private_ip_addresses: self.private_ip_addresses.clone(),
                ipv6_address_count: self.ipv6_address_count,
                ipv6_subnet_ids: self.ipv6_subnet_ids.clone(),
            }
        }
    }

    impl rt::Init for ZoneInstanceCountIsp {
        #[inline]
        fn init() -> Self {
            Self {
                zone: ::core::default::Default::default(),
                instance_count: 0,
                isp: rt::Init::init(),
                vpc_id: ::core::option::Option::None,
                subnet_id: ::core::option::Option::None,
                private_ip_addresses: ::core::option::Option::None,
                ipv6_address_count: ::core::option::Option::None,
                ipv6_subnet_ids: ::core::option::Option::None,
            }
        }
    }

    impl ::core::cmp::PartialEq for ZoneInstanceCountIsp {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal(self, other)
        }
    }

    impl ::core::fmt::Debug for ZoneInstanceCountIsp {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug(self, f)
        }
    }

    /// Rules of single fields, for [`literal!`](::ecm_client::literal) and
    /// [`items!`](::ecm_client::items).
    impl ZoneInstanceCountIsp {
        /// Rules of `Zone`.
        pub const ZONE: ::ecm_client::FieldRules<str> = ::ecm_client::FieldRules::new(
            "Zone",
            false,
            [rt::Rule {
                id: "R02-zone",
                severity: ::ecm_client::Severity::Error,
                requirement: "must have at least 1 character",
                server_error: ::core::option::Option::None,
                check: rt::ValueCheck::Length {
                    min: 1,
                    max: u64::MAX,
                },
            }],
        );

        /// Rules of `InstanceCount`.
        pub const INSTANCE_COUNT: ::ecm_client::FieldRules<i64> = ::ecm_client::FieldRules::new(
            "InstanceCount",
            false,
            [rt::Rule {
                id: "R04",
                severity: ::ecm_client::Severity::Error,
                requirement: "must be at least 1",
                server_error: ::core::option::Option::None,
                check: rt::ValueCheck::IntRange {
                    min: 1,
                    max: i64::MAX,
                },
            }],
        );

        /// Rules of `ISP`.
        pub const ISP: ::ecm_client::FieldRules<str, 2> = ::ecm_client::FieldRules::new(
            "ISP",
            false,
            [
                rt::Rule {
                    id: "R05",
                    severity: ::ecm_client::Severity::Error,
                    requirement: "must be one or more of `CTCC`, `CUCC` and `CMCC`, none twice, with `;` between them",
                    server_error: ::core::option::Option::Some(
                        "InvalidParameterValue.InvalidISPInNode",
                    ),
                    check: rt::ValueCheck::Tokens {
                        separator: ';',
                        values: &["CTCC", "CUCC", "CMCC"],
                    },
                },
                rt::Rule {
                    id: "R05-pair",
                    severity: ::ecm_client::Severity::Warn,
                    requirement: "must have 1 or 3 parts between `;`",
                    server_error: ::core::option::Option::Some(
                        "InvalidParameterValue.InvalidISPInNode",
                    ),
                    check: rt::ValueCheck::TokenCount {
                        separator: ';',
                        counts: &[1, 3],
                    },
                },
            ],
        );

        /// Rules of `PrivateIpAddresses`.
        pub const PRIVATE_IP_ADDRESSES: ::ecm_client::FieldRules<[&'static str]> =
            ::ecm_client::FieldRules::new(
                "PrivateIpAddresses",
                false,
                [rt::Rule {
                    id: "R09",
                    severity: ::ecm_client::Severity::Warn,
                    requirement: "must be an IPv4 address",
                    server_error: ::core::option::Option::None,
                    check: rt::ValueCheck::Ipv4,
                }],
            );

        /// Rules of `Ipv6SubnetIds`.
        pub const IPV6_SUBNET_IDS: ::ecm_client::FieldRules<[&'static str], 2> =
            ::ecm_client::FieldRules::new(
                "Ipv6SubnetIds",
                false,
                [
                    rt::Rule {
                        id: "R11",
                        severity: ::ecm_client::Severity::Error,
                        requirement: "must have exactly 3 items",
                        server_error: ::core::option::Option::None,
                        check: rt::ValueCheck::Items { min: 3, max: 3 },
                    },
                    rt::Rule {
                        id: "R11-distinct",
                        severity: ::ecm_client::Severity::Error,
                        requirement: "must not have an item twice",
                        server_error: ::core::option::Option::None,
                        check: rt::ValueCheck::Distinct,
                    },
                ],
            );
    }

    impl rt::Record for ZoneInstanceCountIsp {
        #[inline]
        fn table(&self) -> &'static rt::RecordTable {
            &rt::RecordTable {
                name: "ZoneInstanceCountIsp",
                fields: &[
                    "Zone",
                    "InstanceCount",
                    "ISP",
                    "VpcId",
                    "SubnetId",
                    "PrivateIpAddresses",
                    "Ipv6AddressCount",
                    "Ipv6SubnetIds",
                ],
                keys: &[
                    ",\"Zone\":",
                    ",\"InstanceCount\":",
                    ",\"ISP\":",
                    ",\"VpcId\":",
                    ",\"SubnetId\":",
                    ",\"PrivateIpAddresses\":",
                    ",\"Ipv6AddressCount\":",
                    ",\"Ipv6SubnetIds\":",
                ],
                checked: 0xa7,
                marks: &[
                    rt::FieldMarks {
                        field: 0,
                        secret: false,
                        required: ::core::option::Option::Some("R02"),
                        rules: &ZoneInstanceCountIsp::ZONE.rules,
                    },
                    rt::FieldMarks {
                        field: 1,
                        secret: false,
                        required: ::core::option::Option::Some("R02"),
                        rules: &ZoneInstanceCountIsp::INSTANCE_COUNT.rules,
                    },
                    rt::FieldMarks {
                        field: 2,
                        secret: false,
                        required: ::core::option::Option::Some("R02"),
                        rules: &ZoneInstanceCountIsp::ISP.rules,
                    },
                    rt::FieldMarks {
                        field: 5,
                        secret: false,
                        required: ::core::option::Option::None,
                        rules: &ZoneInstanceCountIsp::PRIVATE_IP_ADDRESSES.rules,
                    },
                    rt::FieldMarks {
                        field: 7,
                        secret: false,
                        required: ::core::option::Option::None,
                        rules: &ZoneInstanceCountIsp::IPV6_SUBNET_IDS.rules,
                    },
                ],
                rules: &[
                    rt::Rule {
                        id: "R06",
                        severity: ::ecm_client::Severity::Error,
                        requirement: "`VpcId` and `SubnetId` must be given together or not at all",
                        server_error: ::core::option::Option::None,
                        check: rt::RecordCheck::BothOrNeither(&[3, 4]),
                    },
                    rt::Rule {
                        id: "R07",
                        severity: ::ecm_client::Severity::Error,
                        requirement: "`PrivateIpAddresses` asks for `VpcId` and `SubnetId`",
                        server_error: ::core::option::Option::None,
                        check: rt::RecordCheck::Implies {
                            field: 5,
                            then: &[3, 4],
                        },
                    },
                    rt::Rule {
                        id: "R08",
                        severity: ::ecm_client::Severity::Error,
                        requirement: "`PrivateIpAddresses` must have as many items as `InstanceCount` says",
                        server_error: ::core::option::Option::None,
                        check: rt::RecordCheck::CountEquals { list: 5, count: 1 },
                    },
                    rt::Rule {
                        id: "R10",
                        severity: ::ecm_client::Severity::Error,
                        requirement: "`Ipv6AddressCount` must be 1 when `ISP` has one part and 3 when `ISP` has 3 parts (between `;`)",
                        server_error: ::core::option::Option::Some(
                            "InvalidParameterValue.UserNotSupportIPv6",
                        ),
                        check: rt::RecordCheck::ValueByTokens {
                            field: 6,
                            of: 2,
                            separator: ';',
                            cases: &[(1, 1), (3, 3)],
                        },
                    },
                    rt::Rule {
                        id: "R11-isp",
                        severity: ::ecm_client::Severity::Error,
                        requirement: "`Ipv6SubnetIds` asks for `ISP` to have 3 parts (between `;`)",
                        server_error: ::core::option::Option::None,
                        check: rt::RecordCheck::RequiresTokens {
                            field: 7,
                            of: 2,
                            separator: ';',
                            count: 3,
                        },
                    },
                ],
            }
        }

        #[inline]
        fn value(&self, index: usize) -> &dyn rt::Value {
            match index {
                0 => &self.zone,
                1 => &self.instance_count,
                2 => &self.isp,
                3 => &self.vpc_id,
                4 => &self.subnet_id,
                5 => &self.private_ip_addresses,
                6 => &self.ipv6_address_count,
                7 => &self.ipv6_subnet_ids,
                _ => rt::absent(),
            }
        }

        #[inline]
        fn value_mut(&mut self, index: usize) -> &mut dyn rt::Value {
            match index {
                0 => &mut self.zone,
                1 => &mut self.instance_count,
                2 => &mut self.isp,
                3 => &mut self.vpc_id,
                4 => &mut self.subnet_id,
                5 => &mut self.private_ip_addresses,
                6 => &mut self.ipv6_address_count,
                7 => &mut self.ipv6_subnet_ids,
                _ => rt::discard(),
            }
        }
    }

    /// Services that come with an instance.
    #[non_exhaustive]
    pub struct EnhancedService {
        /// Host security. Left out, it is on for public images.
        ///
        /// - Wire name: `SecurityService`.
        pub security_service: ::core::option::Option<RunSecurityServiceEnabled>,
        /// Monitoring. Left out, it is on for public images.
        ///
        /// - Wire name: `MonitorService`.
        pub monitor_service: ::core::option::Option<RunMonitorServiceEnabled>,
        /// Direct access to the public address. Left out, it is on for Linux images; Windows images do not
        /// have it.
        ///
        /// - Wire name: `EIPDirectService`.
        pub eip_direct_service: ::core::option::Option<RunEipDirectServiceEnabled>,
    }

    impl EnhancedService {
        /// Creates a value in which no field is set.
        ///
        /// Assign to the unset fields, or use [`Self::builder`] instead.
        #[must_use]
        #[inline]
        pub fn new() -> Self {
            Self { ..rt::Init::init() }
        }

        /// Returns a builder that checks required fields at compile time.
        #[inline]
        pub fn builder() -> super::builder::EnhancedServiceBuilder {
            super::builder::EnhancedServiceBuilder {
                record: rt::Init::init(),
                given: ::core::marker::PhantomData,
            }
        }
    }

    impl ::core::clone::Clone for EnhancedService {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                security_service: self.security_service.clone(),
                monitor_service: self.monitor_service.clone(),
                eip_direct_service: self.eip_direct_service.clone(),
            }
        }
    }

    impl ::core::default::Default for EnhancedService {
        #[inline]
        fn default() -> Self {
            Self {
                security_service: ::core::option::Option::None,
                monitor_service: ::core::option::Option::None,
                eip_direct_service: ::core::option::Option::None,
            }
        }
    }

    impl ::core::cmp::PartialEq for EnhancedService {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal(self, other)
        }
    }

    impl ::core::fmt::Debug for EnhancedService {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug(self, f)
        }
    }

    impl rt::Record for EnhancedService {
        #[inline]
        fn table(&self) -> &'static rt::RecordTable {
            &rt::RecordTable {
                name: "EnhancedService",
                fields: &["SecurityService", "MonitorService", "EIPDirectService"],
                keys: &[
                    ",\"SecurityService\":",
                    ",\"MonitorService\":",
                    ",\"EIPDirectService\":",
                ],
                checked: 0x7,
                ..rt::RecordTable::EMPTY
            }
        }

        #[inline]
        fn value(&self, index: usize) -> &dyn rt::Value {
            match index {
                0 => &self.security_service,
                1 => &self.monitor_service,
                2 => &self.eip_direct_service,
                _ => rt::absent(),
            }
        }

        #[inline]
        fn value_mut(&mut self, index: usize) -> &mut dyn rt::Value {
            match index {
                0 => &mut self.security_service,
                1 => &mut self.monitor_service,
                2 => &mut self.eip_direct_service,
                _ => rt::discard(),
            }
        }
    }

    /// Whether host security is switched on.
    #[non_exhaustive]
    pub struct RunSecurityServiceEnabled {
        /// Whether the service is on.
        ///
        /// - Wire name: `Enabled`.
        pub enabled: ::core::option::Option<bool>,
        /// The edition of the service.
        ///
        /// - Wire name: `Version`.
        /// - Must be `0` or `1` (rule `R29`).
        /// - Must be `0` (rule `R29-pro`, a warning only). The professional edition is announced but not
        ///   offered yet.
        pub version: ::core::option::Option<SecurityServiceVersion>,
    }

    impl RunSecurityServiceEnabled {
        /// Creates a value in which no field is set.
        ///
        /// Assign to the unset fields, or use [`Self::builder`] instead.
        #[must_use]
        #[inline]
        pub fn new() -> Self {
            Self { ..rt::Init::init() }
        }

        /// Returns a builder that checks required fields at compile time.
        #[inline]
        pub fn builder() -> super::builder::RunSecurityServiceEnabledBuilder {
            super::builder::RunSecurityServiceEnabledBuilder {
                record: rt::Init::init(),
                given: ::core::marker::PhantomData,
            }
        }
    }

    impl ::core::clone::Clone for RunSecurityServiceEnabled {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                enabled: self.enabled,
                version: self.version.clone(),
            }
        }
    }

    impl ::core::default::Default for RunSecurityServiceEnabled {
        #[inline]
        fn default() -> Self {
            Self {
                enabled: ::core::option::Option::None,
                version: ::core::option::Option::None,
            }
        }
    }

    impl ::core::cmp::PartialEq for RunSecurityServiceEnabled {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal(self, other)
        }
    }

    impl ::core::fmt::Debug for RunSecurityServiceEnabled {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug(self, f)
        }
    }

    /// Rules of single fields, for [`literal!`](::ecm_client::literal) and
    /// [`items!`](::ecm_client::items).
    impl RunSecurityServiceEnabled {
        /// Rules of `Version`.
        pub const VERSION: ::ecm_client::FieldRules<i64, 2> = ::ecm_client::FieldRules::new(
            "Version",
            false,
            [
                rt::Rule {
                    id: "R29",
                    severity: ::ecm_client::Severity::Error,
                    requirement: "must be `0` or `1`",
                    server_error: ::core::option::Option::None,
                    check: rt::ValueCheck::OneOfInt(&[0, 1]),
                },
                rt::Rule {
                    id: "R29-pro",
                    severity: ::ecm_client::Severity::Warn,
                    requirement: "must be `0`",
                    server_error: ::core::option::Option::None,
                    check: rt::ValueCheck::OneOfInt(&[0]),
                },
            ],
        );
    }

    impl rt::Record for RunSecurityServiceEnabled {
        #[inline]
        fn table(&self) -> &'static rt::RecordTable {
            &rt::RecordTable {
                name: "RunSecurityServiceEnabled",
                fields: &["Enabled", "Version"],
                keys: &[",\"Enabled\":", ",\"Version\":"],
                checked: 0x2,
                marks: &[rt::FieldMarks {
                    field: 1,
                    secret: false,
                    required: ::core::option::Option::None,
                    rules: &RunSecurityServiceEnabled::VERSION.rules,
                }],
                ..rt::RecordTable::EMPTY
            }
        }

        #[inline]
        fn value(&self, index: usize) -> &dyn rt::Value {
            match index {
                0 => &self.enabled,
                1 => &self.version,
                _ => rt::absent(),
            }
        }

        #[inline]
        fn value_mut(&mut self, index: usize) -> &mut dyn rt::Value {
            match index {
                0 => &mut self.enabled,
                1 => &mut self.version,
                _ => rt::discard(),
            }
        }
    }

    /// Whether monitoring is switched on.
    #[non_exhaustive]
    pub struct RunMonitorServiceEnabled {
        /// Whether the service is on.
        ///
        /// - Wire name: `Enabled`.
        pub enabled: ::core::option::Option<bool>,
    }

    impl RunMonitorServiceEnabled {
        /// Creates a value in which no field is set.
        ///
        /// Assign to the unset fields, or use [`Self::builder`] instead.
        #[must_use]
        #[inline]
        pub fn new() -> Self {
            Self { ..rt::Init::init() }
        }

        /// Returns a builder that checks required fields at compile time.
        #[inline]
        pub fn builder() -> super::builder::RunMonitorServiceEnabledBuilder {
            super::builder::RunMonitorServiceEnabledBuilder {
                record: rt::Init::init(),
                given: ::core::marker::PhantomData,
            }
        }
    }

    impl ::core::clone::Clone for RunMonitorServiceEnabled {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                enabled: self.enabled,
            }
        }
    }

    impl ::core::default::Default for RunMonitorServiceEnabled {
        #[inline]
        fn default() -> Self {
            Self {
                enabled: ::core::option::Option::None,
            }
        }
    }

    impl ::core::cmp::PartialEq for RunMonitorServiceEnabled {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal(self, other)
        }
    }

    impl ::core::fmt::Debug for RunMonitorServiceEnabled {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug(self, f)
        }
    }

    impl rt::Record for RunMonitorServiceEnabled {
        #[inline]
        fn table(&self) -> &'static rt::RecordTable {
            &rt::RecordTable {
                name: "RunMonitorServiceEnabled",
                fields: &["Enabled"],
                keys: &[",\"Enabled\":"],
                ..rt::RecordTable::EMPTY
            }
        }

        #[inline]
        fn value(&self, index: usize) -> &dyn rt::Value {
            match index {
                0 => &self.enabled,
                _ => rt::absent(),
            }
        }

        #[inline]
        fn value_mut(&mut self, index: usize) -> &mut dyn rt::Value {
            match index {
                0 => &mut self.enabled,
                _ => rt::discard(),
            }
        }
    }

    /// Whether the instance has its public address directly on its network interface.
    #[non_exhaustive]
    pub struct RunEipDirectServiceEnabled {
        /// Whether the service is on. Left out, it is. Windows images do not have it.
        ///
        /// - Wire name: `Enabled`.
        pub enabled: ::core::option::Option<bool>,
    }

    impl RunEipDirectServiceEnabled {
        /// Creates a value in which no field is set.
        ///
        /// Assign to the unset fields, or use [`Self::builder`] instead.
        #[must_use]
        #[inline]
        pub fn new() -> Self {
            Self { ..rt::Init::init() }
        }

        /// Returns a builder that checks required fields at compile time.
        #[inline]
        pub fn builder() -> super::builder::RunEipDirectServiceEnabledBuilder {
            super::builder::RunEipDirectServiceEnabledBuilder {
                record: rt::Init::init(),
                given: ::core::marker::PhantomData,
            }
        }
    }

    impl ::core::clone::Clone for RunEipDirectServiceEnabled {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                enabled: self.enabled,
            }
        }
    }

    impl ::core::default::Default for RunEipDirectServiceEnabled {
        #[inline]
        fn default() -> Self {
            Self {
                enabled: ::core::option::Option::None,
            }
        }
    }

    impl ::core::cmp::PartialEq for RunEipDirectServiceEnabled {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal(self, other)
        }
    }

    impl ::core::fmt::Debug for RunEipDirectServiceEnabled {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug(self, f)
        }
    }

    impl rt::Record for RunEipDirectServiceEnabled {
        #[inline]
        fn table(&self) -> &'static rt::RecordTable {
            &rt::RecordTable {
                name: "RunEipDirectServiceEnabled",
                fields: &["Enabled"],
                keys: &[",\"Enabled\":"],
                ..rt::RecordTable::EMPTY
            }
        }

        #[inline]
        fn value(&self, index: usize) -> &dyn rt::Value {
            match index {
                0 => &self.enabled,
                _ => rt::absent(),
            }
        }

        #[inline]
        fn value_mut(&mut self, index: usize) -> &mut dyn rt::Value {
            match index {
                0 => &mut self.enabled,
                _ => rt::discard(),
            }
        }
    }

    /// Tags for one kind of resource.
    #[non_exhaustive]
    pub struct TagSpecification {
        /// The kind of resource to tag.
        ///
        /// - Wire name: `ResourceType`.
        /// - Required (rule `R25`).
        /// - Must be `instance` or `module` (rule `R25`).
        pub resource_type: TagResourceType,
        /// The tags.
        ///
        /// - Wire name: `Tags`.
        /// - Required (rule `R25`).
        pub tags: ::std::vec::Vec<Tag>,
    }

    impl TagSpecification {
        /// Creates a value from its fields.
        #[must_use]
        #[inline]
        pub fn new(
            resource_type: impl ::core::convert::Into<TagResourceType>,
            tags: impl ::core::iter::IntoIterator<Item = Tag>,
        ) -> Self {
            Self {
                resource_type: ::core::convert::Into::into(resource_type),
                tags: rt::collect(tags),
            }
        }

        /// Returns a builder that checks required fields at compile time.
        #[inline]
        pub fn builder() -> super::builder::TagSpecificationBuilder {
            super::builder::TagSpecificationBuilder {
                record: rt::Init::init(),
                given: ::core::marker::PhantomData,
            }
        }
    }

    impl ::core::clone::Clone for TagSpecification {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                resource_type: self.resource_type.clone(),
                tags: self.tags.clone(),
            }
        }
    }

    impl rt::Init for TagSpecification {
        #[inline]
        fn init() -> Self {
            Self {
                resource_type: rt::Init::init(),
                tags: ::std::vec::Vec::new(),
            }
        }
    }

    impl ::core::cmp::PartialEq for TagSpecification {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal(self, other)
        }
    }

    impl ::core::fmt::Debug for TagSpecification {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug(self, f)
        }
    }

    /// Rules of single fields, for [`literal!`](::ecm_client::literal) and
    /// [`items!`](::ecm_client::items).
    impl TagSpecification {
        /// Rules of `ResourceType`.
        pub const RESOURCE_TYPE: ::ecm_client::FieldRules<str> = ::ecm_client::FieldRules::new(
            "ResourceType",
            false,
            [rt::Rule {
                id: "R25",
                severity: ::ecm_client::Severity::Error,
                requirement: "must be `instance` or `module`",
                server_error: ::core::option::Option::None,
                check: rt::ValueCheck::OneOfText(&["instance", "module"]),
            }],
        );
    }

    impl rt::Record for TagSpecification {
        #[inline]
        fn table(&self) -> &'static rt::RecordTable {
            &rt::RecordTable {
                name: "TagSpecification",
                fields: &["ResourceType", "Tags"],
                keys: &[",\"ResourceType\":", ",\"Tags\":"],
                checked: 0x3,
                marks: &[
                    rt::FieldMarks {
                        field: 0,
                        secret: false,
                        required: ::core::option::Option::Some("R25"),
                        rules: &TagSpecification::RESOURCE_TYPE.rules,
                    },
                    rt::FieldMarks {
                        field: 1,
                        secret: false,
                        required: ::core::option::Option::Some("R25"),
                        rules: &[],
                    },
                ],
                ..rt::RecordTable::EMPTY
            }
        }

        #[inline]
        fn value(&self, index: usize) -> &dyn rt::Value {
            match index {
                0 => &self.resource_type,
                1 => &self.tags,
                _ => rt::absent(),
            }
        }

        #[inline]
        fn value_mut(&mut self, index: usize) -> &mut dyn rt::Value {
            match index {
                0 => &mut self.resource_type,
                1 => &mut self.tags,
                _ => rt::discard(),
            }
        }
    }

    /// A label on a resource.
    #[non_exhaustive]
    pub struct Tag {
        /// The key.
        ///
        /// - Wire name: `Key`.
        /// - Required (rule `R25`).
        pub key: ::std::string::String,
        /// The value.
        ///
        /// - Wire name: `Value`.
        /// - Required (rule `R25`).
        pub value: ::std::string::String,
    }

    impl Tag {
        /// Creates a value from its fields.
        #[must_use]
        #[inline]
        pub fn new(
            key: impl ::core::convert::Into<::std::string::String>,
            value: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            Self {
                key: ::core::convert::Into::into(key),
                value: ::core::convert::Into::into(value),
            }
        }

        /// Returns a builder that checks required fields at compile time.
        #[inline]
        pub fn builder() -> super::builder::TagBuilder {
            super::builder::TagBuilder {
                record: rt::Init::init(),
                given: ::core::marker::PhantomData,
            }
        }
    }

    impl ::core::clone::Clone for Tag {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                key: self.key.clone(),
                value: self.value.clone(),
            }
        }
    }

    impl rt::Init for Tag {
        #[inline]
        fn init() -> Self {
            Self {
                key: ::core::default::Default::default(),
                value: ::core::default::Default::default(),
            }
        }
    }

    impl ::core::cmp::PartialEq for Tag {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal(self, other)
        }
    }

    impl ::core::fmt::Debug for Tag {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug(self, f)
        }
    }

    impl rt::Record for Tag {
        #[inline]
        fn table(&self) -> &'static rt::RecordTable {
            &rt::RecordTable {
                name: "Tag",
                fields: &["Key", "Value"],
                keys: &[",\"Key\":", ",\"Value\":"],
                checked: 0x3,
                marks: &[
                    rt::FieldMarks {
                        field: 0,
                        secret: false,
                        required: ::core::option::Option::Some("R25"),
                        rules: &[],
                    },
                    rt::FieldMarks {
                        field: 1,
                        secret: false,
                        required: ::core::option::Option::Some("R25"),
                        rules: &[],
                    },
                ],
                ..rt::RecordTable::EMPTY
            }
        }

        #[inline]
        fn value(&self, index: usize) -> &dyn rt::Value {
            match index {
                0 => &self.key,
                1 => &self.value,
                _ => rt::absent(),
            }
        }

        #[inline]
        fn value_mut(&mut self, index: usize) -> &mut dyn rt::Value {
            match index {
                0 => &mut self.key,
                1 => &mut self.value,
                _ => rt::discard(),
            }
        }
    }

    /// The disk that holds the operating system.
    #[non_exhaustive]
    pub struct SystemDisk {
        /// The kind of disk. Left out, the service takes `CLOUD_BASIC`.
        ///
        /// - Wire name: `DiskType`.
        /// - Must be `LOCAL_BASIC`, `CLOUD_PREMIUM` or `CLOUD_BASIC` (rule `R26`; server error
        ///   `InvalidParameterValue.InvalidSystemDiskType`).
        /// - Must be `LOCAL_BASIC` or `CLOUD_PREMIUM` (rule `R26-default`, a warning only; server error
        ///   `InvalidParameterValue.InvalidSystemDiskType`). `CLOUD_BASIC` is documented as the default but
        ///   missing from the documented values.
        pub disk_type: ::core::option::Option<SystemDiskType>,
        /// The id of the disk, such as `ldisk-1ly4f53h`. Cannot be chosen yet.
        ///
        /// - Wire name: `DiskId`.
        /// - Must not be sent: the service cannot use it yet (rule `R27`, a warning only).
        #[deprecated(note = "`DiskId` is reserved: the service cannot use it yet")]
        pub disk_id: ::core::option::Option<::std::string::String>,
        /// The size of the disk, never less than that of the image.
        ///
        /// - Wire name: `DiskSize`.
        /// - Unit: GB.
        pub disk_size: ::core::option::Option<i64>,
    }

    impl SystemDisk {
        /// Creates a value in which no field is set.
        ///
        /// Assign to the unset fields, or use [`Self::builder`] instead.
        #[must_use]
        #[inline]
        pub fn new() -> Self {
            Self { ..rt::Init::init() }
        }

        /// Returns a builder that checks required fields at compile time.
        #[inline]
        pub fn builder() -> super::builder::SystemDiskBuilder {
            super::builder::SystemDiskBuilder {
                record: rt::Init::init(),
                given: ::core::marker::PhantomData,
            }
        }
    }

    impl ::core::clone::Clone for SystemDisk {
        #[inline]
        #[allow(deprecated)]
        fn clone(&self) -> Self {
            Self {
                disk_type: self.disk_type.clone(),
                disk_id: self.disk_id.clone(),
                disk_size: self.disk_size,
            }
        }
    }

    impl ::core::default::Default for SystemDisk {
        #[inline]
        #[allow(deprecated)]
        fn default() -> Self {
            Self {
                disk_type: ::core::option::Option::None,
                disk_id: ::core::option::Option::None,
                disk_size: ::core::option::Option::None,
            }
        }
    }

    impl ::core::cmp::PartialEq for SystemDisk {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal(self, other)
        }
    }

    impl ::core::fmt::Debug for SystemDisk {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug(self, f)
        }
    }

    /// Rules of single fields, for [`literal!`](::ecm_client::literal) and
    /// [`items!`](::ecm_client::items).
    impl SystemDisk {
        /// Rules of `DiskType`.
        pub const DISK_TYPE: ::ecm_client::FieldRules<str, 2> = ::ecm_client::FieldRules::new(
            "DiskType",
            false,
            [
                rt::Rule {
                    id: "R26",
                    severity: ::ecm_client::Severity::Error,
                    requirement: "must be `LOCAL_BASIC`, `CLOUD_PREMIUM` or `CLOUD_BASIC`",
                    server_error: ::core::option::Option::Some(
                        "InvalidParameterValue.InvalidSystemDiskType",
                    ),
                    check: rt::ValueCheck::OneOfText(&[
                        "LOCAL_BASIC",
                        "CLOUD_PREMIUM",
                        "CLOUD_BASIC",
                    ]),
                },
                rt::Rule {
                    id: "R26-default",
                    severity: ::ecm_client::Severity::Warn,
                    requirement: "must be `LOCAL_BASIC` or `CLOUD_PREMIUM`",
                    server_error: ::core::option::Option::Some(
                        "InvalidParameterValue.InvalidSystemDiskType",
                    ),
                    check: rt::ValueCheck::OneOfText(&["LOCAL_BASIC", "CLOUD_PREMIUM"]),
                },
            ],
        );
    }

    #[allow(deprecated)]
    impl rt::Record for SystemDisk {
        #[inline]
        fn table(&self) -> &'static rt::RecordTable {
            &rt::RecordTable {
                name: "SystemDisk",
                fields: &["DiskType", "DiskId", "DiskSize"],
                keys: &[",\"DiskType\":", ",\"DiskId\":", ",\"DiskSize\":"],
                checked: 0x3,
                marks: &[
                    rt::FieldMarks {
                        field: 0,
                        secret: false,
                        required: ::core::option::Option::None,
                        rules: &SystemDisk::DISK_TYPE.rules,
                    },
                    rt::FieldMarks {
                        field: 1,
                        secret: false,
                        required: ::core::option::Option::None,
                        rules: &[rt::Rule {
                            id: "R27",
                            severity: ::ecm_client::Severity::Warn,
                            requirement: "must not be sent: the service cannot use it yet",
                            server_error: ::core::option::Option::None,
                            check: rt::ValueCheck::Reserved,
                        }],
                    },
                ],
                ..rt::RecordTable::EMPTY
            }
        }

        #[inline]
        fn value(&self, index: usize) -> &dyn rt::Value {
            match index {
                0 => &self.disk_type,
                1 => &self.disk_id,
                2 => &self.disk_size,
                _ => rt::absent(),
            }
        }

        #[inline]
        fn value_mut(&mut self, index: usize) -> &mut dyn rt::Value {
            match index {
                0 => &mut self.disk_type,
                1 => &mut self.disk_id,
                2 => &mut self.disk_size,
                _ => rt::discard(),
            }
        }
    }

    /// A disk for data.
    #[non_exhaustive]
    pub struct DataDisk {
        /// The size of the disk.
        ///
        /// - Wire name: `DiskSize`.
        /// - Unit: GB.
        /// - Required (rule `R28`).
        pub disk_size: i64,
        /// The kind of disk. Left out, it is `LOCAL_BASIC`.
        ///
        /// - Wire name: `DiskType`.
        /// - Must be `LOCAL_BASIC` or `CLOUD_PREMIUM` (rule `R28-type`).
        pub disk_type: ::core::option::Option<DataDiskType>,
    }

    impl DataDisk {
        /// Creates a value from its required fields; all others are unset.
        ///
        /// Assign to the unset fields, or use [`Self::builder`] instead.
        #[must_use]
        #[inline]
        pub fn new(disk_size: i64) -> Self {
            Self {
                disk_size,
                ..rt::Init::init()
            }
        }

        /// Returns a builder that checks required fields at compile time.
        #[inline]
        pub fn builder() -> super::builder::DataDiskBuilder {
            super::builder::DataDiskBuilder {
                record: rt::Init::init(),
                given: ::core::marker::PhantomData,
            }
        }
    }

    impl ::core::clone::Clone for DataDisk {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                disk_size: self.disk_size,
                disk_type: self.disk_type.clone(),
            }
        }
    }

    impl rt::Init for DataDisk {
        #[inline]
        fn init() -> Self {
            Self {
                disk_size: 0,
                disk_type: ::core::option::Option::None,
            }
        }
    }

    impl ::core::cmp::PartialEq for DataDisk {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal(self, other)
        }
    }

    impl ::core::fmt::Debug for DataDisk {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug(self, f)
        }
    }

    /// Rules of single fields, for [`literal!`](::ecm_client::literal) and
    /// [`items!`](::ecm_client::items).
    impl DataDisk {
        /// Rules of `DiskType`.
        pub const DISK_TYPE: ::ecm_client::FieldRules<str> = ::ecm_client::FieldRules::new(
            "DiskType",
            false,
            [rt::Rule {
                id: "R28-type",
                severity: ::ecm_client::Severity::Error,
                requirement: "must be `LOCAL_BASIC` or `CLOUD_PREMIUM`",
                server_error: ::core::option::Option::None,
                check: rt::ValueCheck::OneOfText(&["LOCAL_BASIC", "CLOUD_PREMIUM"]),
            }],
        );
    }

    impl rt::Record for DataDisk {
        #[inline]
        fn table(&self) -> &'static rt::RecordTable {
            &rt::RecordTable {
                name: "DataDisk",
                fields: &["DiskSize", "DiskType"],
                keys: &[",\"DiskSize\":", ",\"DiskType\":"],
                checked: 0x3,
                marks: &[
                    rt::FieldMarks {
                        field: 0,
                        secret: false,
                        required: ::core::option::Option::Some("R28"),
                        rules: &[],
                    },
                    rt::FieldMarks {
                        field: 1,
                        secret: false,
                        required: ::core::option::Option::None,
                        rules: &DataDisk::DISK_TYPE.rules,
                    },
                ],
                ..rt::RecordTable::EMPTY
            }
        }

        #[inline]
        fn value(&self, index: usize) -> &dyn rt::Value {
            match index {
                0 => &self.disk_size,
                1 => &self.disk_type,
                _ => rt::absent(),
            }
        }

        #[inline]
        fn value_mut(&mut self, index: usize) -> &mut dyn rt::Value {
            match index {
                0 => &mut self.disk_size,
                1 => &mut self.disk_type,
                _ => rt::discard(),
            }
        }
    }

    /// The instances that are being created.
    #[non_exhaustive]
    pub struct RunInstancesResponse {
        /// The ids of the instances, such as `ein-197252sp`. The instances are still being created when the
        /// answer arrives.
        ///
        /// - Wire name: `InstanceIdSet`.
        /// - May be returned as `null`, which is decoded as `None`.
        pub instance_id_set: ::core::option::Option<::std::vec::Vec<::std::string::String>>,
    }

    impl ::core::clone::Clone for RunInstancesResponse {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                instance_id_set: self.instance_id_set.clone(),
            }
        }
    }

    impl ::core::default::Default for RunInstancesResponse {
        #[inline]
        fn default() -> Self {
            Self {
                instance_id_set: ::core::option::Option::None,
            }
        }
    }

    impl ::core::cmp::PartialEq for RunInstancesResponse {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal(self, other)
        }
    }

    impl ::core::fmt::Debug for RunInstancesResponse {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug(self, f)
        }
    }

    impl rt::Record for RunInstancesResponse {
        #[inline]
        fn table(&self) -> &'static rt::RecordTable {
            &rt::RecordTable {
                name: "RunInstancesResponse",
                fields: &["InstanceIdSet"],
                ..rt::RecordTable::EMPTY
            }
        }

        #[inline]
        fn value(&self, index: usize) -> &dyn rt::Value {
            match index {
                0 => &self.instance_id_set,
                _ => rt::absent(),
            }
        }

        #[inline]
        fn value_mut(&mut self, index: usize) -> &mut dyn rt::Value {
            match index {
                0 => &mut self.instance_id_set,
                _ => rt::discard(),
            }
        }
    }

    impl ::ecm_client::Request for RunInstancesRequest {
        type Response = RunInstancesResponse;

        const ACTION: &'static rt::ActionTable = &rt::ActionTable {
            api: &super::error::API,
            name: "RunInstances",
            effect: ::ecm_client::Effect::Create,
            region_required: false,
            unsigned: false,
            rate_limit: ::core::option::Option::Some(20),
            body: ::core::option::Option::None,
            events: ::core::option::Option::None,
        };
    }

    impl RunInstancesRequest {
        /// Checks every rule of the spec and returns the warnings.
        ///
        /// # Errors
        ///
        /// Returns all violations, warnings included, if at least one is an error.
        #[inline]
        pub fn validate(
            &self,
        ) -> ::core::result::Result<::ecm_client::Violations, ::ecm_client::Violations> {
            ::ecm_client::Request::validate(self)
        }
    }

    /// Network operators, alone or joined.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    #[non_exhaustive]
    pub enum Isp {
        /// China Telecom.
        ///
        /// Wire value: `CTCC`.
        Ctcc,
        /// China Unicom.
        ///
        /// Wire value: `CUCC`.
        Cucc,
        /// China Mobile.
        ///
        /// Wire value: `CMCC`.
        Cmcc,
        /// All three operators.
        ///
        /// Wire value: `CMCC;CUCC;CTCC`.
        AllThree,
        /// Value that the spec does not know, kept as received.
        Other(::std::string::String),
    }

    impl ::core::cmp::Eq for Isp {}

    impl ::core::hash::Hash for Isp {
        #[inline]
        fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
            ::core::hash::Hash::hash(self.as_str(), state);
        }
    }

    impl Isp {
        /// Returns the values that the spec knows, in its order.
        #[must_use]
        #[inline]
        pub fn values() -> &'static [Self] {
            &[Self::Ctcc, Self::Cucc, Self::Cmcc, Self::AllThree]
        }

        /// Returns the wire value.
        #[must_use]
        #[inline]
        pub fn as_str(&self) -> &str {
            match self {
                Self::Ctcc => "CTCC",
                Self::Cucc => "CUCC",
                Self::Cmcc => "CMCC",
                Self::AllThree => "CMCC;CUCC;CTCC",
                Self::Other(value) => value,
            }
        }
    }

    impl ::core::convert::From<&str> for Isp {
        #[inline]
        fn from(value: &str) -> Self {
            match value {
                "CTCC" => Self::Ctcc,
                "CUCC" => Self::Cucc,
                "CMCC" => Self::Cmcc,
                "CMCC;CUCC;CTCC" => Self::AllThree,
                value => Self::Other(::std::string::String::from(value)),
            }
        }
    }

    impl ::core::convert::From<::std::string::String> for Isp {
        #[inline]
        fn from(value: ::std::string::String) -> Self {
            <Self as ::core::convert::From<&str>>::from(value.as_str())
        }
    }

    impl ::core::str::FromStr for Isp {
        type Err = ::core::convert::Infallible;

        #[inline]
        fn from_str(value: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
            ::core::result::Result::Ok(<Self as ::core::convert::From<&str>>::from(value))
        }
    }

    impl rt::Init for Isp {
        #[inline]
        fn init() -> Self {
            Self::Other(::std::string::String::new())
        }
    }

    impl ::core::fmt::Display for Isp {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str(self.as_str())
        }
    }

    impl rt::Value for Isp {
        #[inline]
        fn view(&self) -> rt::View<'_> {
            rt::View::Text(self.as_str())
        }

        #[inline]
        fn fill(
            &mut self,
            input: &mut dyn rt::Input,
        ) -> ::core::result::Result<bool, rt::DecodeError> {
            rt::replace_with_text(self, input)
        }
    }

    /// Whether an image keeps its login.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    #[non_exhaustive]
    pub enum KeepImageLogin {
        /// The image's own login stays.
        ///
        /// Wire value: `TRUE`.
        True,
        /// The login is set up anew.
        ///
        /// Wire value: `FALSE`.
        False,
        /// Value that the spec does not know, kept as received.
        Other(::std::string::String),
    }

    impl ::core::cmp::Eq for KeepImageLogin {}

    impl ::core::hash::Hash for KeepImageLogin {
        #[inline]
        fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
            ::core::hash::Hash::hash(self.as_str(), state);
        }
    }

    impl KeepImageLogin {
        /// Returns the values that the spec knows, in its order.
        #[must_use]
        #[inline]
        pub fn values() -> &'static [Self] {
            &[Self::True, Self::False]
        }

        /// Returns the wire value.
        #[must_use]
        #[inline]
        pub fn as_str(&self) -> &str {
            match self {
                Self::True => "TRUE",
                Self::False => "FALSE",
                Self::Other(value) => value,
            }
        }
    }

    impl ::core::convert::From<&str> for KeepImageLogin {
        #[inline]
        fn from(value: &str) -> Self {
            match value {
                "TRUE" => Self::True,
                "FALSE" => Self::False,
                value => Self::Other(::std::string::String::from(value)),
            }
        }
    }

    impl ::core::convert::From<::std::string::String> for KeepImageLogin {
        #[inline]
        fn from(value: ::std::string::String) -> Self {
            <Self as ::core::convert::From<&str>>::from(value.as_str())
        }
    }

    impl ::core::str::FromStr for KeepImageLogin {
        type Err = ::core::convert::Infallible;

        #[inline]
        fn from_str(value: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
            ::core::result::Result::Ok(<Self as ::core::convert::From<&str>>::from(value))
        }
    }

    impl rt::Init for KeepImageLogin {
        #[inline]
        fn init() -> Self {
            Self::Other(::std::string::String::new())
        }
    }

    impl ::core::fmt::Display for KeepImageLogin {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str(self.as_str())
        }
    }

    impl rt::Value for KeepImageLogin {
        #[inline]
        fn view(&self) -> rt::View<'_> {
            rt::View::Text(self.as_str())
        }

        #[inline]
        fn fill(
            &mut self,
            input: &mut dyn rt::Input,
        ) -> ::core::result::Result<bool, rt::DecodeError> {
            rt::replace_with_text(self, input)
        }
    }

    /// Billing modes of an instance, all of them postpaid.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    #[non_exhaustive]
    pub enum InstanceChargeType {
        /// By the peak of each day in processor, memory and disk; for models outside the GNR series.
        ///
        /// Wire value: `0`.
        DailyPeak,
        /// By the hour; for models of the GNR series, and only for accounts enabled for it.
        ///
        /// Wire value: `1`.
        Hourly,
        /// By the month; for models of the GNR series.
        ///
        /// Wire value: `2`.
        Monthly,
        /// Value that the spec does not know, kept as received.
        Other(i64),
    }

    impl ::core::cmp::Eq for InstanceChargeType {}

    impl ::core::hash::Hash for InstanceChargeType {
        #[inline]
        fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
            ::core::hash::Hash::hash(&self.value(), state);
        }
    }

    impl InstanceChargeType {
        /// Returns the values that the spec knows, in its order.
        #[must_use]
        #[inline]
        pub fn values() -> &'static [Self] {
            &[Self::DailyPeak, Self::Hourly, Self::Monthly]
        }

        /// Returns the wire value.
        #[must_use]
        #[inline]
        pub fn value(&self) -> i64 {
            match self {
                Self::DailyPeak => 0,
                Self::Hourly => 1,
                Self::Monthly => 2,
                Self::Other(value) => *value,
            }
        }
    }

    impl ::core::convert::From<i64> for InstanceChargeType {
        #[inline]
        fn from(value: i64) -> Self {
            match value {
                0 => Self::DailyPeak,
                1 => Self::Hourly,
                2 => Self::Monthly,
                value => Self::Other(value),
            }
        }
    }

    impl ::core::str::FromStr for InstanceChargeType {
        type Err = ::core::num::ParseIntError;

        #[inline]
        fn from_str(value: &str) -> ::core::result::Result<Self, ::core::num::ParseIntError> {
            rt::parse_integer(value)
        }
    }

    impl rt::Init for InstanceChargeType {
        #[inline]
        fn init() -> Self {
            <Self as ::core::convert::From<i64>>::from(0)
        }
    }

    impl ::core::fmt::Display for InstanceChargeType {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            ::core::fmt::Display::fmt(&self.value(), f)
        }
    }

    impl rt::Value for InstanceChargeType {
        #[inline]
        fn view(&self) -> rt::View<'_> {
            rt::View::Int(self.value())
        }

        #[inline]
        fn fill(
            &mut self,
            input: &mut dyn rt::Input,
        ) -> ::core::result::Result<bool, rt::DecodeError> {
            rt::replace(self, input.int())
        }
    }

    /// Kinds of resources that can be tagged.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    #[non_exhaustive]
    pub enum TagResourceType {
        /// An instance.
        ///
        /// Wire value: `instance`.
        Instance,
        /// A module.
        ///
        /// Wire value: `module`.
        Module,
        /// Value that the spec does not know, kept as received.
        Other(::std::string::String),
    }

    impl ::core::cmp::Eq for TagResourceType {}

    impl ::core::hash::Hash for TagResourceType {
        #[inline]
        fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
            ::core::hash::Hash::hash(self.as_str(), state);
        }
    }

    impl TagResourceType {
        /// Returns the values that the spec knows, in its order.
        #[must_use]
        #[inline]
        pub fn values() -> &'static [Self] {
            &[Self::Instance, Self::Module]
        }

        /// Returns the wire value.
        #[must_use]
        #[inline]
        pub fn as_str(&self) -> &str {
            match self {
                Self::Instance => "instance",
                Self::Module => "module",
                Self::Other(value) => value,
            }
        }
    }

    impl ::core::convert::From<&str> for TagResourceType {
        #[inline]
        fn from(value: &str) -> Self {
            match value {
                "instance" => Self::Instance,
                "module" => Self::Module,
                value => Self::Other(::std::string::String::from(value)),
            }
        }
    }

    impl ::core::convert::From<::std::string::String> for TagResourceType {
        #[inline]
        fn from(value: ::std::string::String) -> Self {
            <Self as ::core::convert::From<&str>>::from(value.as_str())
        }
    }

    impl ::core::str::FromStr for TagResourceType {
        type Err = ::core::convert::Infallible;

        #[inline]
        fn from_str(value: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
            ::core::result::Result::Ok(<Self as ::core::convert::From<&str>>::from(value))
        }
    }

    impl rt::Init for TagResourceType {
        #[inline]
        fn init() -> Self {
            Self::Other(::std::string::String::new())
        }
    }

    impl ::core::fmt::Display for TagResourceType {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str(self.as_str())
        }
    }

    impl rt::Value for TagResourceType {
        #[inline]
        fn view(&self) -> rt::View<'_> {
            rt::View::Text(self.as_str())
        }

        #[inline]
        fn fill(
            &mut self,
            input: &mut dyn rt::Input,
        ) -> ::core::result::Result<bool, rt::DecodeError> {
            rt::replace_with_text(self, input)
        }
    }

    /// Kinds of system disks.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    #[non_exhaustive]
    pub enum SystemDiskType {
        /// A disk of the host itself.
        ///
        /// Wire value: `LOCAL_BASIC`.
        LocalBasic,
        /// A fast cloud disk.
        ///
        /// Wire value: `CLOUD_PREMIUM`.
        CloudPremium,
        /// A plain cloud disk.
        ///
        /// Wire value: `CLOUD_BASIC`.
        CloudBasic,
        /// Value that the spec does not know, kept as received.
        Other(::std::string::String),
    }

    impl ::core::cmp::Eq for SystemDiskType {}

    impl ::core::hash::Hash for SystemDiskType {
        #[inline]
        fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
            ::core::hash::Hash::hash(self.as_str(), state);
        }
    }

    impl SystemDiskType {
        /// Returns the values that the spec knows, in its order.
        #[must_use]
        #[inline]
        pub fn values() -> &'static [Self] {
            &[Self::LocalBasic, Self::CloudPremium, Self::CloudBasic]
        }

        /// Returns the wire value.
        #[must_use]
        #[inline]
        pub fn as_str(&self) -> &str {
            match self {
                Self::LocalBasic => "LOCAL_BASIC",
                Self::CloudPremium => "CLOUD_PREMIUM",
                Self::CloudBasic => "CLOUD_BASIC",
                Self::Other(value) => value,
            }
        }
    }

    impl ::core::convert::From<&str> for SystemDiskType {
        #[inline]
        fn from(value: &str) -> Self {
            match value {
                "LOCAL_BASIC" => Self::LocalBasic,
                "CLOUD_PREMIUM" => Self::CloudPremium,
                "CLOUD_BASIC" => Self::CloudBasic,
                value => Self::Other(::std::string::String::from(value)),
            }
        }
    }

    impl ::core::convert::From<::std::string::String> for SystemDiskType {
        #[inline]
        fn from(value: ::std::string::String) -> Self {
            <Self as ::core::convert::From<&str>>::from(value.as_str())
        }
    }

    impl ::core::str::FromStr for SystemDiskType {
        type Err = ::core::convert::Infallible;

        #[inline]
        fn from_str(value: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
            ::core::result::Result::Ok(<Self as ::core::convert::From<&str>>::from(value))
        }
    }

    impl rt::Init for SystemDiskType {
        #[inline]
        fn init() -> Self {
            Self::Other(::std::string::String::new())
        }
    }

    impl ::core::fmt::Display for SystemDiskType {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str(self.as_str())
        }
    }

    impl rt::Value for SystemDiskType {
        #[inline]
        fn view(&self) -> rt::View<'_> {
            rt::View::Text(self.as_str())
        }

        #[inline]
        fn fill(
            &mut self,
            input: &mut dyn rt::Input,
        ) -> ::core::result::Result<bool, rt::DecodeError> {
            rt::replace_with_text(self, input)
        }
    }

    /// Kinds of data disks.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    #[non_exhaustive]
    pub enum DataDiskType {
        /// A disk of the host itself.
        ///
        /// Wire value: `LOCAL_BASIC`.
        LocalBasic,
        /// A fast cloud disk.
        ///
        /// Wire value: `CLOUD_PREMIUM`.
        CloudPremium,
        /// Value that the spec does not know, kept as received.
        Other(::std::string::String),
    }

    impl ::core::cmp::Eq for DataDiskType {}

    impl ::core::hash::Hash for DataDiskType {
        #[inline]
        fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
            ::core::hash::Hash::hash(self.as_str(), state);
        }
    }

    impl DataDiskType {
        /// Returns the values that the spec knows, in its order.
        #[must_use]
        #[inline]
        pub fn values() -> &'static [Self] {
            &[Self::LocalBasic, Self::CloudPremium]
        }

        /// Returns the wire value.
        #[must_use]
        #[inline]
        pub fn as_str(&self) -> &str {
            match self {
                Self::LocalBasic => "LOCAL_BASIC",
                Self::CloudPremium => "CLOUD_PREMIUM",
                Self::Other(value) => value,
            }
        }
    }

    impl ::core::convert::From<&str> for DataDiskType {
        #[inline]
        fn from(value: &str) -> Self {
            match value {
                "LOCAL_BASIC" => Self::LocalBasic,
                "CLOUD_PREMIUM" => Self::CloudPremium,
                value => Self::Other(::std::string::String::from(value)),
            }
        }
    }

    impl ::core::convert::From<::std::string::String> for DataDiskType {
        #[inline]
        fn from(value: ::std::string::String) -> Self {
            <Self as ::core::convert::From<&str>>::from(value.as_str())
        }
    }

    impl ::core::str::FromStr for DataDiskType {
        type Err = ::core::convert::Infallible;

        #[inline]
        fn from_str(value: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
            ::core::result::Result::Ok(<Self as ::core::convert::From<&str>>::from(value))
        }
    }

    impl rt::Init for DataDiskType {
        #[inline]
        fn init() -> Self {
            Self::Other(::std::string::String::new())
        }
    }

    impl ::core::fmt::Display for DataDiskType {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str(self.as_str())
        }
    }

    impl rt::Value for DataDiskType {
        #[inline]
        fn view(&self) -> rt::View<'_> {
            rt::View::Text(self.as_str())
        }

        #[inline]
        fn fill(
            &mut self,
            input: &mut dyn rt::Input,
        ) -> ::core::result::Result<bool, rt::DecodeError> {
            rt::replace_with_text(self, input)
        }
    }

    /// Editions of host security.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    #[non_exhaustive]
    pub enum SecurityServiceVersion {
        /// The basic edition.
        ///
        /// Wire value: `0`.
        Basic,
        /// The professional edition.
        ///
        /// Wire value: `1`.
        Pro,
        /// Value that the spec does not know, kept as received.
        Other(i64),
    }

    impl ::core::cmp::Eq for SecurityServiceVersion {}

    impl ::core::hash::Hash for SecurityServiceVersion {
        #[inline]
        fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
            ::core::hash::Hash::hash(&self.value(), state);
        }
    }

    impl SecurityServiceVersion {
        /// Returns the values that the spec knows, in its order.
        #[must_use]
        #[inline]
        pub fn values() -> &'static [Self] {
            &[Self::Basic, Self::Pro]
        }

        /// Returns the wire value.
        #[must_use]
        #[inline]
        pub fn value(&self) -> i64 {
            match self {
                Self::Basic => 0,
                Self::Pro => 1,
                Self::Other(value) => *value,
            }
        }
    }

    impl ::core::convert::From<i64> for SecurityServiceVersion {
        #[inline]
        fn from(value: i64) -> Self {
            match value {
                0 => Self::Basic,
                1 => Self::Pro,
                value => Self::Other(value),
            }
        }
    }

    impl ::core::str::FromStr for SecurityServiceVersion {
        type Err = ::core::num::ParseIntError;

        #[inline]
        fn from_str(value: &str) -> ::core::result::Result<Self, ::core::num::ParseIntError> {
            rt::parse_integer(value)
        }
    }

    impl rt::Init for SecurityServiceVersion {
        #[inline]
        fn init() -> Self {
            <Self as ::core::convert::From<i64>>::from(0)
        }
    }

    impl ::core::fmt::Display for SecurityServiceVersion {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            ::core::fmt::Display::fmt(&self.value(), f)
        }
    }

    impl rt::Value for SecurityServiceVersion {
        #[inline]
        fn view(&self) -> rt::View<'_> {
            rt::View::Int(self.value())
        }

        #[inline]
        fn fill(
            &mut self,
            input: &mut dyn rt::Input,
        ) -> ::core::result::Result<bool, rt::DecodeError> {
            rt::replace(self, input.int())
        }
    }

    ::ecm_client::__impl_serde!(
        sent: RunInstancesRequest ZoneInstanceCountIsp EnhancedService RunSecurityServiceEnabled
            RunMonitorServiceEnabled RunEipDirectServiceEnabled TagSpecification Tag SystemDisk
            DataDisk;
        received: RunInstancesResponse;
        texts: Isp KeepImageLogin TagResourceType SystemDiskType DataDiskType;
        integers: InstanceChargeType SecurityServiceVersion;
    );
}

/// Builders that only compile once every required field is set.
pub mod builder {
    #[allow(unused_imports)]
    use ::ecm_client::rt;

    /// Builder of [`RunInstancesRequest`](super::types::RunInstancesRequest).
    #[must_use = "a builder does nothing until it builds or sends"]
    pub struct RunInstancesRequestBuilder<
        ZoneInstanceCountIspSetState = rt::Unset,
        LoginState = rt::Unset,
    > {
        pub(super) record: ::std::boxed::Box<super::types::RunInstancesRequest>,
        pub(super) given: ::core::marker::PhantomData<(ZoneInstanceCountIspSetState, LoginState)>,
    }

    #[allow(deprecated)]
    impl<ZoneInstanceCountIspSetState, LoginState> RunInstancesRequestBuilder<
        ZoneInstanceCountIspSetState,
        LoginState,
    > {
        /// The zones to create instances in, with the number of instances and the network operators for
        /// each. One request creates at most 100 instances in any one region.
        ///
        /// - Wire name: `ZoneInstanceCountISPSet`.
        /// - Required (rule `R01`).
        /// - Must have at least 1 item (rule `R01-items`). A request for no zone creates nothing.
        #[inline]
        pub fn zone_instance_count_isp_set(
            mut self,
            value: impl ::core::iter::IntoIterator<Item = super::types::ZoneInstanceCountIsp>,
        ) -> RunInstancesRequestBuilder<rt::Set, LoginState>
        where
            ZoneInstanceCountIspSetState: rt::IsUnset,
        {
            self.record.zone_instance_count_isp_set = rt::collect(value);
            RunInstancesRequestBuilder {
                record: self.record,
                given: ::core::marker::PhantomData,
            }
        }

        /// How to log in to the instances.
        #[inline]
        pub fn login(
            mut self,
            value: super::types::Login,
        ) -> RunInstancesRequestBuilder<ZoneInstanceCountIspSetState, rt::Set>
        where
            LoginState: rt::GroupIsUnset,
        {
            self.record.login = ::core::option::Option::Some(value);
            RunInstancesRequestBuilder {
                record: self.record,
                given: ::core::marker::PhantomData,
            }
        }

        /// Sets or clears the value of [`Self::login`].
        #[inline]
        pub fn maybe_login(
            mut self,
            value: ::core::option::Option<super::types::Login>,
        ) -> RunInstancesRequestBuilder<ZoneInstanceCountIspSetState, rt::Set>
        where
            LoginState: rt::GroupIsUnset,
        {
            self.record.login = value;
            RunInstancesRequestBuilder {
                record: self.record,
                given: ::core::marker::PhantomData,
            }
        }

        /// The login password of the instances. Windows images ask for more than the rules of this field:
        /// at least 12 characters, of at least three classes.
        ///
        /// - Wire name: `Password`.
        /// - Secret: never printed, wiped from memory when dropped.
        /// - Must have 8 to 30 characters (rule `R12a`; server error
        ///   `InvalidParameterValue.InvaildPassword`). Linux images take 8 to 30 characters, Windows images
        ///   12 to 30; 8 to 30 holds for any image.
        /// - Must contain at least 2 of 4 kinds of characters: `a-z`, `A-Z`, `0-9` or ``
        ///   !#$%&'()+,-./:;=?@[]^`{|}~ `` (rule `R12c`). Lower-case and upper-case letters count as two
        ///   classes here; documentation that counts letters as one is stricter.
        #[inline]
        pub fn password(
            mut self,
            value: impl ::core::convert::Into<::ecm_client::Secret>,
        ) -> RunInstancesRequestBuilder<ZoneInstanceCountIspSetState, rt::Set>
        where
            LoginState: rt::GroupIsUnset,
        {
            self.record.login = ::core::option::Option::Some(super::types::Login::Password(
                ::core::convert::Into::into(value),
            ));
            RunInstancesRequestBuilder {
                record: self.record,
                given: ::core::marker::PhantomData,
            }
        }

        /// The key pairs that may log in, such as `skey-dk12345`.
        ///
        /// - Wire name: `KeyIds`.
        #[inline]
        pub fn key_ids(
            mut self,
            value: impl ::core::iter::IntoIterator<
                Item = impl ::core::convert::Into<::std::string::String>,
            >,
        ) -> RunInstancesRequestBuilder<ZoneInstanceCountIspSetState, rt::Set>
        where
            LoginState: rt::GroupIsUnset,
        {
            self.record.login =
                ::core::option::Option::Some(super::types::Login::KeyIds(rt::collect_into(value)));
            RunInstancesRequestBuilder {
                record: self.record,
                given: ::core::marker::PhantomData,
            }
        }

        /// Whether the login that is set up in the image stays as it is. `TRUE` is only for custom, shared
        /// and imported images. Left out, it is `FALSE`.
        ///
        /// - Wire name: `KeepImageLogin`.
        /// - Must be `TRUE` or `FALSE` (rule `R14`). The value is text, not a boolean.
        #[inline]
        pub fn keep_image_login(
            mut self,
            value: impl ::core::convert::Into<super::types::KeepImageLogin>,
        ) -> RunInstancesRequestBuilder<ZoneInstanceCountIspSetState, rt::Set>
        where
            LoginState: rt::GroupIsUnset,
        {
            self.record.login = ::core::option::Option::Some(super::types::Login::KeepImageLogin(
                ::core::convert::Into::into(value),
            ));
            RunInstancesRequestBuilder {
                record: self.record,
                given: ::core::marker::PhantomData,
            }
        }

        /// The limit of outbound traffic to the public network. Left out or zero, the module's value is
        /// used; without a module, that of `InternetMaxBandwidthIn`.
        ///
        /// - Wire name: `InternetMaxBandwidthOut`.
        /// - Unit: Mbps.
        /// - Must be at least 0 (rule `R18`). Zero stands for the default; less than that means nothing.
        #[inline]
        pub fn internet_max_bandwidth_out(mut self, value: i64) -> Self {
            self.record.internet_max_bandwidth_out = ::core::option::Option::Some(value);
            self
        }

        /// Sets or clears the value of [`Self::internet_max_bandwidth_out`].
        #[inline]
        pub fn maybe_internet_max_bandwidth_out(
            mut self,
            value: ::core::option::Option<i64>,
        ) -> Self {
            self.record.internet_max_bandwidth_out = value;
            self
        }

        /// The module, such as `em-0vag13d1`, whose settings apply wherever the request leaves one out.
        /// Left out, the request itself must give `ImageId`, `InstanceType`, `DataDiskSize` and
        /// `InternetMaxBandwidthOut`.
        ///
        /// - Wire name: `ModuleId`.
        #[inline]
        pub fn module_id(
            mut self,
            value: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            rt::set_optional(&mut self.record.module_id, value);
            self
        }

        /// Sets or clears the value of [`Self::module_id`].
        #[inline]
        pub fn maybe_module_id(
            mut self,
            value: ::core::option::Option<::std::string::String>,
        ) -> Self {
            self.record.module_id = value;
            self
        }

        /// The image to start from, such as `img-q9fy0if9`. Left out or empty, the module's value is used.
        ///
        /// - Wire name: `ImageId`.
        #[inline]
        pub fn image_id(
            mut self,
            value: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            rt::set_optional(&mut self.record.image_id, value);
            self
        }

        /// Sets or clears the value of [`Self::image_id`].
        #[inline]
        pub fn maybe_image_id(
            mut self,
            value: ::core::option::Option<::std::string::String>,
        ) -> Self {
            self.record.image_id = value;
            self
        }

        /// The name to show for the instances. Left out, they are shown as not named. Each placeholder
        /// `{R:x}` becomes a number that counts up from `x`, so that `web{R:3}` names two instances `web3`
        /// and `web4`. Without a placeholder several instances get the suffixes `1`, `2` and so on. The
        /// count starts anew in each region and for each network operator.
        ///
        /// - Wire name: `InstanceName`.
        /// - Must have at most 60 characters (rule `R19`; server error
        ///   `InvalidParameterValue.InstanceNameTooLong`). Placeholders count as they are written.
        /// - Must follow every `{R:` with one or more of `0-9` and then `}` (rule `R20`, a warning only). A
        ///   placeholder that is not closed, or holds no number, may be taken as plain text.
        #[inline]
        pub fn instance_name(
            mut self,
            value: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            rt::set_optional(&mut self.record.instance_name, value);
            self
        }

        /// Sets or clears the value of [`Self::instance_name`].
        #[inline]
        pub fn maybe_instance_name(
            mut self,
            value: ::core::option::Option<::std::string::String>,
        ) -> Self {
            self.record.instance_name = value;
            self
        }

        /// The host name inside the instances. Windows images ask for more than the rules of this field: 2
        /// to 15 letters, digits and hyphens, no dot, and not digits alone.
        ///
        /// - Wire name: `HostName`.
        /// - Must be segments of `0-9`, `A-Z`, `a-z` and `-`, with `.` between them; `.` or `-` must not
        ///   stand first, last or twice in a row (rule `R21a`, a warning only; server error
        ///   `InvalidParameterValue.InvaildHostName`). Published examples break this rule with an
        ///   underscore, so it never stops a request.
        /// - Must have 2 to 60 characters (rule `R21a-length`; server error
        ///   `InvalidParameterValue.InvaildHostName`).
        #[inline]
        pub fn host_name(
            mut self,
            value: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            rt::set_optional(&mut self.record.host_name, value);
            self
        }

        /// Sets or clears the value of [`Self::host_name`].
        #[inline]
        pub fn maybe_host_name(
            mut self,
            value: ::core::option::Option<::std::string::String>,
        ) -> Self {
            self.record.host_name = value;
            self
        }

        /// Reserved by the service for idempotent requests, which it does not offer yet. A request is not
        /// protected against being run twice.
        ///
        /// - Wire name: `ClientToken`.
        /// - Must not be sent: the service reserves it for idempotent requests, which it does not offer yet
        ///   (rule `R22`).
        #[inline]
        pub fn client_token(
            self,
            value: impl self::required::RunInstancesRequestMayHaveClientToken,
        ) -> Self {
            ::core::mem::drop(value);
            self
        }

        /// Which extra services to switch on. Left out, instances made from a public image get monitoring
        /// and host security.
        ///
        /// - Wire name: `EnhancedService`.
        #[inline]
        pub fn enhanced_service(mut self, value: super::types::EnhancedService) -> Self {
            self.record.enhanced_service = ::core::option::Option::Some(value);
            self
        }

        /// Sets or clears the value of [`Self::enhanced_service`].
        #[inline]
        pub fn maybe_enhanced_service(
            mut self,
            value: ::core::option::Option<super::types::EnhancedService>,
        ) -> Self {
            self.record.enhanced_service = value;
            self
        }

        /// Tags to set, listed by the kind of resource that they are for. Left out, none are set.
        ///
        /// - Wire name: `TagSpecification`.
        #[inline]
        pub fn tag_specification(
            mut self,
            value: impl ::core::iter::IntoIterator<Item = super::types::TagSpecification>,
        ) -> Self {
            rt::set_list(&mut self.record.tag_specification, value);
            self
        }

        /// Sets or clears the value of [`Self::tag_specification`].
        #[inline]
        pub fn maybe_tag_specification(
            mut self,
            value: ::core::option::Option<::std::vec::Vec<super::types::TagSpecification>>,
        ) -> Self {
            self.record.tag_specification = value;
            self
        }

        /// Data handed to the instances when they start, as Base64. Left out, there is none.
        ///
        /// - Wire name: `UserData`.
        /// - Secret: never printed, wiped from memory when dropped.
        /// - Must be Base64 with padding (rule `R23`).
        /// - Must decode to at most 16384 bytes (rule `R23-size`). The limit is 16 KB; whether that is
        ///   before or after encoding is not documented, and after decoding is the reading that refuses
        ///   less.
        #[inline]
        pub fn user_data(
            mut self,
            value: impl ::core::convert::Into<::ecm_client::Secret>,
        ) -> Self {
            rt::set_optional(&mut self.record.user_data, value);
            self
        }

        /// Sets or clears the value of [`Self::user_data`].
        #[inline]
        pub fn maybe_user_data(
            mut self,
            value: ::core::option::Option<::ecm_client::Secret>,
        ) -> Self {
            self.record.user_data = value;
            self
        }

        /// The model of the instances, such as `S4.2XLARGE16`: their processor and memory. Left out or
        /// empty, the module's value is used.
        ///
        /// - Wire name: `InstanceType`.
        #[inline]
        pub fn instance_type(
            mut self,
            value: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            rt::set_optional(&mut self.record.instance_type, value);
            self
        }

        /// Sets or clears the value of [`Self::instance_type`].
        #[inline]
        pub fn maybe_instance_type(
            mut self,
            value: ::core::option::Option<::std::string::String>,
        ) -> Self {
            self.record.instance_type = value;
            self
        }

        /// The size of the data disk. Left out or zero, the module's value is used. To attach several disks
        /// or choose their type, use `DataDisks` instead.
        ///
        /// - Wire name: `DataDiskSize`.
        /// - Unit: GB.
        /// - Must be at least 0 (rule `R18-data`). Zero stands for the default; less than that means
        ///   nothing.
        #[inline]
        pub fn data_disk_size(mut self, value: i64) -> Self {
            self.record.data_disk_size = ::core::option::Option::Some(value);
            self
        }

        /// Sets or clears the value of [`Self::data_disk_size`].
        #[inline]
        pub fn maybe_data_disk_size(mut self, value: ::core::option::Option<i64>) -> Self {
            self.record.data_disk_size = value;
            self
        }

        /// The security groups of the instances, by the `sgId` that `DescribeSecurityGroups` returns. Left
        /// out, the default security group is used.
        ///
        /// - Wire name: `SecurityGroupIds`.
        #[inline]
        pub fn security_group_ids(
            mut self,
            value: impl ::core::iter::IntoIterator<
                Item = impl ::core::convert::Into<::std::string::String>,
            >,
        ) -> Self {
            rt::set_list_into(&mut self.record.security_group_ids, value);
            self
        }

        /// Sets or clears the value of [`Self::security_group_ids`].
        #[inline]
        pub fn maybe_security_group_ids(
            mut self,
            value: ::core::option::Option<::std::vec::Vec<::std::string::String>>,
        ) -> Self {
            self.record.security_group_ids = value;
            self
        }

        /// The size of the system disk, never less than that of the image; its type leaves no room for a
        /// negative one. Left out or zero, the module's value is used.
        ///
        /// - Wire name: `SystemDiskSize`.
        /// - Unit: GB.
        #[inline]
        pub fn system_disk_size(mut self, value: u64) -> Self {
            self.record.system_disk_size = ::core::option::Option::Some(value);
            self
        }

        /// Sets or clears the value of [`Self::system_disk_size`].
        #[inline]
        pub fn maybe_system_disk_size(mut self, value: ::core::option::Option<u64>) -> Self {
            self.record.system_disk_size = value;
            self
        }

        /// The limit of inbound traffic from the public network. Left out or zero, the module's value is
        /// used; without a module, that of `InternetMaxBandwidthOut`.
        ///
        /// - Wire name: `InternetMaxBandwidthIn`.
        /// - Unit: Mbps.
        /// - Must be at least 0 (rule `R18-in`). Zero stands for the default; less than that means nothing.
        #[inline]
        pub fn internet_max_bandwidth_in(mut self, value: i64) -> Self {
            self.record.internet_max_bandwidth_in = ::core::option::Option::Some(value);
            self
        }

        /// Sets or clears the value of [`Self::internet_max_bandwidth_in`].
        #[inline]
        pub fn maybe_internet_max_bandwidth_in(
            mut self,
            value: ::core::option::Option<i64>,
        ) -> Self {
            self.record.internet_max_bandwidth_in = value;
            self
        }

        /// How the instances are billed. Left out, models of the GNR series are billed monthly and all
        /// others by the peak of the day.
        ///
        /// - Wire name: `InstanceChargeType`.
        /// - Must be `0`, `1` or `2` (rule `R24`; server error
        ///   `InvalidParameterValue.InvalidInstanceChargeType`).
        #[inline]
        pub fn instance_charge_type(
            mut self,
            value: impl ::core::convert::Into<super::types::InstanceChargeType>,
        ) -> Self {
            rt::set_optional(&mut self.record.instance_charge_type, value);
            self
        }

        /// Sets or clears the value of [`Self::instance_charge_type`].
        #[inline]
        pub fn maybe_instance_charge_type(
            mut self,
            value: ::core::option::Option<super::types::InstanceChargeType>,
        ) -> Self {
            self.record.instance_charge_type = value;
            self
        }

        /// The system disk. Left out, `SystemDiskSize` or the module decides.
        ///
        /// - Wire name: `SystemDisk`.
        #[inline]
        pub fn system_disk(mut self, value: super::types::SystemDisk) -> Self {
            self.record.system_disk = ::core::option::Option::Some(value);
            self
        }

        /// Sets or clears the value of [`Self::system_disk`].
        #[inline]
        pub fn maybe_system_disk(
            mut self,
            value: ::core::option::Option<super::types::SystemDisk>,
        ) -> Self {
            self.record.system_disk = value;
            self
        }

        /// The data disks. Left out, `DataDiskSize` or the module decides.
        ///
        /// - Wire name: `DataDisks`.
        #[inline]
        pub fn data_disks(
            mut self,
            value: impl ::core::iter::IntoIterator<Item = super::types::DataDisk>,
        ) -> Self {
            rt::set_list(&mut self.record.data_disks, value);
            self
        }

        /// Sets or clears the value of [`Self::data_disks`].
        #[inline]
        pub fn maybe_data_disks(
            mut self,
            value: ::core::option::Option<::std::vec::Vec<super::types::DataDisk>>,
        ) -> Self {
            self.record.data_disks = value;
            self
        }

        /// Returns the record without validating it.
        #[must_use]
        #[inline]
        pub fn build(self) -> super::types::RunInstancesRequest
        where
            ZoneInstanceCountIspSetState:
                self::required::RunInstancesRequestHasZoneInstanceCountIspSet,
        {
            *self.record
        }

        /// Creates instances in one or more zones and returns their ids. It is not idempotent: each request
        /// that the service carries out creates instances, and a bill, of its own.
        ///
        /// Effect: create. Repeating it creates again, so it is only resent if the first request certainly
        /// was not carried out.
        ///
        /// - Rate limit: at most 20 requests per second (rule `R33`; server error `RequestLimitExceeded`).
        /// - Needs no region (rule `R34`).
        ///
        /// Error codes: [`error::RunInstancesErrorCode`](super::error::RunInstancesErrorCode).
        ///
        /// # Errors
        ///
        /// Fails with an [`Error`](::ecm_client::Error) whose outcome tells whether the request was
        /// not sent, was rejected by the service, or may have been carried out.
        #[inline]
        pub fn send(
            self,
            client: &super::Client,
        ) -> ::ecm_client::ResponseFuture<'_, super::types::RunInstancesResponse>
        where
            ZoneInstanceCountIspSetState:
                self::required::RunInstancesRequestHasZoneInstanceCountIspSet,
        {
            client.core().send_owned(*self.record)
        }
    }

    /// Builder of [`ZoneInstanceCountIsp`](super::types::ZoneInstanceCountIsp).
    #[must_use = "a builder does nothing until it builds or sends"]
    pub struct ZoneInstanceCountIspBuilder<
        ZoneState = rt::Unset,
        InstanceCountState = rt::Unset,
        IspState = rt::Unset,
    > {
        pub(super) record: super::types::ZoneInstanceCountIsp,
        pub(super) given: ::core::marker::PhantomData<(ZoneState, InstanceCountState, IspState)>,
    }

    impl<ZoneState, InstanceCountState, IspState> ZoneInstanceCountIspBuilder<
        ZoneState,
        InstanceCountState,
        IspState,
    > {
        /// The zone, such as `ap-qingdao-ecm-1`.
        ///
        /// - Wire name: `Zone`.
        /// - Required (rule `R02`).
        /// - Must have at least 1 character (rule `R02-zone`). An empty name is no zone.
        #[inline]
        pub fn zone(
            mut self,
            value: impl ::core::convert::Into<::std::string::String>,
        ) -> ZoneInstanceCountIspBuilder<rt::Set, InstanceCountState, IspState>
        where
            ZoneState: rt::IsUnset,
        {
            self.record.zone = ::core::convert::Into::into(value);
            ZoneInstanceCountIspBuilder {
                record: self.record,
                given: ::core::marker::PhantomData,
            }
        }

        /// The number of instances to create in the zone.
        ///
        /// - Wire name: `InstanceCount`.
        /// - Required (rule `R02`).
        /// - Must be at least 1 (rule `R04`). A count of zero would create nothing.
        #[inline]
        pub fn instance_count(
            mut self,
            value: i64,
        ) -> ZoneInstanceCountIspBuilder<ZoneState, rt::Set, IspState>
        where
            InstanceCountState: rt::IsUnset,
        {
            self.record.instance_count = value;
            ZoneInstanceCountIspBuilder {
                record: self.record,
                given: ::core::marker::PhantomData,
            }
        }

        /// The network operator: one, or all three joined by `;`. The documented order is `CMCC;CUCC;CTCC`;
        /// the rules take any. All three are open only to accounts that have been enabled for it.
        ///
        /// - Wire name: `ISP`.
        /// - Required (rule `R02`).
        /// - Must be one or more of `CTCC`, `CUCC` and `CMCC`, none twice, with `;` between them (rule
        ///   `R05`; server error `InvalidParameterValue.InvalidISPInNode`).
        /// - Must have 1 or 3 parts between `;` (rule `R05-pair`, a warning only; server error
        ///   `InvalidParameterValue.InvalidISPInNode`). One edition of the documentation allows any two
        ///   operators, the newer one does not.
        #[inline]
        pub fn isp(
            mut self,
            value: impl ::core::convert::Into<super::types::Isp>,
        ) -> ZoneInstanceCountIspBuilder<ZoneState, InstanceCountState, rt::Set>
        where
            IspState: rt::IsUnset,
        {
            self.record.isp = ::core::convert::Into::into(value);
            ZoneInstanceCountIspBuilder {
                record: self.record,
                given: ::core::marker::PhantomData,
            }
        }

        /// The private network, such as `vpc-kcejgmxt`. Goes with `SubnetId`.
        ///
        /// - Wire name: `VpcId`.
        #[inline]
        pub fn vpc_id(mut self, value: impl ::core::convert::Into<::std::string::String>) -> Self {
            rt::set_optional(&mut self.record.vpc_id, value);
            self
        }

        /// Sets or clears the value of [`Self::vpc_id`].
        #[inline]
        pub fn maybe_vpc_id(
            mut self,
            value: ::core::option::Option<::std::string::String>,
        ) -> Self {
            self.record.vpc_id = value;
            self
        }

        /// The subnet of the private network, such as `subnet-5r8jj7kg`. Also serves single-operator IPv6.
        /// Goes with `VpcId`.
        ///
        /// - Wire name: `SubnetId`.
        #[inline]
        pub fn subnet_id(
            mut self,
            value: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            rt::set_optional(&mut self.record.subnet_id, value);
            self
        }

        /// Sets or clears the value of [`Self::subnet_id`].
        #[inline]
        pub fn maybe_subnet_id(
            mut self,
            value: ::core::option::Option<::std::string::String>,
        ) -> Self {
            self.record.subnet_id = value;
            self
        }

        /// The private addresses of the primary network interfaces, one for each instance. Secondary
        /// interfaces get theirs from the same subnet by DHCP.
        ///
        /// - Wire name: `PrivateIpAddresses`.
        /// - Must be an IPv4 address (rule `R09`, a warning only). Inferred from the documented examples,
        ///   which are all IPv4.
        #[inline]
        pub fn private_ip_addresses(
            mut self,
            value: impl ::core::iter::IntoIterator<
                Item = impl ::core::convert::Into<::std::string::String>,
            >,
        ) -> Self {
            rt::set_list_into(&mut self.record.private_ip_addresses, value);
            self
        }

        /// Sets or clears the value of [`Self::private_ip_addresses`].
        #[inline]
        pub fn maybe_private_ip_addresses(
            mut self,
            value: ::core::option::Option<::std::vec::Vec<::std::string::String>>,
        ) -> Self {
            self.record.private_ip_addresses = value;
            self
        }

        /// The number of random IPv6 addresses for the network interface: 1 with one network operator, 3
        /// with all three. Left out or zero, there are none.
        ///
        /// - Wire name: `Ipv6AddressCount`.
        #[inline]
        pub fn ipv6_address_count(mut self, value: i64) -> Self {
            self.record.ipv6_address_count = ::core::option::Option::Some(value);
            self
        }

        /// Sets or clears the value of [`Self::ipv6_address_count`].
        #[inline]
        pub fn maybe_ipv6_address_count(mut self, value: ::core::option::Option<i64>) -> Self {
            self.record.ipv6_address_count = value;
            self
        }

        /// The three subnets for IPv6 with all three network operators: each with an IPv6 range of a
        /// different operator. For IPv4 alone and for single-operator IPv6, use `SubnetId`.
        ///
        /// - Wire name: `Ipv6SubnetIds`.
        /// - Must have exactly 3 items (rule `R11`). One subnet for each network operator.
        /// - Must not have an item twice (rule `R11-distinct`).
        #[inline]
        pub fn ipv6_subnet_ids(
            mut self,
            value: impl ::core::iter::IntoIterator<
                Item = impl ::core::convert::Into<::std::string::String>,
            >,
        ) -> Self {
            rt::set_list_into(&mut self.record.ipv6_subnet_ids, value);
            self
        }

        /// Sets or clears the value of [`Self::ipv6_subnet_ids`].
        #[inline]
        pub fn maybe_ipv6_subnet_ids(
            mut self,
            value: ::core::option::Option<::std::vec::Vec<::std::string::String>>,
        ) -> Self {
            self.record.ipv6_subnet_ids = value;
            self
        }

        /// Returns the record without validating it.
        #[must_use]
        #[inline]
        pub fn build(self) -> super::types::ZoneInstanceCountIsp
        where
            ZoneState: self::required::ZoneInstanceCountIspHasZone,
            InstanceCountState: self::required::ZoneInstanceCountIspHasInstanceCount,
            IspState: self::required::ZoneInstanceCountIspHasIsp,
        {
            self.record
        }
    }

    /// Builder of [`EnhancedService`](super::types::EnhancedService).
    #[must_use = "a builder does nothing until it builds or sends"]
    pub struct EnhancedServiceBuilder {
        pub(super) record: super::types::EnhancedService,
        pub(super) given: ::core::marker::PhantomData<()>,
    }

    impl EnhancedServiceBuilder {
        /// Host security. Left out, it is on for public images.
        ///
        /// - Wire name: `SecurityService`.
        #[inline]
        pub fn security_service(mut self, value: super::types::RunSecurityServiceEnabled) -> Self {
            self.record.security_service = ::core::option::Option::Some(value);
            self
        }

        /// Sets or clears the value of [`Self::security_service`].
        #[inline]
        pub fn maybe_security_service(
            mut self,
            value: ::core::option::Option<super::types::RunSecurityServiceEnabled>,
        ) -> Self {
            self.record.security_service = value;
            self
        }

        /// Monitoring. Left out, it is on for public images.
        ///
        /// - Wire name: `MonitorService`.
        #[inline]
        pub fn monitor_service(mut self, value: super::types::RunMonitorServiceEnabled) -> Self {
            self.record.monitor_service = ::core::option::Option::Some(value);
            self
        }

        /// Sets or clears the value of [`Self::monitor_service`].
        #[inline]
        pub fn maybe_monitor_service(
            mut self,
            value: ::core::option::Option<super::types::RunMonitorServiceEnabled>,
        ) -> Self {
            self.record.monitor_service = value;
            self
        }

        /// Direct access to the public address. Left out, it is on for Linux images; Windows images do not
        /// have it.
        ///
        /// - Wire name: `EIPDirectService`.
        #[inline]
        pub fn eip_direct_service(
            mut self,
            value: super::types::RunEipDirectServiceEnabled,
        ) -> Self {
            self.record.eip_direct_service = ::core::option::Option::Some(value);
            self
        }

        /// Sets or clears the value of [`Self::eip_direct_service`].
        #[inline]
        pub fn maybe_eip_direct_service(
            mut self,
            value: ::core::option::Option<super::types::RunEipDirectServiceEnabled>,
        ) -> Self {
            self.record.eip_direct_service = value;
            self
        }

        /// Returns the record without validating it.
        #[must_use]
        #[inline]
        pub fn build(self) -> super::types::EnhancedService {
            self.record
        }
    }

    /// Builder of [`RunSecurityServiceEnabled`](super::types::RunSecurityServiceEnabled).
    #[must_use = "a builder does nothing until it builds or sends"]
    pub struct RunSecurityServiceEnabledBuilder {
        pub(super) record: super::types::RunSecurityServiceEnabled,
        pub(super) given: ::core::marker::PhantomData<()>,
    }

    impl RunSecurityServiceEnabledBuilder {
        /// Whether the service is on.
        ///
        /// - Wire name: `Enabled`.
        #[inline]
        pub fn enabled(mut self, value: bool) -> Self {
            self.record.enabled = ::core::option::Option::Some(value);
            self
        }

        /// Sets or clears the value of [`Self::enabled`].
        #[inline]
        pub fn maybe_enabled(mut self, value: ::core::option::Option<bool>) -> Self {
            self.record.enabled = value;
            self
        }

        /// The edition of the service.
        ///
        /// - Wire name: `Version`.
        /// - Must be `0` or `1` (rule `R29`).
        /// - Must be `0` (rule `R29-pro`, a warning only). The professional edition is announced but not
        ///   offered yet.
        #[inline]
        pub fn version(
            mut self,
            value: impl ::core::convert::Into<super::types::SecurityServiceVersion>,
        ) -> Self {
            rt::set_optional(&mut self.record.version, value);
            self
        }

        /// Sets or clears the value of [`Self::version`].
        #[inline]
        pub fn maybe_version(
            mut self,
            value: ::core::option::Option<super::types::SecurityServiceVersion>,
        ) -> Self {
            self.record.version = value;
            self
        }

        /// Returns the record without validating it.
        #[must_use]
        #[inline]
        pub fn build(self) -> super::types::RunSecurityServiceEnabled {
            self.record
        }
    }

    /// Builder of [`RunMonitorServiceEnabled`](super::types::RunMonitorServiceEnabled).
    #[must_use = "a builder does nothing until it builds or sends"]
    pub struct RunMonitorServiceEnabledBuilder {
        pub(super) record: super::types::RunMonitorServiceEnabled,
        pub(super) given: ::core::marker::PhantomData<()>,
    }

    impl RunMonitorServiceEnabledBuilder {
        /// Whether the service is on.
        ///
        /// - Wire name: `Enabled`.
        #[inline]
        pub fn enabled(mut self, value: bool) -> Self {
            self.record.enabled = ::core::option::Option::Some(value);
            self
        }

        /// Sets or clears the value of [`Self::enabled`].
        #[inline]
        pub fn maybe_enabled(mut self, value: ::core::option::Option<bool>) -> Self {
            self.record.enabled = value;
            self
        }

        /// Returns the record without validating it.
        #[must_use]
        #[inline]
        pub fn build(self) -> super::types::RunMonitorServiceEnabled {
            self.record
        }
    }

    /// Builder of [`RunEipDirectServiceEnabled`](super::types::RunEipDirectServiceEnabled).
    #[must_use = "a builder does nothing until it builds or sends"]
    pub struct RunEipDirectServiceEnabledBuilder {
        pub(super) record: super::types::RunEipDirectServiceEnabled,
        pub(super) given: ::core::marker::PhantomData<()>,
    }

    impl RunEipDirectServiceEnabledBuilder {
        /// Whether the service is on. Left out, it is. Windows images do not have it.
        ///
        /// - Wire name: `Enabled`.
        #[inline]
        pub fn enabled(mut self, value: bool) -> Self {
            self.record.enabled = ::core::option::Option::Some(value);
            self
        }

        /// Sets or clears the value of [`Self::enabled`].
        #[inline]
        pub fn maybe_enabled(mut self, value: ::core::option::Option<bool>) -> Self {
            self.record.enabled = value;
            self
        }

        /// Returns the record without validating it.
        #[must_use]
        #[inline]
        pub fn build(self) -> super::types::RunEipDirectServiceEnabled {
            self.record
        }
    }

    /// Builder of [`TagSpecification`](super::types::TagSpecification).
    #[must_use = "a builder does nothing until it builds or sends"]
    pub struct TagSpecificationBuilder<ResourceTypeState = rt::Unset, TagsState = rt::Unset> {
        pub(super) record: super::types::TagSpecification,
        pub(super) given: ::core::marker::PhantomData<(ResourceTypeState, TagsState)>,
    }

    impl<ResourceTypeState, TagsState> TagSpecificationBuilder<ResourceTypeState, TagsState> {
        /// The kind of resource to tag.
        ///
        /// - Wire name: `ResourceType`.
        /// - Required (rule `R25`).
        /// - Must be `instance` or `module` (rule `R25`).
        #[inline]
        pub fn resource_type(
            mut self,
            value: impl ::core::convert::Into<super::types::TagResourceType>,
        ) -> TagSpecificationBuilder<rt::Set, TagsState>
        where
            ResourceTypeState: rt::IsUnset,
        {
            self.record.resource_type = ::core::convert::Into::into(value);
            TagSpecificationBuilder {
                record: self.record,
                given: ::core::marker::PhantomData,
            }
        }

        /// The tags.
        ///
        /// - Wire name: `Tags`.
        /// - Required (rule `R25`).
        #[inline]
        pub fn tags(
            mut self,
            value: impl ::core::iter::IntoIterator<Item = super::types::Tag>,
        ) -> TagSpecificationBuilder<ResourceTypeState, rt::Set>
        where
            TagsState: rt::IsUnset,
        {
            self.record.tags = rt::collect(value);
            TagSpecificationBuilder {
                record: self.record,
                given: ::core::marker::PhantomData,
            }
        }

        /// Returns the record without validating it.
        #[must_use]
        #[inline]
        pub fn build(self) -> super::types::TagSpecification
        where
            ResourceTypeState: self::required::TagSpecificationHasResourceType,
            TagsState: self::required::TagSpecificationHasTags,
        {
            self.record
        }
    }

    /// Builder of [`Tag`](super::types::Tag).
    #[must_use = "a builder does nothing until it builds or sends"]
    pub struct TagBuilder<KeyState = rt::Unset, ValueState = rt::Unset> {
        pub(super) record: super::types::Tag,
        pub(super) given: ::core::marker::PhantomData<(KeyState, ValueState)>,
    }

    impl<KeyState, ValueState> TagBuilder<KeyState, ValueState> {
        /// The key.
        ///
        /// - Wire name: `Key`.
        /// - Required (rule `R25`).
        #[inline]
        pub fn key(
            mut self,
            value: impl ::core::convert::Into<::std::string::String>,
        ) -> TagBuilder<rt::Set, ValueState>
        where
            KeyState: rt::IsUnset,
        {
            self.record.key = ::core::convert::Into::into(value);
            TagBuilder {
                record: self.record,
                given: ::core::marker::PhantomData,
            }
        }

        /// The value.
        ///
        /// - Wire name: `Value`.
        /// - Required (rule `R25`).
        #[inline]
        pub fn value(
            mut self,
            value: impl ::core::convert::Into<::std::string::String>,
        ) -> TagBuilder<KeyState, rt::Set>
        where
            ValueState: rt::IsUnset,
        {
            self.record.value = ::core::convert::Into::into(value);
            TagBuilder {
                record: self.record,
                given: ::core::marker::PhantomData,
            }
        }

        /// Returns the record without validating it.
        #[must_use]
        #[inline]
        pub fn build(self) -> super::types::Tag
        where
            KeyState: self::required::TagHasKey,
            ValueState: self::required::TagHasValue,
        {
            self.record
        }
    }

    /// Builder of [`SystemDisk`](super::types::SystemDisk).
    #[must_use = "a builder does nothing until it builds or sends"]
    pub struct SystemDiskBuilder {
        pub(super) record: super::types::SystemDisk,
        pub(super) given: ::core::marker::PhantomData<()>,
    }

    #[allow(deprecated)]
    impl SystemDiskBuilder {
        /// The kind of disk. Left out, the service takes `CLOUD_BASIC`.
        ///
        /// - Wire name: `DiskType`.
        /// - Must be `LOCAL_BASIC`, `CLOUD_PREMIUM` or `CLOUD_BASIC` (rule `R26`; server error
        ///   `InvalidParameterValue.InvalidSystemDiskType`).
        /// - Must be `LOCAL_BASIC` or `CLOUD_PREMIUM` (rule `R26-default`, a warning only; server error
        ///   `InvalidParameterValue.InvalidSystemDiskType`). `CLOUD_BASIC` is documented as the default but
        ///   missing from the documented values.
        #[inline]
        pub fn disk_type(
            mut self,
            value: impl ::core::convert::Into<super::types::SystemDiskType>,
        ) -> Self {
            rt::set_optional(&mut self.record.disk_type, value);
            self
        }

        /// Sets or clears the value of [`Self::disk_type`].
        #[inline]
        pub fn maybe_disk_type(
            mut self,
            value: ::core::option::Option<super::types::SystemDiskType>,
        ) -> Self {
            self.record.disk_type = value;
            self
        }

        /// The id of the disk, such as `ldisk-1ly4f53h`. Cannot be chosen yet.
        ///
        /// - Wire name: `DiskId`.
        /// - Must not be sent: the service cannot use it yet (rule `R27`, a warning only).
        #[deprecated(note = "`DiskId` is reserved: the service cannot use it yet")]
        #[inline]
        pub fn disk_id(mut self, value: impl ::core::convert::Into<::std::string::String>) -> Self {
            rt::set_optional(&mut self.record.disk_id, value);
            self
        }

        /// Sets or clears the value of [`Self::disk_id`].
        #[deprecated(note = "`DiskId` is reserved: the service cannot use it yet")]
        #[inline]
        pub fn maybe_disk_id(
            mut self,
            value: ::core::option::Option<::std::string::String>,
        ) -> Self {
            self.record.disk_id = value;
            self
        }

        /// The size of the disk, never less than that of the image.
        ///
        /// - Wire name: `DiskSize`.
        /// - Unit: GB.
        #[inline]
        pub fn disk_size(mut self, value: i64) -> Self {
            self.record.disk_size = ::core::option::Option::Some(value);
            self
        }

        /// Sets or clears the value of [`Self::disk_size`].
        #[inline]
        pub fn maybe_disk_size(mut self, value: ::core::option::Option<i64>) -> Self {
            self.record.disk_size = value;
            self
        }

        /// Returns the record without validating it.
        #[must_use]
        #[inline]
        pub fn build(self) -> super::types::SystemDisk {
            self.record
        }
    }

    /// Builder of [`DataDisk`](super::types::DataDisk).
    #[must_use = "a builder does nothing until it builds or sends"]
    pub struct DataDiskBuilder<DiskSizeState = rt::Unset> {
        pub(super) record: super::types::DataDisk,
        pub(super) given: ::core::marker::PhantomData<(DiskSizeState,)>,
    }

    impl<DiskSizeState> DataDiskBuilder<DiskSizeState> {
        /// The size of the disk.
        ///
        /// - Wire name: `DiskSize`.
        /// - Unit: GB.
        /// - Required (rule `R28`).
        #[inline]
        pub fn disk_size(mut self, value: i64) -> DataDiskBuilder<rt::Set>
        where
            DiskSizeState: rt::IsUnset,
        {
            self.record.disk_size = value;
            DataDiskBuilder {
                record: self.record,
                given: ::core::marker::PhantomData,
            }
        }

        /// The kind of disk. Left out, it is `LOCAL_BASIC`.
        ///
        /// - Wire name: `DiskType`.
        /// - Must be `LOCAL_BASIC` or `CLOUD_PREMIUM` (rule `R28-type`).
        #[inline]
        pub fn disk_type(
            mut self,
            value: impl ::core::convert::Into<super::types::DataDiskType>,
        ) -> Self {
            rt::set_optional(&mut self.record.disk_type, value);
            self
        }

        /// Sets or clears the value of [`Self::disk_type`].
        #[inline]
        pub fn maybe_disk_type(
            mut self,
            value: ::core::option::Option<super::types::DataDiskType>,
        ) -> Self {
            self.record.disk_type = value;
            self
        }

        /// Returns the record without validating it.
        #[must_use]
        #[inline]
        pub fn build(self) -> super::types::DataDisk
        where
            DiskSizeState: self::required::DataDiskHasDiskSize,
        {
            self.record
        }
    }

    /// Bounds that stand for the required fields of the builders.
    pub mod required {
        #[allow(unused_imports)]
        use ::ecm_client::rt;

        /// Bound that holds once `ZoneInstanceCountISPSet` of `RunInstances` is set.
        #[diagnostic::on_unimplemented(
            message =
                "`ZoneInstanceCountISPSet` is required by `RunInstances` and has not been given",
            label = "call `.zone_instance_count_isp_set(..)` before this",
            note = "rule `R01` of the spec requires it"
        )]
        pub trait RunInstancesRequestHasZoneInstanceCountIspSet {}

        impl RunInstancesRequestHasZoneInstanceCountIspSet for rt::Set {}

        /// Bound that no type satisfies.
        ///
        /// `ClientToken` is reserved: the service reserves it for idempotent requests, which it does not
        /// offer yet
        #[diagnostic::on_unimplemented(
            message = "`ClientToken` is reserved: the service reserves it for idempotent requests, which it does not offer yet",
            label = "remove this parameter"
        )]
        pub trait RunInstancesRequestMayHaveClientToken {}

        /// Bound that holds once `Zone` of `ZoneInstanceCountISP` is set.
        #[diagnostic::on_unimplemented(
            message = "`Zone` is required by `ZoneInstanceCountISP` and has not been given",
            label = "call `.zone(..)` before this",
            note = "rule `R02` of the spec requires it"
        )]
        pub trait ZoneInstanceCountIspHasZone {}

        impl ZoneInstanceCountIspHasZone for rt::Set {}

        /// Bound that holds once `InstanceCount` of `ZoneInstanceCountISP` is set.
        #[diagnostic::on_unimplemented(
            message =
                "`InstanceCount` is required by `ZoneInstanceCountISP` and has not been given",
            label = "call `.instance_count(..)` before this",
            note = "rule `R02` of the spec requires it"
        )]
        pub trait ZoneInstanceCountIspHasInstanceCount {}

        impl ZoneInstanceCountIspHasInstanceCount for rt::Set {}

        /// Bound that holds once `ISP` of `ZoneInstanceCountISP` is set.
        #[diagnostic::on_unimplemented(
            message = "`ISP` is required by `ZoneInstanceCountISP` and has not been given",
            label = "call `.isp(..)` before this",
            note = "rule `R02` of the spec requires it"
        )]
        pub trait ZoneInstanceCountIspHasIsp {}

        impl ZoneInstanceCountIspHasIsp for rt::Set {}

        /// Bound that holds once `ResourceType` of `TagSpecification` is set.
        #[diagnostic::on_unimplemented(
            message = "`ResourceType` is required by `TagSpecification` and has not been given",
            label = "call `.resource_type(..)` before this",
            note = "rule `R25` of the spec requires it"
        )]
        pub trait TagSpecificationHasResourceType {}

        impl TagSpecificationHasResourceType for rt::Set {}

        /// Bound that holds once `Tags` of `TagSpecification` is set.
        #[diagnostic::on_unimplemented(
            message = "`Tags` is required by `TagSpecification` and has not been given",
            label = "call `.tags(..)` before this",
            note = "rule `R25` of the spec requires it"
        )]
        pub trait TagSpecificationHasTags {}

        impl TagSpecificationHasTags for rt::Set {}

        /// Bound that holds once `Key` of `Tag` is set.
        #[diagnostic::on_unimplemented(
            message = "`Key` is required by `Tag` and has not been given",
            label = "call `.key(..)` before this",
            note = "rule `R25` of the spec requires it"
        )]
        pub trait TagHasKey {}

        impl TagHasKey for rt::Set {}

        /// Bound that holds once `Value` of `Tag` is set.
        #[diagnostic::on_unimplemented(
            message = "`Value` is required by `Tag` and has not been given",
            label = "call `.value(..)` before this",
            note = "rule `R25` of the spec requires it"
        )]
        pub trait TagHasValue {}

        impl TagHasValue for rt::Set {}

        /// Bound that holds once `DiskSize` of `DataDisk` is set.
        #[diagnostic::on_unimplemented(
            message = "`DiskSize` is required by `DataDisk` and has not been given",
            label = "call `.disk_size(..)` before this",
            note = "rule `R28` of the spec requires it"
        )]
        pub trait DataDiskHasDiskSize {}

        impl DataDiskHasDiskSize for rt::Set {}
    }
}

/// Error codes that the service documents.
pub mod error {
    #[allow(unused_imports)]
    use ::ecm_client::rt;

    pub(super) const ERROR_CODES: &[rt::ErrorInfo] = &[
        rt::ErrorInfo {
            code: "AuthFailure.InvalidSecretId",
            retry: ::ecm_client::RetryAdvice::AfterCredentialRefresh,
        },
        rt::ErrorInfo {
            code: "AuthFailure.SecretIdNotFound",
            retry: ::ecm_client::RetryAdvice::AfterCredentialRefresh,
        },
        rt::ErrorInfo {
            code: "AuthFailure.SignatureExpire",
            retry: ::ecm_client::RetryAdvice::AfterClockCorrection,
        },
        rt::ErrorInfo {
            code: "AuthFailure.SignatureFailure",
            retry: ::ecm_client::RetryAdvice::AfterCredentialRefresh,
        },
        rt::ErrorInfo {
            code: "AuthFailure.TokenFailure",
            retry: ::ecm_client::RetryAdvice::AfterCredentialRefresh,
        },
        rt::ErrorInfo {
            code: "FailedOperation.InternalOperationFailure",
            retry: ::ecm_client::RetryAdvice::IfIdempotent,
        },
        rt::ErrorInfo {
            code: "InternalError",
            retry: ::ecm_client::RetryAdvice::IfIdempotent,
        },
        rt::ErrorInfo {
            code: "RequestLimitExceeded",
            retry: ::ecm_client::RetryAdvice::AfterBackoff,
        },
        rt::ErrorInfo {
            code: "RequestLimitExceeded.GlobalRegionUinLimitExceeded",
            retry: ::ecm_client::RetryAdvice::AfterBackoff,
        },
        rt::ErrorInfo {
            code: "RequestLimitExceeded.IPLimitExceeded",
            retry: ::ecm_client::RetryAdvice::AfterBackoff,
        },
        rt::ErrorInfo {
            code: "RequestLimitExceeded.UinLimitExceeded",
            retry: ::ecm_client::RetryAdvice::AfterBackoff,
        },
        rt::ErrorInfo {
            code: "ServiceUnavailable",
            retry: ::ecm_client::RetryAdvice::IfIdempotent,
        },
    ];

    pub(super) static API: rt::ApiTable = rt::ApiTable {
        service: "ecm",
        version: "2019-07-19",
        revision: "2",
        host: "ecm.tencentcloudapi.com",
        error_codes: ERROR_CODES,
    };

    /// Error codes that any action of the service may return.
    #[non_exhaustive]
    pub enum CommonErrorCode {
        /// The action has been withdrawn.
        ///
        /// Wire value: `ActionOffline`. The spec gives no advice on retries.
        ActionOffline,
        /// The `Authorization` header cannot be parsed.
        ///
        /// Wire value: `AuthFailure.InvalidAuthorization`. The spec gives no advice on retries.
        AuthFailureInvalidAuthorization,
        /// The secret id is not that of a cloud API key.
        ///
        /// Wire value: `AuthFailure.InvalidSecretId`. The request may be retried once, signed with fresh
        /// credentials.
        AuthFailureInvalidSecretId,
        /// Multi-factor authentication failed.
        ///
        /// Wire value: `AuthFailure.MFAFailure`. The spec gives no advice on retries.
        AuthFailureMfaFailure,
        /// The secret id is unknown: mistyped, disabled or deleted.
        ///
        /// Wire value: `AuthFailure.SecretIdNotFound`. The request may be retried once, signed with fresh
        /// credentials.
        AuthFailureSecretIdNotFound,
        /// The timestamp is more than five minutes away from the service's clock.
        ///
        /// Wire value: `AuthFailure.SignatureExpire`. The request may be retried once, signed with a
        /// corrected clock.
        AuthFailureSignatureExpire,
        /// The signature is not the one that the service computes; often the secret key is wrong.
        ///
        /// Wire value: `AuthFailure.SignatureFailure`. The request may be retried once, signed with fresh
        /// credentials.
        AuthFailureSignatureFailure,
        /// The token of the temporary credentials is wrong or has expired.
        ///
        /// Wire value: `AuthFailure.TokenFailure`. The request may be retried once, signed with fresh
        /// credentials.
        AuthFailureTokenFailure,
        /// Access management does not grant the caller this operation.
        ///
        /// Wire value: `AuthFailure.UnauthorizedOperation`. The spec gives no advice on retries.
        AuthFailureUnauthorizedOperation,
        /// The request asked for a dry run and would have succeeded; nothing was done.
        ///
        /// Wire value: `DryRunOperation`. The spec gives no advice on retries.
        DryRunOperation,
        /// The operation failed.
        ///
        /// Wire value: `FailedOperation`. The spec gives no advice on retries.
        FailedOperation,
        /// The service failed; whether the request was carried out is not known.
        ///
        /// Wire value: `InternalError`. The request may have been carried out; only an idempotent action
        /// may be retried.
        InternalError,
        /// The service has no action of this name.
        ///
        /// Wire value: `InvalidAction`. The spec gives no advice on retries.
        InvalidAction,
        /// A parameter has the wrong type or format.
        ///
        /// Wire value: `InvalidParameter`. The spec gives no advice on retries.
        InvalidParameter,
        /// The value of a parameter is not allowed.
        ///
        /// Wire value: `InvalidParameterValue`. The spec gives no advice on retries.
        InvalidParameterValue,
        /// The multipart body of the request cannot be parsed.
        ///
        /// Wire value: `InvalidRequest`. The spec gives no advice on retries.
        InvalidRequest,
        /// The caller's address is on a list of addresses that are shut out.
        ///
        /// Wire value: `IpInBlacklist`. The spec gives no advice on retries.
        IpInBlacklist,
        /// The caller's address is not on the list of addresses that are let in.
        ///
        /// Wire value: `IpNotInWhitelist`. The spec gives no advice on retries.
        IpNotInWhitelist,
        /// A quota is used up.
        ///
        /// Wire value: `LimitExceeded`. The spec gives no advice on retries.
        LimitExceeded,
        /// A required parameter is missing.
        ///
        /// Wire value: `MissingParameter`. The spec gives no advice on retries.
        MissingParameter,
        /// There is no service of this name.
        ///
        /// Wire value: `NoSuchProduct`. The spec gives no advice on retries.
        NoSuchProduct,
        /// The service has no such API version.
        ///
        /// Wire value: `NoSuchVersion`. The spec gives no advice on retries.
        NoSuchVersion,
        /// Too many requests in one second; this one was not carried out.
        ///
        /// Wire value: `RequestLimitExceeded`. The request was not carried out and may be retried after a
        /// pause.
        RequestLimitExceeded,
        /// The account sent too many requests, counted over all regions.
        ///
        /// Wire value: `RequestLimitExceeded.GlobalRegionUinLimitExceeded`. The request was not carried out
        /// and may be retried after a pause.
        RequestLimitExceededGlobalRegionUinLimitExceeded,
        /// Too many requests came from the caller's address.
        ///
        /// Wire value: `RequestLimitExceeded.IPLimitExceeded`. The request was not carried out and may be
        /// retried after a pause.
        RequestLimitExceededIpLimitExceeded,
        /// The account sent too many requests.
        ///
        /// Wire value: `RequestLimitExceeded.UinLimitExceeded`. The request was not carried out and may be
        /// retried after a pause.
        RequestLimitExceededUinLimitExceeded,
        /// The request is larger than the service accepts: 10 MB as a JSON body, 32 KB in a `GET`.
        ///
        /// Wire value: `RequestSizeLimitExceeded`. The spec gives no advice on retries.
        RequestSizeLimitExceeded,
        /// The resource is being used by something else.
        ///
        /// Wire value: `ResourceInUse`. The spec gives no advice on retries.
        ResourceInUse,
        /// The service has too little of the resource left.
        ///
        /// Wire value: `ResourceInsufficient`. The spec gives no advice on retries.
        ResourceInsufficient,
        /// There is no such resource.
        ///
        /// Wire value: `ResourceNotFound`. The spec gives no advice on retries.
        ResourceNotFound,
        /// The resource cannot be used at present.
        ///
        /// Wire value: `ResourceUnavailable`. The spec gives no advice on retries.
        ResourceUnavailable,
        /// The answer would be larger than the service sends; ask for less in one request.
        ///
        /// Wire value: `ResponseSizeLimitExceeded`. The spec gives no advice on retries.
        ResponseSizeLimitExceeded,
        /// The service is unavailable at present; whether the request was carried out is not known.
        ///
        /// Wire value: `ServiceUnavailable`. The request may have been carried out; only an idempotent
        /// action may be retried.
        ServiceUnavailable,
        /// The caller is not authorized for this operation.
        ///
        /// Wire value: `UnauthorizedOperation`. The spec gives no advice on retries.
        UnauthorizedOperation,
        /// The request holds a parameter that the action does not know.
        ///
        /// Wire value: `UnknownParameter`. The spec gives no advice on retries.
        UnknownParameter,
        /// The operation is not supported for this resource or in its state.
        ///
        /// Wire value: `UnsupportedOperation`. The spec gives no advice on retries.
        UnsupportedOperation,
        /// The protocol or method is not supported: only `GET` and `POST` over HTTP or HTTPS are.
        ///
        /// Wire value: `UnsupportedProtocol`. The spec gives no advice on retries.
        UnsupportedProtocol,
        /// The service or the action is not available in the region.
        ///
        /// Wire value: `UnsupportedRegion`. The spec gives no advice on retries.
        UnsupportedRegion,
    }

    impl ::core::marker::Copy for CommonErrorCode {}

    impl ::core::clone::Clone for CommonErrorCode {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }

    impl ::core::cmp::PartialEq for CommonErrorCode {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal_codes(self, other)
        }
    }

    impl ::core::cmp::Eq for CommonErrorCode {}

    impl ::ecm_client::ErrorCode for CommonErrorCode {
        #[inline]
        fn table() -> &'static rt::CodeTable<Self> {
            &rt::CodeTable {
                names: &[
                    "ActionOffline",
                    "AuthFailure.InvalidAuthorization",
                    "AuthFailure.InvalidSecretId",
                    "AuthFailure.MFAFailure",
                    "AuthFailure.SecretIdNotFound",
                    "AuthFailure.SignatureExpire",
                    "AuthFailure.SignatureFailure",
                    "AuthFailure.TokenFailure",
                    "AuthFailure.UnauthorizedOperation",
                    "DryRunOperation",
                    "FailedOperation",
                    "InternalError",
                    "InvalidAction",
                    "InvalidParameter",
                    "InvalidParameterValue",
                    "InvalidRequest",
                    "IpInBlacklist",
                    "IpNotInWhitelist",
                    "LimitExceeded",
                    "MissingParameter",
                    "NoSuchProduct",
                    "NoSuchVersion",
                    "RequestLimitExceeded",
                    "RequestLimitExceeded.GlobalRegionUinLimitExceeded",
                    "RequestLimitExceeded.IPLimitExceeded",
                    "RequestLimitExceeded.UinLimitExceeded",
                    "RequestSizeLimitExceeded",
                    "ResourceInUse",
                    "ResourceInsufficient",
                    "ResourceNotFound",
                    "ResourceUnavailable",
                    "ResponseSizeLimitExceeded",
                    "ServiceUnavailable",
                    "UnauthorizedOperation",
                    "UnknownParameter",
                    "UnsupportedOperation",
                    "UnsupportedProtocol",
                    "UnsupportedRegion",
                ],
                codes: &[
                    Self::ActionOffline,
                    Self::AuthFailureInvalidAuthorization,
                    Self::AuthFailureInvalidSecretId,
                    Self::AuthFailureMfaFailure,
                    Self::AuthFailureSecretIdNotFound,
                    Self::AuthFailureSignatureExpire,
                    Self::AuthFailureSignatureFailure,
                    Self::AuthFailureTokenFailure,
                    Self::AuthFailureUnauthorizedOperation,
                    Self::DryRunOperation,
                    Self::FailedOperation,
                    Self::InternalError,
                    Self::InvalidAction,
                    Self::InvalidParameter,
                    Self::InvalidParameterValue,
                    Self::InvalidRequest,
                    Self::IpInBlacklist,
                    Self::IpNotInWhitelist,
                    Self::LimitExceeded,
                    Self::MissingParameter,
                    Self::NoSuchProduct,
                    Self::NoSuchVersion,
                    Self::RequestLimitExceeded,
                    Self::RequestLimitExceededGlobalRegionUinLimitExceeded,
                    Self::RequestLimitExceededIpLimitExceeded,
                    Self::RequestLimitExceededUinLimitExceeded,
                    Self::RequestSizeLimitExceeded,
                    Self::ResourceInUse,
                    Self::ResourceInsufficient,
                    Self::ResourceNotFound,
                    Self::ResourceUnavailable,
                    Self::ResponseSizeLimitExceeded,
                    Self::ServiceUnavailable,
                    Self::UnauthorizedOperation,
                    Self::UnknownParameter,
                    Self::UnsupportedOperation,
                    Self::UnsupportedProtocol,
                    Self::UnsupportedRegion,
                ],
                infos: ERROR_CODES,
            }
        }
    }

    impl ::core::fmt::Debug for CommonErrorCode {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug_code(self, f)
        }
    }

    impl ::core::fmt::Display for CommonErrorCode {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::display_code(self, f)
        }
    }

    /// Error codes of `RunInstances`.
    ///
    /// [`CommonErrorCode`] has the codes that any action may return.
    #[non_exhaustive]
    pub enum RunInstancesErrorCode {
        /// The account's balance does not cover the order.
        ///
        /// Wire value: `FailedOperation.BlockBalance`. The spec gives no advice on retries.
        FailedOperationBlockBalance,
        /// An operation inside the service failed; part of the request may have been carried out.
        ///
        /// Wire value: `FailedOperation.InternalOperationFailure`. The request may have been carried out;
        /// only an idempotent action may be retried.
        FailedOperationInternalOperationFailure,
        /// Another operation is still running and excludes this one.
        ///
        /// Wire value: `FailedOperation.OperationConflict`. The spec gives no advice on retries.
        FailedOperationOperationConflict,
        /// A value does not have the format that its parameter asks for.
        ///
        /// Wire value: `InvalidParameter.InvalidDataFormat`. The spec gives no advice on retries.
        InvalidParameterInvalidDataFormat,
        /// More than one of `Password`, `KeyIds` and `KeepImageLogin` was given.
        ///
        /// Wire value: `InvalidParameter.ParameterConflict`. The spec gives no advice on retries.
        InvalidParameterParameterConflict,
        /// The value of a parameter is not allowed.
        ///
        /// Wire value: `InvalidParameterValue`. The spec gives no advice on retries.
        InvalidParameterValue,
        /// The number of addresses asked for is over the limit.
        ///
        /// Wire value: `InvalidParameterValue.AddressQuotaLimitExceeded`. The spec gives no advice on
        /// retries.
        InvalidParameterValueAddressQuotaLimitExceeded,
        /// The same data was given more than once.
        ///
        /// Wire value: `InvalidParameterValue.Duplicate`. The spec gives no advice on retries.
        InvalidParameterValueDuplicate,
        /// A filter holds more values than allowed.
        ///
        /// Wire value: `InvalidParameterValue.FilterLimitExceeded`. The spec gives no advice on retries.
        InvalidParameterValueFilterLimitExceeded,
        /// The image does not fit on the system disk.
        ///
        /// Wire value: `InvalidParameterValue.ImageSizeLargeThanSysDiskSize`. The spec gives no advice on
        /// retries.
        InvalidParameterValueImageSizeLargeThanSysDiskSize,
        /// The parts of the instance's configuration do not fit together.
        ///
        /// Wire value: `InvalidParameterValue.InstanceConfigNotMatch`. The spec gives no advice on retries.
        InvalidParameterValueInstanceConfigNotMatch,
        /// `InstanceName` has too many characters.
        ///
        /// Wire value: `InvalidParameterValue.InstanceNameTooLong`. The spec gives no advice on retries.
        InvalidParameterValueInstanceNameTooLong,
        /// The instance type and its `pid` do not belong together.
        ///
        /// Wire value: `InvalidParameterValue.InstanceTypeNotMatchPid`. The spec gives no advice on
        /// retries.
        InvalidParameterValueInstanceTypeNotMatchPid,
        /// `HostName` is not a host name that the service accepts.
        ///
        /// Wire value: `InvalidParameterValue.InvaildHostName`. The spec gives no advice on retries.
        InvalidParameterValueInvaildHostName,
        /// A parameter is wrong; the code does not say which.
        ///
        /// Wire value: `InvalidParameterValue.InvaildModifyParam`. The spec gives no advice on retries.
        InvalidParameterValueInvaildModifyParam,
        /// `Password` is too short, too long or too simple.
        ///
        /// Wire value: `InvalidParameterValue.InvaildPassword`. The spec gives no advice on retries.
        InvalidParameterValueInvaildPassword,
        /// A bandwidth is outside of what can be set.
        ///
        /// Wire value: `InvalidParameterValue.InvalidBandwidth`. The spec gives no advice on retries.
        InvalidParameterValueInvalidBandwidth,
        /// The inbound bandwidth is over the limit.
        ///
        /// Wire value: `InvalidParameterValue.InvalidBandwidthIn`. The spec gives no advice on retries.
        InvalidParameterValueInvalidBandwidthIn,
        /// Inbound and outbound bandwidth differ where they have to be equal.
        ///
        /// Wire value: `InvalidParameterValue.InvalidBandwidthInAndOut`. The spec gives no advice on
        /// retries.
        InvalidParameterValueInvalidBandwidthInAndOut,
        /// This account cannot use the chosen billing mode.
        ///
        /// Wire value: `InvalidParameterValue.InvalidBillingType`. The spec gives no advice on retries.
        InvalidParameterValueInvalidBillingType,
        /// An instance cannot have this many data disks.
        ///
        /// Wire value: `InvalidParameterValue.InvalidDataDiskNum`. The spec gives no advice on retries.
        InvalidParameterValueInvalidDataDiskNum,
        /// The size of a data disk is not one that is offered.
        ///
        /// Wire value: `InvalidParameterValue.InvalidDataDiskSize`. The spec gives no advice on retries.
        InvalidParameterValueInvalidDataDiskSize,
        /// The type of a data disk is not one that is offered.
        ///
        /// Wire value: `InvalidParameterValue.InvalidDataDiskType`. The spec gives no advice on retries.
        InvalidParameterValueInvalidDataDiskType,
        /// Direct access to the public address was switched on for a Windows image, which cannot do it.
        ///
        /// Wire value: `InvalidParameterValue.InvalidEIPDirectService`. The spec gives no advice on
        /// retries.
        InvalidParameterValueInvalidEipDirectService,
        /// `ISP` is not a network operator that can be chosen here.
        ///
        /// Wire value: `InvalidParameterValue.InvalidISPInNode`. The spec gives no advice on retries.
        InvalidParameterValueInvalidIspInNode,
        /// A 32-bit image was chosen for an instance type with 4 GB of memory or more.
        ///
        /// Wire value: `InvalidParameterValue.InvalidImageArchitecture`. The spec gives no advice on
        /// retries.
        InvalidParameterValueInvalidImageArchitecture,
        /// `ImageId` is not the id of an image.
        ///
        /// Wire value: `InvalidParameterValue.InvalidImageID`. The spec gives no advice on retries.
        InvalidParameterValueInvalidImageId,
        /// `InstanceChargeType` is not a known billing mode.
        ///
        /// Wire value: `InvalidParameterValue.InvalidInstanceChargeType`. The spec gives no advice on
        /// retries.
        InvalidParameterValueInvalidInstanceChargeType,
        /// The id of the instance type's configuration is not valid.
        ///
        /// Wire value: `InvalidParameterValue.InvalidInstanceTypeConfigID`. The spec gives no advice on
        /// retries.
        InvalidParameterValueInvalidInstanceTypeConfigId,
        /// The billing mode of the public network is not valid.
        ///
        /// Wire value: `InvalidParameterValue.InvalidInternetChargeType`. The spec gives no advice on
        /// retries.
        InvalidParameterValueInvalidInternetChargeType,
        /// `ModuleId` is not the id of a module.
        ///
        /// Wire value: `InvalidParameterValue.InvalidModuleID`. The spec gives no advice on retries.
        InvalidParameterValueInvalidModuleId,
        /// Neither `ModuleId` nor `InstanceType` was given; one of them is needed to know the
        /// configuration.
        ///
        /// Wire value: `InvalidParameterValue.InvalidModuleIDAndInstanceTypeConfigID`. The spec gives no
        /// advice on retries.
        InvalidParameterValueInvalidModuleIdAndInstanceTypeConfigId,
        /// Neither `ModuleId` nor `InstanceType` was given; one of them is needed to know the type.
        ///
        /// Wire value: `InvalidParameterValue.InvalidModuleIDAndInstanceTypeID`. The spec gives no advice
        /// on retries.
        InvalidParameterValueInvalidModuleIdAndInstanceTypeId,
        /// One of the parameters common to every action is not valid.
        ///
        /// Wire value: `InvalidParameterValue.InvalidPublicParam`. The spec gives no advice on retries.
        InvalidParameterValueInvalidPublicParam,
        /// An item of `SecurityGroupIds` is not the id of a security group.
        ///
        /// Wire value: `InvalidParameterValue.InvalidSecurityGroupID`. The spec gives no advice on retries.
        InvalidParameterValueInvalidSecurityGroupId,
        /// The size of the system disk is not one that is offered.
        ///
        /// Wire value: `InvalidParameterValue.InvalidSystemDiskSize`. The spec gives no advice on retries.
        InvalidParameterValueInvalidSystemDiskSize,
        /// The type of the system disk is not one that is offered.
        ///
        /// Wire value: `InvalidParameterValue.InvalidSystemDiskType`. The spec gives no advice on retries.
        InvalidParameterValueInvalidSystemDiskType,
        /// `Zone` is not the name of a zone.
        ///
        /// Wire value: `InvalidParameterValue.InvalidZone`. The spec gives no advice on retries.
        InvalidParameterValueInvalidZone,
        /// The city of a zone, or the number of instances asked for there, is not valid.
        ///
        /// Wire value: `InvalidParameterValue.InvalidZoneInstanceCount`. The spec gives no advice on
        /// retries.
        InvalidParameterValueInvalidZoneInstanceCount,
        /// The zone does not offer this instance type.
        ///
        /// Wire value: `InvalidParameterValue.InvalidZoneInstanceType`. The spec gives no advice on
        /// retries.
        InvalidParameterValueInvalidZoneInstanceType,
        /// The node that was asked for instances has no IPv6.
        ///
        /// Wire value: `InvalidParameterValue.NodeNotSupportIPv6`. The spec gives no advice on retries.
        InvalidParameterValueNodeNotSupportIpv6,
        /// A value is larger than its parameter allows.
        ///
        /// Wire value: `InvalidParameterValue.ParameterValueTooLarge`. The spec gives no advice on retries.
        InvalidParameterValueParameterValueTooLarge,
        /// There is no subnet with the id given.
        ///
        /// Wire value: `InvalidParameterValue.SubnetNotExist`. The spec gives no advice on retries.
        InvalidParameterValueSubnetNotExist,
        /// A text is longer than its parameter allows.
        ///
        /// Wire value: `InvalidParameterValue.TooLong`. The spec gives no advice on retries.
        InvalidParameterValueTooLong,
        /// The instance type cannot be billed in the chosen way.
        ///
        /// Wire value: `InvalidParameterValue.UnmatchedBillingType`. The spec gives no advice on retries.
        InvalidParameterValueUnmatchedBillingType,
        /// This account cannot use IPv6.
        ///
        /// Wire value: `InvalidParameterValue.UserNotSupportIPv6`. The spec gives no advice on retries.
        InvalidParameterValueUserNotSupportIpv6,
        /// The request would take the account over its quota of addresses.
        ///
        /// Wire value: `LimitExceeded.AddressQuotaLimitExceeded`. The spec gives no advice on retries.
        LimitExceededAddressQuotaLimitExceeded,
        /// The quota of network interfaces left is too small for the request.
        ///
        /// Wire value: `LimitExceeded.EniQuotaLimitExceeded`. The spec gives no advice on retries.
        LimitExceededEniQuotaLimitExceeded,
        /// An instance would belong to more security groups than allowed.
        ///
        /// Wire value: `LimitExceeded.InstanceSecurityGroupLimitExceeded`. The spec gives no advice on
        /// retries.
        LimitExceededInstanceSecurityGroupLimitExceeded,
        /// The CPU count allows fewer network interfaces or public addresses than asked for.
        ///
        /// Wire value: `LimitExceeded.NicOrIPLimitExceeded`. The spec gives no advice on retries.
        LimitExceededNicOrIpLimitExceeded,
        /// A security group would hold more instances than allowed.
        ///
        /// Wire value: `LimitExceeded.SecurityGroupInstanceLimitExceeded`. The spec gives no advice on
        /// retries.
        LimitExceededSecurityGroupInstanceLimitExceeded,
        /// The request would take the account over its limit of CPU cores.
        ///
        /// Wire value: `LimitExceeded.VcpuLimitExceeded`. The spec gives no advice on retries.
        LimitExceededVcpuLimitExceeded,
        /// The resource is being used by something else.
        ///
        /// Wire value: `ResourceInUse`. The spec gives no advice on retries.
        ResourceInUse,
        /// Too few public addresses are left.
        ///
        /// Wire value: `ResourceInsufficient.IPQuotaNotEnough`. The spec gives no advice on retries.
        ResourceInsufficientIpQuotaNotEnough,
        /// Too few instances of this kind can be provided.
        ///
        /// Wire value: `ResourceInsufficient.InstanceQuotaNotEnough`. The spec gives no advice on retries.
        ResourceInsufficientInstanceQuotaNotEnough,
        /// The subnet has too few free private addresses.
        ///
        /// Wire value: `ResourceInsufficient.PrivateIPQuotaNotEnough`. The spec gives no advice on retries.
        ResourceInsufficientPrivateIpQuotaNotEnough,
        /// There is no such resource.
        ///
        /// Wire value: `ResourceNotFound`. The spec gives no advice on retries.
        ResourceNotFound,
        /// The instance type is sold out.
        ///
        /// Wire value: `ResourcesSoldOut.SpecifiedInstanceType`. The spec gives no advice on retries.
        ResourcesSoldOutSpecifiedInstanceType,
        /// The caller has no permission for this operation.
        ///
        /// Wire value: `UnauthorizedOperation.ForbiddenOperation`. The spec gives no advice on retries.
        UnauthorizedOperationForbiddenOperation,
        /// The instance type cannot run the chosen image.
        ///
        /// Wire value: `UnsupportedOperation.InstanceTypeNotSupportImage`. The spec gives no advice on
        /// retries.
        UnsupportedOperationInstanceTypeNotSupportImage,
    }

    impl ::core::marker::Copy for RunInstancesErrorCode {}

    impl ::core::clone::Clone for RunInstancesErrorCode {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }

    impl ::core::cmp::PartialEq for RunInstancesErrorCode {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal_codes(self, other)
        }
    }

    impl ::core::cmp::Eq for RunInstancesErrorCode {}

    impl ::ecm_client::ErrorCode for RunInstancesErrorCode {
        #[inline]
        fn table() -> &'static rt::CodeTable<Self> {
            &rt::CodeTable {
                names: &[
                    "FailedOperation.BlockBalance",
                    "FailedOperation.InternalOperationFailure",
                    "FailedOperation.OperationConflict",
                    "InvalidParameter.InvalidDataFormat",
                    "InvalidParameter.ParameterConflict",
                    "InvalidParameterValue",
                    "InvalidParameterValue.AddressQuotaLimitExceeded",
                    "InvalidParameterValue.Duplicate",
                    "InvalidParameterValue.FilterLimitExceeded",
                    "InvalidParameterValue.ImageSizeLargeThanSysDiskSize",
                    "InvalidParameterValue.InstanceConfigNotMatch",
                    "InvalidParameterValue.InstanceNameTooLong",
                    "InvalidParameterValue.InstanceTypeNotMatchPid",
                    "InvalidParameterValue.InvaildHostName",
                    "InvalidParameterValue.InvaildModifyParam",
                    "InvalidParameterValue.InvaildPassword",
                    "InvalidParameterValue.InvalidBandwidth",
                    "InvalidParameterValue.InvalidBandwidthIn",
                    "InvalidParameterValue.InvalidBandwidthInAndOut",
                    "InvalidParameterValue.InvalidBillingType",
                    "InvalidParameterValue.InvalidDataDiskNum",
                    "InvalidParameterValue.InvalidDataDiskSize",
                    "InvalidParameterValue.InvalidDataDiskType",
                    "InvalidParameterValue.InvalidEIPDirectService",
                    "InvalidParameterValue.InvalidISPInNode",
                    "InvalidParameterValue.InvalidImageArchitecture",
                    "InvalidParameterValue.InvalidImageID",
                    "InvalidParameterValue.InvalidInstanceChargeType",
                    "InvalidParameterValue.InvalidInstanceTypeConfigID",
                    "InvalidParameterValue.InvalidInternetChargeType",
                    "InvalidParameterValue.InvalidModuleID",
                    "InvalidParameterValue.InvalidModuleIDAndInstanceTypeConfigID",
                    "InvalidParameterValue.InvalidModuleIDAndInstanceTypeID",
                    "InvalidParameterValue.InvalidPublicParam",
                    "InvalidParameterValue.InvalidSecurityGroupID",
                    "InvalidParameterValue.InvalidSystemDiskSize",
                    "InvalidParameterValue.InvalidSystemDiskType",
                    "InvalidParameterValue.InvalidZone",
                    "InvalidParameterValue.InvalidZoneInstanceCount",
                    "InvalidParameterValue.InvalidZoneInstanceType",
                    "InvalidParameterValue.NodeNotSupportIPv6",
                    "InvalidParameterValue.ParameterValueTooLarge",
                    "InvalidParameterValue.SubnetNotExist",
                    "InvalidParameterValue.TooLong",
                    "InvalidParameterValue.UnmatchedBillingType",
                    "InvalidParameterValue.UserNotSupportIPv6",
                    "LimitExceeded.AddressQuotaLimitExceeded",
                    "LimitExceeded.EniQuotaLimitExceeded",
                    "LimitExceeded.InstanceSecurityGroupLimitExceeded",
                    "LimitExceeded.NicOrIPLimitExceeded",
                    "LimitExceeded.SecurityGroupInstanceLimitExceeded",
                    "LimitExceeded.VcpuLimitExceeded",
                    "ResourceInUse",
                    "ResourceInsufficient.IPQuotaNotEnough",
                    "ResourceInsufficient.InstanceQuotaNotEnough",
                    "ResourceInsufficient.PrivateIPQuotaNotEnough",
                    "ResourceNotFound",
                    "ResourcesSoldOut.SpecifiedInstanceType",
                    "UnauthorizedOperation.ForbiddenOperation",
                    "UnsupportedOperation.InstanceTypeNotSupportImage",
                ],
                codes: &[
                    Self::FailedOperationBlockBalance,
                    Self::FailedOperationInternalOperationFailure,
                    Self::FailedOperationOperationConflict,
                    Self::InvalidParameterInvalidDataFormat,
                    Self::InvalidParameterParameterConflict,
                    Self::InvalidParameterValue,
                    Self::InvalidParameterValueAddressQuotaLimitExceeded,
                    Self::InvalidParameterValueDuplicate,
                    Self::InvalidParameterValueFilterLimitExceeded,
                    Self::InvalidParameterValueImageSizeLargeThanSysDiskSize,
                    Self::InvalidParameterValueInstanceConfigNotMatch,
                    Self::InvalidParameterValueInstanceNameTooLong,
                    Self::InvalidParameterValueInstanceTypeNotMatchPid,
                    Self::InvalidParameterValueInvaildHostName,
                    Self::InvalidParameterValueInvaildModifyParam,
                    Self::InvalidParameterValueInvaildPassword,
                    Self::InvalidParameterValueInvalidBandwidth,
                    Self::InvalidParameterValueInvalidBandwidthIn,
                    Self::InvalidParameterValueInvalidBandwidthInAndOut,
                    Self::InvalidParameterValueInvalidBillingType,
                    Self::InvalidParameterValueInvalidDataDiskNum,
                    Self::InvalidParameterValueInvalidDataDiskSize,
                    Self::InvalidParameterValueInvalidDataDiskType,
                    Self::InvalidParameterValueInvalidEipDirectService,
                    Self::InvalidParameterValueInvalidIspInNode,
                    Self::InvalidParameterValueInvalidImageArchitecture,
                    Self::InvalidParameterValueInvalidImageId,
                    Self::InvalidParameterValueInvalidInstanceChargeType,
                    Self::InvalidParameterValueInvalidInstanceTypeConfigId,
                    Self::InvalidParameterValueInvalidInternetChargeType,
                    Self::InvalidParameterValueInvalidModuleId,
                    Self::InvalidParameterValueInvalidModuleIdAndInstanceTypeConfigId,
                    Self::InvalidParameterValueInvalidModuleIdAndInstanceTypeId,
                    Self::InvalidParameterValueInvalidPublicParam,
                    Self::InvalidParameterValueInvalidSecurityGroupId,
                    Self::InvalidParameterValueInvalidSystemDiskSize,
                    Self::InvalidParameterValueInvalidSystemDiskType,
                    Self::InvalidParameterValueInvalidZone,
                    Self::InvalidParameterValueInvalidZoneInstanceCount,
                    Self::InvalidParameterValueInvalidZoneInstanceType,
                    Self::InvalidParameterValueNodeNotSupportIpv6,
                    Self::InvalidParameterValueParameterValueTooLarge,
                    Self::InvalidParameterValueSubnetNotExist,
                    Self::InvalidParameterValueTooLong,
                    Self::InvalidParameterValueUnmatchedBillingType,
                    Self::InvalidParameterValueUserNotSupportIpv6,
                    Self::LimitExceededAddressQuotaLimitExceeded,
                    Self::LimitExceededEniQuotaLimitExceeded,
                    Self::LimitExceededInstanceSecurityGroupLimitExceeded,
                    Self::LimitExceededNicOrIpLimitExceeded,
                    Self::LimitExceededSecurityGroupInstanceLimitExceeded,
                    Self::LimitExceededVcpuLimitExceeded,
                    Self::ResourceInUse,
                    Self::ResourceInsufficientIpQuotaNotEnough,
                    Self::ResourceInsufficientInstanceQuotaNotEnough,
                    Self::ResourceInsufficientPrivateIpQuotaNotEnough,
                    Self::ResourceNotFound,
                    Self::ResourcesSoldOutSpecifiedInstanceType,
                    Self::UnauthorizedOperationForbiddenOperation,
                    Self::UnsupportedOperationInstanceTypeNotSupportImage,
                ],
                infos: ERROR_CODES,
            }
        }
    }

    impl ::core::fmt::Debug for RunInstancesErrorCode {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug_code(self, f)
        }
    }

    impl ::core::fmt::Display for RunInstancesErrorCode {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::display_code(self, f)
        }
    }

    ::ecm_client::__impl_error_codes!(CommonErrorCode RunInstancesErrorCode);
}

#[doc(inline)]
pub use self::types::*;
