import { describe, expect, test } from "vitest";
import { integrationSchema } from "#shared/contract/receivers";
import {
  describeState,
  describeTarget,
  describeUse,
  type IntegrationRow,
  marksOf,
} from "../../../../../renderer/pages/alerts/receivers/words";

const row = (integration: object, rest: Partial<IntegrationRow> = {}): IntegrationRow =>
  ({
    ...integrationSchema.parse({ id: "i", ...integration }),
    state: { kind: "unused", waiting: 0 },
    storedSecrets: [],
    lockedSecrets: [],
    ...rest,
  }) as IntegrationRow;
const mail = { kind: "email", to: "a@b.c", from: "w@b.c", host: "smtp.b.c" };

test.each([
  { integration: { kind: "webhook", url: "https://h.example/a" }, say: "https://h.example/a" },
  { integration: { kind: "webhook", url: "" }, say: "a secret address" },
  { integration: { kind: "slack", channel: "#ops" }, say: "#ops · by webhook" },
  { integration: { kind: "slack", mode: "bot", channel: "#ops" }, say: "#ops · as a bot" },
  { integration: mail, say: "a@b.c · by smtp.b.c:587" },
  { integration: { kind: "pagerduty" }, say: "events.pagerduty.com" },
])("where it goes: $say", ({ integration, say }) => expect(describeTarget(row(integration))).toBe(say));

describe("how it has been doing", () => {
  test.each([
    { state: { kind: "unused", waiting: 0 }, words: { state: "unknown", word: "not used yet" } },
    {
      state: { kind: "ok", at: 5, say: "h took it (200)", waiting: 0 },
      words: { state: "ok", word: "works", detail: "h took it (200)", at: 5 },
    },
    {
      state: { kind: "failing", at: 5, say: "h answered 500", waiting: 2 },
      words: { state: "critical", word: "failing", detail: "h answered 500 · 2 messages wait to be tried again", at: 5 },
    },
  ] as const)("$words.word", ({ state, words }) =>
    expect(describeState({ state })).toEqual({ detail: undefined, at: undefined, ...words }),
  );
});

describe("marks", () => {
  test.each([
    { name: "nothing", of: row({ kind: "webhook", url: "https://h.example" }), marks: [] },
    { name: "http to elsewhere", of: row({ kind: "webhook", url: "http://h.example" }), marks: ["sent unencrypted"] },
    { name: "http to this machine", of: row({ kind: "webhook", url: "http://127.0.0.1:1" }), marks: [] },
    { name: "mail without TLS", of: row({ ...mail, security: "none" }), marks: ["sent unencrypted"] },
    { name: "an unchecked certificate", of: row({ ...mail, skipVerify: true }), marks: ["certificate not checked"] },
    {
      name: "locked secrets",
      of: row({ kind: "slack" }, { storedSecrets: ["token"], lockedSecrets: ["token"] }),
      marks: ["secrets locked"],
    },
  ])("of $name: $marks", ({ of, marks }) => expect(marksOf(of, true).map(({ text }) => text)).toEqual(marks));

  test("say where secrets are not encrypted", () =>
    expect(marksOf(row({ kind: "slack" }, { storedSecrets: ["webhookUrl"] }), false).map(({ text }) => text)).toEqual([
      "secrets not encrypted",
    ]));
});

test.each([
  [0, "no route names it"],
  [1, "1 route"],
  [3, "3 routes"],
])("used by %i: %s", (count, say) => expect(describeUse(count)).toBe(say));
