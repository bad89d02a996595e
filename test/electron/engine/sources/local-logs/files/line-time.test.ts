import { expect, test } from "vitest";
import { createTimeReader } from "../../../../../../electron/engine/sources/local-logs/files/line-time";

const near = Date.UTC(2026, 10, 21, 12);
/** In the machine's own zone, whichever the tests run in. */
const local = (...fields: [number, number, number, number, number, number]) => new Date(...fields).getTime();

test.each([
  { name: "RFC 3339", line: "2026-11-21T10:00:00Z started", ms: Date.UTC(2026, 10, 21, 10), ns: 0 },
  {
    name: "RFC 3339 with nanoseconds",
    line: "2026-11-21T10:00:00.123456789Z x",
    ms: Date.UTC(2026, 10, 21, 10, 0, 0, 123),
    ns: 456_789,
  },
  { name: "a zone", line: "2026-11-21T10:00:00+02:00 x", ms: Date.UTC(2026, 10, 21, 8), ns: 0 },
  { name: "a zone behind a space", line: "2026-11-21 10:00:00.5 -0530 x", ms: Date.UTC(2026, 10, 21, 15, 30, 0, 500), ns: 0 },
  { name: "Python's logging", line: "2026-11-21 10:00:00,123 INFO x", ms: local(2026, 10, 21, 10, 0, 0) + 123, ns: 0 },
  { name: "PostgreSQL", line: "2026-11-21 10:00:00.123 UTC [42] LOG: x", ms: Date.UTC(2026, 10, 21, 10, 0, 0, 123), ns: 0 },
  { name: "a word after the time that is no zone", line: "2026-11-21 10:00:00 Zebra", ms: local(2026, 10, 21, 10, 0, 0), ns: 0 },
  { name: "brackets", line: "[2026-11-21 10:00:00] x", ms: local(2026, 10, 21, 10, 0, 0), ns: 0 },
  { name: "nginx's error log", line: "2026/11/21 10:00:00 [error] 1#1: x", ms: local(2026, 10, 21, 10, 0, 0), ns: 0 },
  { name: "colours before it", line: "\u001b[32m2026-11-21T10:00:00Z\u001b[0m x", ms: Date.UTC(2026, 10, 21, 10), ns: 0 },
  { name: "RFC 5424", line: "<34>1 2026-11-21T10:00:00.003Z host su - x", ms: Date.UTC(2026, 10, 21, 10, 0, 0, 3), ns: 0 },
  { name: "RFC 3164", line: "Nov 21 10:00:00 host cron[1]: x", ms: local(2026, 10, 21, 10, 0, 0), ns: 0 },
  {
    name: "RFC 3164 with a priority and one digit of day",
    line: "<13>Nov  1 10:00:00 host x",
    ms: local(2026, 10, 1, 10, 0, 0),
    ns: 0,
  },
  {
    name: "RFC 3164 of last December, because this year's is not yet",
    line: "Dec 31 23:59:59 host x",
    ms: local(2025, 11, 31, 23, 59, 59),
    ns: 0,
  },
  {
    name: "nginx's and Apache's access logs",
    line: '::1 - bob [21/Nov/2026:10:00:00 +0100] "GET /" 200',
    ms: Date.UTC(2026, 10, 21, 9),
    ns: 0,
  },
  {
    name: "Apache's error log",
    line: "[Sat Nov 21 10:00:00.123456 2026] [core:error] x",
    ms: local(2026, 10, 21, 10, 0, 0) + 123,
    ns: 456_000,
  },
  { name: "Redis", line: "1234:M 21 Nov 2026 10:00:00.123 * Ready", ms: local(2026, 10, 21, 10, 0, 0) + 123, ns: 0 },
  { name: "klog", line: "E1121 10:00:00.123456       1 main.go:1] x", ms: local(2026, 10, 21, 10, 0, 0) + 123, ns: 456_000 },
  { name: "glog with the year", line: "I20261121 10:00:00.123456 1 x", ms: local(2026, 10, 21, 10, 0, 0) + 123, ns: 456_000 },
  { name: "seconds since 1970", line: "1795255200.25 x", ms: 1_795_255_200_250, ns: 0 },
  { name: "milliseconds since 1970", line: "[1795255200123] x", ms: 1_795_255_200_123, ns: 0 },
  { name: "nanoseconds since 1970", line: "1795255200123456789 x", ms: 1_795_255_200_123, ns: 456_789 },
  {
    name: "a field of JSON",
    line: '{"level":"info","ts":"2026-11-21T10:00:00Z","msg":"x"}',
    ms: Date.UTC(2026, 10, 21, 10),
    ns: 0,
  },
  {
    name: "seconds in JSON, as zap writes them",
    line: '{"level":"info","ts":1795255200.1234567}',
    ms: 1_795_255_200_123,
    ns: 456_700,
  },
  { name: "milliseconds in JSON, as pino writes them", line: '{"level":30,"time":1795255200123}', ms: 1_795_255_200_123, ns: 0 },
  { name: "logfmt", line: "ts=2026-11-21T10:00:00.5Z caller=x level=info", ms: Date.UTC(2026, 10, 21, 10, 0, 0, 500), ns: 0 },
  { name: "logfmt in quotes", line: 'level=info time="2026-11-21 10:00:00" msg=x', ms: local(2026, 10, 21, 10, 0, 0), ns: 0 },
])("the time is read of $name", ({ line, ms, ns }) => {
  expect(createTimeReader()(line, near)).toEqual({ ms, ns });
});

test.each([
  { name: "a stack trace", line: "    at main (app.js:1:1)" },
  { name: "nothing", line: "" },
  { name: "plain words", line: "Started nginx." },
  { name: "a number that is none", line: "12345 files" },
  { name: "a month that there is not", line: "2026-13-21 10:00:00 x" },
  { name: "a minute that there is not", line: "2026-11-21 10:61:00 x" },
])("$name has no time", ({ line }) => {
  expect(createTimeReader()(line, near)).toBeUndefined();
});

test("a line of another way among those of one way is read as well", () => {
  const read = createTimeReader();
  expect(read("2026-11-21T10:00:00Z a", near)?.ms).toBe(Date.UTC(2026, 10, 21, 10));
  expect(read("Nov 21 10:00:01 host b", near)?.ms).toBe(local(2026, 10, 21, 10, 0, 1));
  expect(read("2026-11-21T10:00:02Z c", near)?.ms).toBe(Date.UTC(2026, 10, 21, 10, 0, 2));
});
