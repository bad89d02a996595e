import { describe, expect, test } from "vitest";
import { type IntegrationOf, integrationSchema } from "#shared/contract/receivers";
import { readAddresses } from "../../../../electron/engine/receivers/email/addresses";
import { emailMessage } from "../../../../electron/engine/receivers/email/message";
import { tlsMode } from "../../../../electron/engine/receivers/email/tls-mode";
import { aGroup, anAlert } from "../../../support/receiver-parts";

const email = (rest: object = {}) =>
  integrationSchema.parse({
    kind: "email",
    id: "e",
    to: "ops@example.org",
    from: "Watch <w@example.org>",
    host: "smtp.example.org",
    ...rest,
  }) as IntegrationOf<"email">;
const messageOf = (group = aGroup(), rest: object = {}, first?: string) => emailMessage(email(rest), group, first).message;

test("a subject is one line, whatever labels hold", () => {
  const group = aGroup({ groupLabels: { a: "x\r\nBcc: victim@example.org\u2028y\u0000z\u202egnp" } });
  expect(messageOf(group).subject).toBe("[FIRING:1] x Bcc: victim@example.org y zgnp (DiskFull critical)");
});

test("the HTML part holds no element that a label brought along, also where a template wrote it", () => {
  const evil = '"><script>alert(1)</script>';
  const group = aGroup({ commonLabels: { evil }, alerts: [anAlert({ evil }, { annotations: { summary: evil } })] });
  for (const html of ["", '<p title="{{ .CommonLabels.evil }}">{{ (index .Alerts 0).Annotations.summary }}</p>']) {
    const sent = messageOf(group, { html }).html;
    expect(sent).not.toContain("<script>");
    expect(sent).toMatch(/&lt;script|\\u003cscript|&#34;/);
  }
});

test("a retry has the id of the first try, another notification another one", () => {
  expect(messageOf().messageId).toBe("<watchdeck.n1@example.org>");
  expect(messageOf(aGroup({ id: "a/b>\r\nX: y" })).messageId).toBe("<watchdeck.a-b---X--y@example.org>");
});

test("a later mail answers the group's first", () => {
  expect(messageOf(aGroup(), {}, "<first@example.org>").inReplyTo).toBe("<first@example.org>");
  expect(messageOf()).not.toHaveProperty("inReplyTo");
});

test("whoever writes a plain text alone is sent that alone", () => {
  expect(messageOf(aGroup(), { text: "{{ .Status }}" })).toMatchObject({ text: "firing", html: "" });
});

describe("addresses", () => {
  test.each([
    { text: "a@example.org", read: [{ name: "", address: "a@example.org" }] },
    {
      text: 'Ops <ops@example.org>; "Doe, Jane" <jane@example.org>,\nc@example.org,',
      read: [
        { name: "Ops", address: "ops@example.org" },
        { name: "Doe, Jane", address: "jane@example.org" },
        { name: "", address: "c@example.org" },
      ],
    },
  ])("$text are read", ({ text, read }) => expect(readAddresses(text, "The recipient")).toEqual(read));

  test.each([
    { text: "", say: "The recipient needs an address, such as ops@example.org." },
    { text: "ops", say: 'The recipient holds "ops", which is no address; one looks like ops@example.org.' },
    { text: "a@example.org> RCPT TO:<b@example.org", say: /which is no address/ },
    { text: "a@exam\u0000ple.org", say: /which is no address/ },
  ])("$text is refused in a sentence", ({ text, say }) => expect(() => readAddresses(text, "The recipient")).toThrow(say));
});

describe("TLS", () => {
  const elsewhere = "smtp.example.org";
  test.each([
    { security: "tls", username: "", host: elsewhere, mode: { secure: true } },
    { security: "starttls", username: "", host: elsewhere, mode: { secure: false, requireTLS: true } },
    { security: "starttls", username: "", host: "127.0.0.1", mode: { secure: false, requireTLS: true } },
    { security: "opportunistic", username: "", host: elsewhere, mode: { secure: false, opportunisticTLS: true } },
    { security: "opportunistic", username: "ann", host: elsewhere, mode: { secure: false, requireTLS: true } },
    { security: "opportunistic", username: "ann", host: "localhost", mode: { secure: false, opportunisticTLS: true } },
    { security: "none", username: "ann", host: elsewhere, mode: { secure: false, requireTLS: true } },
    { security: "none", username: "", host: elsewhere, mode: { secure: false, ignoreTLS: true } },
  ] as const)("with $security, user “$username” at $host", ({ mode, ...chosen }) => expect(tlsMode(chosen)).toEqual(mode));
});
