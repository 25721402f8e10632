"""Results of JMESPath expressions by Python's `jmespath`, which the vendor's command line filters with.

`query.py TABLE` checks that the recorded table is what this version answers; with `--record` it writes the table anew.
The tests of `ecm call --query` compare with the same table.
"""

import json
import sys
import warnings

import jmespath

DOCUMENT = {
    "TotalCount": 3,
    "InstanceSet": [
        {"InstanceId": "ein-b", "CreateTime": "2024-02-01T10:00:00Z", "Cpu": 4, "Price": 1.1, "Tags": [{"Key": "env", "Value": "prod"}],
         "State": "RUNNING", "Ip": ["10.0.0.2", "10.0.0.3"], "Spot": True, "Zone": {"Name": "z-2", "Id": 2}},
        {"InstanceId": "ein-a", "CreateTime": "2023-12-31T23:59:59Z", "Cpu": 2, "Price": 2.0, "Tags": [],
         "State": "STOPPED", "Ip": ["10.0.0.1"], "Spot": False, "Zone": {"Name": "z-1", "Id": 1}},
        {"InstanceId": "ein-c\u00e9", "CreateTime": "2024-02-01T10:00:00Z", "Cpu": 4, "Price": 0, "Tags": None,
         "State": "RUNNING", "Ip": [], "Spot": None, "Zone": {"Name": "z-1", "Id": 1}},
    ],
    "Numbers": [3, 1.5, -2, 10000000000000000000000, 1e16, 0.00001],
    "Mixed": [1, "1", True, None, [1], {"a": 1}, 0, ""],
    "Nested": [[1, [2]], [3], 4],
    "z": 1, "a": {"y": 1, "x": {"w": [1, 2, 3]}}, "b-c": "dash", "Empty": {}, "RequestId": "r-1",
}


