use super::*;

#[test]
fn the_words_of_a_segment() {
    for (segment, expected) in [
        ("IPFreqCtrl", "ip freq ctrl"),
        ("ReadQpsLimit", "read qps limit"),
        ("QPSLimit", "qps limit"),
        ("Too_many-requests", "too many requests"),
        ("2FA", "2 fa"),
        ("", ""),
        ("\u{9650}RateLimit", "rate limit"),
    ] {
        assert_eq!(words(segment).join(" "), expected, "{segment}");
    }
}

#[test]
fn too_many_requests_in_every_spelling() {
    for code in [
        "RequestLimitExceeded",
        "RequestLimitExceeded.UinLimitExceeded",
        "RequestLimitExceeded.SomethingNew",
        "LimitExceeded.RateLimitExceeded",
        "FailedOperation.RequestLimit",
        "FailedOperation.RequestLimitExceeded",
        "LimitExceeded.FreqCtrl",
        "LimitExceeded.FreqCnt",
        "LimitExceeded.IpFreqCnt",
        "LimitExceeded.FreqLimit",
        "LimitExceeded.DeliveryFrequencyLimit",
        "FailedOperation.ReadQpsLimit",
        "FailedOperation.TagQpsLimit",
        "OperationDenied.TooFrequently",
        "TooManyRequests",
        "ThrottlingException",
        "InternalError.RateLimit",
        "RateLimitExceeded",
    ] {
        assert!(is_throttling(code), "{code}");
    }
}

#[test]
fn quotas_and_wrong_requests_are_not_too_many_requests() {
    for code in [
        "",
        "LimitExceeded",
        "LimitExceeded.VcpuLimitExceeded",
        "LimitExceeded.AddressQuotaLimitExceeded",
        "InvalidParameterValue.AddressQuotaLimitExceeded",
        "LimitExceeded.RequestQuotaLimit",
        "RequestLimitExceeded.DailyLimit",
        "LimitExceeded.FrequencyOneHourLimit",
        "LimitExceeded.PhoneNumberDailyLimit",
        "LimitExceeded.FailedLoginLimitExceeded",
        "LimitExceeded.BitRateLimit",
        "FailedOperation.FrameRateExceeded",
        "InvalidParameter.RequestIpLimited",
        "InvalidParameterValue.FrequencyLimit",
        "UnsupportedOperation.RateLimit",
        "UnauthorizedOperation.RequestLimit",
        "RequestSizeLimitExceeded",
        "ResponseSizeLimitExceeded",
        "LimitExceeded.TooManyTags",
        "FailedOperation.RequestTooLarge",
        "OperationDenied.UnfreqentUser",
        "RequestLimitExceededX",
        "RequestLimitExceeded ",
        ".RequestLimitExceeded",
        "FailedOperation.RequestLimit\n",
        "requestlimitexceeded",
    ] {
        assert!(!is_throttling(code), "{code}");
    }
}

#[test]
fn failures_inside_the_service_in_every_spelling() {
    for code in [
        "InternalError",
        "InternalError.Anything",
        "InternalServerError",
        "InternalServerError.DbError",
        "FailedOperation.InternalError",
        "FailedOperation.InternalOperationFailure",
        "FailedOperation.InnerError",
        "FailedOperation.SystemBusy",
        "ServiceUnavailable",
        "ResourceUnavailable.ServiceUnavailable",
    ] {
        assert!(is_internal_failure(code), "{code}");
    }
    for code in [
        "",
        "FailedOperation",
        "FailedOperation.InvalidInternalNetwork",
        "InvalidParameter.InternalError",
        "ResourceNotFound.InternalNetworkError",
        "ResourceUnavailable",
        "FailedOperation.PrivateIpAddressUnavailable",
    ] {
        assert!(!is_internal_failure(code), "{code}");
    }
}
