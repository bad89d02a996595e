import { expect, test } from "vitest";
import { createEntryReader } from "../../../../../../electron/engine/sources/local-logs/journal/journal-entry";

const usual = {
  __CURSOR: "s=1;i=1",
  __REALTIME_TIMESTAMP: "1795251600123456",
  _HOSTNAME: "box",
  _SYSTEMD_UNIT: "nginx.service",
  SYSLOG_IDENTIFIER: "nginx",
  _PID: "42",
  PRIORITY: "3",
  MESSAGE: "no such file",
};
const read = (fields: object) => createEntryReader()(JSON.stringify(fields));

test("an entry has its time to the microsecond, its labels, and its level and process beside them", () => {
  expect(read(usual)).toEqual({
    ms: 1_795_251_600_123,
    ns: 456_000,
    labels: { source: "journal", unit: "nginx.service", identifier: "nginx", host: "box" },
    line: "no such file",
    metadata: { level: "error", pid: "42" },
    cursor: "s=1;i=1",
  });
});

test.each([
  { name: "bytes that are not UTF-8", change: { MESSAGE: [104, 255, 105] }, expected: { line: "h�i" } },
  { name: "a message that is given twice", change: { MESSAGE: ["one", "two"] }, expected: { line: "one\ntwo" } },
  { name: "no message", change: { MESSAGE: null }, expected: { line: "" } },
  {
    name: "what the manager says of a unit",
    change: { _SYSTEMD_UNIT: "init.scope", UNIT: "db.service" },
    expected: { labels: expect.objectContaining({ unit: "db.service" }) },
  },
  {
    name: "a unit of a user",
    change: { _SYSTEMD_UNIT: "user@1000.service", _SYSTEMD_USER_UNIT: "sync.service" },
    expected: { labels: expect.objectContaining({ unit: "sync.service" }) },
  },
  {
    name: "the kernel, which has no unit",
    change: { _SYSTEMD_UNIT: undefined, SYSLOG_IDENTIFIER: "kernel" },
    expected: { labels: { source: "journal", identifier: "kernel", host: "box" } },
  },
  {
    name: "what a service prints, whose words say more than its pipe's priority",
    change: { _TRANSPORT: "stdout", PRIORITY: "6", MESSAGE: "ERROR: no" },
    expected: { metadata: { level: "error", pid: "42" } },
  },
  { name: "a debug message", change: { PRIORITY: "7" }, expected: { metadata: { level: "debug", pid: "42" } } },
])("$name is understood", ({ change, expected }) => {
  expect(read({ ...usual, ...change })).toMatchObject(expected);
});

test.each([
  "",
  "-- No entries --",
  "[1]",
  '{"MESSAGE":"no time"}',
  '{"__REALTIME_TIMESTAMP":"soon"}',
  '{"__REALTIME_TIMESTAMP":"17952516',
])("%s is no entry", (line) => {
  expect(createEntryReader()(line)).toBeUndefined();
});

test("entries of one stream share their labels", () => {
  const readEntry = createEntryReader();
  const [a, b] = [readEntry(JSON.stringify(usual)), readEntry(JSON.stringify({ ...usual, MESSAGE: "x" }))];
  expect(a?.labels).toBe(b?.labels);
});