EXPRESSIONS = [
    "InstanceSet[?CreateTime > '2024'].InstanceId", "InstanceSet[?CreateTime >= '2024-02-01T10:00:00Z'].InstanceId",
    "InstanceSet[?CreateTime < '2024'].InstanceId", "InstanceSet[?CreateTime <= '2024'].InstanceId", "'a' < 'b'", "'b' < 'a'",
    "'\u00e9' > 'z'", "TotalCount > `2`", "TotalCount >= `3.0`", "TotalCount > 'a'", "'a' < TotalCount", "InstanceSet[?Cpu > '3']",
    "InstanceSet[?Missing > '3']", "InstanceSet[?Spot > `0`]", "`[1]` < `[2]`", "null < `1`", "`true` < `2`",
    "InstanceSet[].{State: State, Id: InstanceId}", "InstanceSet[0].Zone", "a", "*", "@", "{z: z, a: a.y, z: TotalCount}",
    "sum(InstanceSet[].Cpu)", "sum(InstanceSet[].Price)", "avg(InstanceSet[].Cpu)", "sum(`[]`)", "avg(`[]`)", "sum(`[1.5,1.5]`)",
    "max(InstanceSet[].Cpu)", "min(InstanceSet[].Price)", "max(InstanceSet[].InstanceId)", "max(`[]`)", "min(`[\"b\",\"a\"]`)",
    "max(`[1,\"a\"]`)", "max_by(InstanceSet, &Cpu).InstanceId", "min_by(InstanceSet, &CreateTime).InstanceId",
    "sort_by(InstanceSet, &CreateTime)[].InstanceId", "sort_by(InstanceSet, &Cpu)[].InstanceId", "sort_by(InstanceSet, &Spot)",
    "sort_by(InstanceSet, &Zone.Name)[].[Zone.Name, InstanceId]", "sort_by(`[]`, &a)", "sort(Numbers)", "sort(InstanceSet[].State)",
    "sort(Mixed)", "reverse(InstanceSet[].Cpu)", "reverse(RequestId)", "length(InstanceSet)", "length('\u00e9\U0001f600')", "length(a)",
    "length(TotalCount)", "keys(a)", "values(a)", "keys(InstanceSet[0])", "merge(a, `{\"x\": 2, \"v\": 0}`)", "merge(a, z)",
    "map(&Cpu, InstanceSet)", "map(&Missing, InstanceSet)", "not_null(Missing, z)", "not_null(Missing)", "join(',', InstanceSet[].State)",
    "join(',', Numbers)", "starts_with(RequestId, 'r')", "ends_with(RequestId, '1')", "starts_with(z, 'r')", "contains(RequestId, '-')",
    "contains(RequestId, z)", "contains(Mixed, `true`)", "contains(Mixed, 'q')", "contains(Mixed, `[1]`)", "contains(Nested, `4.0`)",
    "contains(InstanceSet[].Cpu, `true`)", "type(z)", "type(Missing)", "type('')", "type(Numbers)", "type(a)", "type(`true`)",
    "to_array(z)", "to_array(Numbers)", "to_string(a)", "to_string(`1.0`)", "to_string('x')", "to_string(InstanceSet[2].InstanceId)",
    "to_string(InstanceSet[2])", "to_string(Numbers)", "to_number('5')", "to_number('1.0')", "to_number(' 7 ')", "to_number('1_000')",
    "to_number('1__0')", "to_number('1e3')", "to_number('abc')", "to_number(`true`)", "to_number(z)", "to_number('+5')", "ceil(`1.2`)",
    "ceil(`-1.2`)", "floor(`1.7`)", "floor(z)", "abs(`-3`)", "abs(`-3.5`)", "abs('x')", "`1.0` == `1`", "`true` == `1`", "`false` == `0`",
    "`[true]` == `[1]`", "`{\"a\":1,\"b\":2}` == `{\"b\":2.0,\"a\":1}`", "z == '1'", "'1' != z", "Missing == null", "Missing == `null`", "Missing",
    "Missing.More", "Missing || z", "Empty || z", "Mixed[6] || 'other'", "Mixed[7] || 'other'", "z && a.y", "Missing && z", "!Missing", "!z",
    "!Mixed[6]", "!Empty", "!`0.0`", "!InstanceSet", "InstanceSet[?Spot].InstanceId", "InstanceSet[?!Spot].InstanceId",
    "InstanceSet[?Spot == `false`].InstanceId", "InstanceSet[?State == 'RUNNING' && Cpu > `2`].InstanceId",
    "InstanceSet[?State == 'RUNNING' || Cpu == `2`] | length(@)", "InstanceSet[?contains(InstanceId, 'a')].Cpu | [0]",
    "InstanceSet[?Tags[?Key == 'env' && Value == 'prod']].InstanceId", "InstanceSet[?length(Ip) > `1`].InstanceId", "InstanceSet[].Ip[]",
    "InstanceSet[].Ip", "InstanceSet[*].Ip[0]", "InstanceSet[*].Tags[*].Key", "InstanceSet[].Tags[].Key", "Nested[]", "Nested[][]", "Nested[*][0]",
    "Nested[0][1][0]", "InstanceSet[-1].InstanceId", "InstanceSet[7]", "InstanceSet[-7]", "RequestId[0]", "InstanceSet[:2].InstanceId",
    "InstanceSet[::-1].InstanceId", "InstanceSet[1:].Cpu", "Numbers[::2]", "Numbers[-2:]", "Numbers[4:1:-1]", "Numbers[10:]", "Numbers[:-10]",
    "Numbers[-10:3]", "Numbers[10::-2]", "Numbers[::0]", "RequestId[0:2]", "a.*", "a.*.w", "InstanceSet[0].*", "InstanceSet[].*.Name", "\"b-c\"",
    "b-c", "InstanceSet[].[InstanceId, Cpu]", "[z, `1.10`, 'x']", "[z, Missing]", "Missing.[a]", "Missing.{a: a}", "`{\"b\": [1, {\"d\": 1, \"c\": 2}]}`",
    "'it''s'", "'it\\'s'", "`\"x\"`", "`\"\\u00e9\"`", "`\"a\\`b\"`", "Numbers[3]", "Numbers[4]", "Numbers[5]", "Numbers[?@ > `1`]", "@.z", "z | @",
    "InstanceSet | [0] | Zone.Name", "(InstanceSet[])[0].Cpu", "InstanceSet[].Zone.Name | sort(@) | [0]", "InstanceSet[].Zone.Id | sum(@)",
    "a.x.w[?@ >= `2`] | [0]", "{n: length(InstanceSet), ids: InstanceSet[].InstanceId}", "InstanceSet[0].{i: InstanceId, t: Tags[0].Value}",
    "max_by(InstanceSet, &Missing)", "sort_by(InstanceSet, &Tags)", "sum(InstanceSet[].State)", "unknown(z)", "length()", "length(z, z)", "abs(&z)",
    "map(z, InstanceSet)", "foo[", "foo.", "[?a", "foo bar", "a.b.", "{a}", "'open", "z ==", "&z", "", "InstanceSet[?CreateTime > '2024' && Cpu > `3`] | [0].InstanceId",
    "InstanceSet[?CreateTime == '2024-02-01T10:00:00Z'] | length(@)", "z == `1` && a.y == `1`", "!(z == `1`)", "! z == `1`", "a || z == `1`", "InstanceSet[?(Cpu > `2`) == `true`].Cpu",
    "InstanceSet[*].Zone.[Name][]", "InstanceSet[*].not_null(Tags[0].Value, State)", "type(@)", "to_string(@.a)", "join('', InstanceSet[].Ip[])", "Mixed[?@]", "Mixed[]", "Mixed[*]",
]


def answer(expression):
    with warnings.catch_warnings():
        # A literal that is no JSON is taken for text with a warning; the standard has taken that back.
        warnings.simplefilter("error")
        try:
            result = jmespath.search(expression, json.loads(json.dumps(DOCUMENT)))
            return json.dumps(result, separators=(",", ":"))
        except Exception:
            return None


def main(path, record):
    table = {"document": DOCUMENT, "results": [[expression, answer(expression)] for expression in EXPRESSIONS]}
    if record:
        with open(path, "w") as file:
            lines = ",\n".join("    " + json.dumps(row) for row in table["results"])
            file.write('{\n  "document": %s,\n  "results": [\n%s\n  ]\n}\n' % (json.dumps(DOCUMENT), lines))
        return
    with open(path) as file:
        recorded = json.load(file)
    assert recorded["document"] == table["document"]
    for was, now in zip(recorded["results"], table["results"], strict=True):
        assert was == now, (was, now)
    print("same: %d filters of jmespath %s" % (len(EXPRESSIONS), jmespath.__version__))


if __name__ == "__main__":
    main(sys.argv[1], "--record" in sys.argv)
