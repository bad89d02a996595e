// What far sides answer, and how little of it is believed.
import { describe, expect, test } from "vitest";
import { readRetryAfter } from "../../../../electron/engine/receivers/http-post";
import { attemptFrom } from "../../../../electron/engine/receivers/http-status";
import { sayError } from "../../../../electron/engine/receivers/slack/answers";
import { secretPartsOf } from "../../../../electron/engine/receivers/web-address";
import { blot, blotted, excerpt } from "../../../../electron/engine/receivers/words";

const at = (status: number, rest: { body?: string; retryAfterMs?: number } = {}) =>
  attemptFrom({ status, body: "", retryAfterMs: undefined, ...rest }, { name: "h.example", secrets: ["hunter22"] });

test.each([
  { status: 200, outcome: { kind: "sent", say: "h.example took it (200)" } },
  { status: 204, outcome: { kind: "sent", say: "h.example took it (204)" } },
  { status: 400, body: "no", outcome: { kind: "hopeless", say: "h.example refused it (400): no" } },
  { status: 401, outcome: { kind: "hopeless", say: "h.example refused it (401); check the credentials of the receiver" } },
  { status: 404, outcome: { kind: "hopeless", say: "h.example refused it (404); check the address of the receiver" } },
  { status: 408, outcome: { kind: "again", say: "h.example answered 408" } },
  {
    status: 413,
    outcome: { kind: "hopeless", say: "h.example refused it (413); limit the number of alerts in one message" },
  },
  { status: 429, retryAfterMs: 5000, outcome: { kind: "again", say: "h.example asks to be sent less (429)", afterMs: 5000 } },
  { status: 502, body: "<html><h1>Bad", outcome: { kind: "again", say: "h.example answered 502: a web page" } },
  { status: 503, retryAfterMs: 1000, outcome: { kind: "again", say: "h.example answered 503", afterMs: 1000 } },
])("$status means: $outcome.say", ({ outcome, status, ...rest }) => expect(at(status, rest)).toEqual(outcome));

test("an answer that repeats a secret in the place of Slack's word for an error is told without it", () => {
  expect(sayError("not_in_channel", [])).toMatch(/invite it/);
  expect(sayError("bad token xoxb-hunter22", ["xoxb-hunter22"])).toBe(`bad token ${blotted}`);
});

test.each([
  { what: "the whole address", body: "no hook at https://h.example/services/T0/B0/XXXXXXXXXXXXXXXX" },
  { what: "the path that was asked for", body: '{"message":"Route POST:/services/T0/B0/XXXXXXXXXXXXXXXX not found"}' },
  { what: "the token in it", body: "unknown token XXXXXXXXXXXXXXXX" },
])("an answer that repeats $what of a secret address is told without the token", ({ body }) => {
  const secrets = secretPartsOf("https://h.example/services/T0/B0/XXXXXXXXXXXXXXXX");
  const { say } = attemptFrom({ status: 404, body, retryAfterMs: undefined }, { name: "h.example", secrets });
  expect(say).toContain(blotted);
  expect(say).not.toContain("XXXX");
});

describe("Retry-After", () => {
  const now = Date.UTC(2026, 10, 21, 8);
  test.each([
    { text: null, ms: undefined },
    { text: "30", ms: 30_000 },
    { text: " 0 ", ms: 0 },
    { text: "Sat, 21 Nov 2026 08:01:00 GMT", ms: 60_000 },
    { text: "Sat, 21 Nov 2026 07:00:00 GMT", ms: 0 },
    { text: "soon", ms: undefined },
  ])("$text is $ms ms", ({ text, ms }) => expect(readRetryAfter(text, now)).toBe(ms));
});

test("an answer in a sentence is one line without what would turn it around, and not long", () => {
  expect(excerpt("a\r\nb\u0000\u202ec")).toBe("a b c");
  expect(excerpt("x".repeat(5000))).toHaveLength(201);
});

test("secrets that come back are blotted out, the longer one first; a text as short as a word is none", () => {
  expect(blot("Bearer abcd1234 and abcd", ["abcd", "abcd1234"])).toBe("Bearer •••••• and ••••••");
  expect(blot("a b c", ["a"])).toBe("a b c");
});
