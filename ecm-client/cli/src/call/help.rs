//! Help of `ecm call` behind its options.

pub(super) const AFTER_HELP: &str = "Examples:
  ecm call DescribeInstances --set Limit=5 --region ap-guangzhou
  ecm call DescribeInstances --set Filters.0.Name=zone \\
      --set 'Filters.0.Values=[ap-guangzhou-1]' --output table
  ecm call DescribeInstances --all --query 'InstanceSet[].InstanceId'
  ecm call cvm@2017-03-12.DescribeInstances --region ap-guangzhou
  ecm call RunInstances --skeleton=all > machine.json
  ecm call RunInstances --json machine.json --set Password=@- --dry-run
  ecm call RunInstances --json machine.json --wait RUNNING
  echo '{\"Limit\": 10}' | ecm call DescribeInstances --json -
  ecm call RunInstances --json machine.json --dry-run --timestamp 1700000000
  ecm call UploadLog --spec specs/cls.json --json topic.json --body log.pb
  ecm call SwitchOn --spec specs/lamp.json --endpoint http://127.0.0.1:8080
  ecm call RunInstances --json machine.json --allow-unknown
  ecm call Chat --spec specs/talk.json --set Stream=true --output text

The request is validated against the spec before anything is sent. Every
violation is reported with its path and the id of its rule; `ecm explain ID`
describes the rule. JSON is sent as written, unless --set changes it.

--set takes the path of a parameter, with the names of fields and the indices
of items, and a value of the type that the spec gives:
  Limit=5                 a number; `Password=0123` is a text
  Ids=a (again: Ids=b)    items of a list
  Ids=[a,b]               a list; quotes are needed in lists of objects only
  Disk={\"Size\": 50}       an object as JSON; or Disk.Size=50
  Data=@FILE              the content of a file
  Password=@-             standard input; a prompt without echo for a secret
  Name=@@x                a text that begins with `@`
Keep secrets out of the command line, which other users can read.

--query takes JMESPath with the results of Python's. --wait takes a waiter of
the spec, or a state; the action is sent once, and only a read is repeated.

An action that the spec answers with events, always or where a field of the
request is true, is read as a stream: each event is printed as it comes.

The service of an action is one that `ecm service add` has stored, in its latest
version unless one is named, or one that ships with this command.

A service may be newer than the spec. With `--allow-unknown`, fields that the
spec does not know go along, at any depth, and all rules hold for the others.
They are printed as `[redacted]`, as nobody knows what they hold.

Retries depend on the effect of the action in the spec: an action that creates
something is never sent again if it may have been carried out. Where an import
guessed the effect from the name, the action is taken for one that creates, and
the message about an unknown outcome says so.

Credentials come from the first of these sources that has any; `ecm whoami`
says which one that is:
  1. the profile that --profile names, of the credentials file or of tccli
  2. TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY, with
     TENCENTCLOUD_TOKEN if temporary; or the profile that
     TENCENTCLOUD_PROFILE (of the credentials file) or TCCLI_PROFILE (of
     tccli) names; those that name different keys are an error
  3. the profile `default` of ~/.tencentcloud/credentials, or of the file that
     TENCENTCLOUD_CREDENTIALS_FILE names
  4. the profile `default` of tccli, in ~/.tccli
  5. the web identity of a container
  6. the role of the instance that this command runs on
A login of tccli that is about to expire is renewed and written back.

Requests go through the proxy that HTTPS_PROXY, HTTP_PROXY or ALL_PROXY names,
unless NO_PROXY lists the host. Certificates are accepted if the system trusts
their issuer, or a file that SSL_CERT_FILE or --ca-file names.

Exit codes:
  0  success: the service answered; with --dry-run, the request would be sent
  1  the spec has problems, or the request does not match it or violates its
     rules; nothing was sent
  2  the command could not run as given; nothing was sent, or the message says
     what was
  3  rejected: the service answered with an error code
  4  not sent: no connection, no credentials or no time; nothing was done
  5  unknown: the request was sent and no valid response came back; check what
     exists before you send it again. With --decoding strict also a response of
     another form than described; it is printed, and the message says that the
     request was carried out. A stream that broke off ends like this, too, after
     the events that came, and --wait if the state is not reached";
