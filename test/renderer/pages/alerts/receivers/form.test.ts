import { describe, expect, test } from "vitest";
import { type IntegrationKind, integrationSchema, type ReceiverRow, receiverCalls } from "#shared/contract/receivers";
import {
  draftOf,
  emptyForm,
  formOf,
  freeName,
  type IntegrationForm,
  nameProblem,
  newIntegration,
  problemsOf,
} from "../../../../../renderer/pages/alerts/receivers/form";

const kinds: IntegrationKind[] = ["webhook", "slack", "email", "pagerduty", "native"];

const row = (integration: object, storedSecrets: string[] = [], lockedSecrets: string[] = []): ReceiverRow => ({
  name: "ops",
  usedBy: 0,
  integrations: [
    { ...integrationSchema.parse(integration), state: { kind: "unused", waiting: 0 }, storedSecrets, lockedSecrets },
  ],
});
const webhook = {
  kind: "webhook",
  id: "w",
  url: "https://h.example/a",
  auth: { kind: "bearer" },
  headerNames: ["X-Team"],
  tls: { caFile: "/ca.pem", skipVerify: false },
};

test("a receiver that is opened and saved as it is changes nothing and touches no secret", () => {
  expect(draftOf(formOf(row(webhook, ["token", "header:X-Team"])))).toEqual({
    receiver: { name: "ops", integrations: [integrationSchema.parse(webhook)] },
    secrets: {},
  });
});

test.each(kinds)("a new %s is something that the engine understands", (kind) => {
  const { receiver } = draftOf({ ...emptyForm, name: "a", integrations: [newIntegration(kind, "i")] });
  expect(receiverCalls["receivers.preview"].input.safeParse({ receiver, integrationId: "i" }).success).toBe(true);
});

test("what is typed into secret fields goes in by the integration that uses it, and nothing else does", () => {
  const form = formOf(row(webhook));
  const [integration] = form.integrations as [IntegrationForm];
  const typed = {
    ...integration,
    secrets: { token: "t", password: "of another kind", "header:X-Team": "", "header:X-Gone": "x" },
  };
  expect(draftOf({ ...form, integrations: [typed] }).secrets).toEqual({ w: { token: "t" } });
});

test("an address that is made a secret leaves the settings and goes in with the secrets", () => {
  const form = formOf(row(webhook));
  const [integration] = form.integrations as [IntegrationForm];
  const secret = { ...integration, isAddressSecret: true, secrets: { url: "https://h.example/key" } };
  const { receiver, secrets } = draftOf({ ...form, integrations: [secret] });
  expect(receiver.integrations[0]).toMatchObject({ url: "" });
  expect(secrets).toEqual({ w: { url: "https://h.example/key" } });
});

test("a webhook whose address was stored as a secret is opened as one, without the address", () => {
  const [integration] = formOf(row({ ...webhook, url: "" }, ["url"])).integrations as [IntegrationForm];
  expect(integration).toMatchObject({ isAddressSecret: true, secrets: {} });
  expect(problemsOf(integration)).toEqual({});
});

test("spaces around what was typed are no part of it, and an empty CA file is none", () => {
  const form = formOf(row({ kind: "email", id: "e", to: "a@b.c", from: "a@b.c", host: " smtp.b.c ", caFile: " " }));
  expect(draftOf({ ...form, name: " ops " }).receiver).toEqual({
    name: "ops",
    integrations: [integrationSchema.parse({ kind: "email", id: "e", to: "a@b.c", from: "a@b.c", host: "smtp.b.c" })],
  });
});

describe("what is missing is told at its field", () => {
  test.each([
    { name: "a webhook without an address", integration: { kind: "webhook", id: "i", url: "" }, fields: ["url"], isNew: true },
    { name: "a webhook with a wrong one", integration: { kind: "webhook", id: "i", url: "h.example" }, fields: ["url"] },
    { name: "Slack without its address", integration: { kind: "slack", id: "i" }, fields: ["webhookUrl"] },
    { name: "a bot", integration: { kind: "slack", id: "i", mode: "bot" }, fields: ["channel", "token"] },
    {
      name: "an e-mail",
      integration: { kind: "email", id: "i", to: "", from: "", host: "", username: "u" },
      fields: ["to", "from", "host", "password"],
    },
    { name: "PagerDuty without a key", integration: { kind: "pagerduty", id: "i" }, fields: ["routingKey"] },
    { name: "a whole webhook", integration: webhook, fields: [] },
  ])("$name: $fields", ({ integration, fields }) => {
    const [form] = formOf(row(integration)).integrations as [IntegrationForm];
    expect(Object.keys(problemsOf({ ...form, isAddressSecret: false }))).toEqual(fields);
  });

  test("a stored secret is there, one that cannot be opened is not", () => {
    const [stored] = formOf(row({ kind: "pagerduty", id: "i" }, ["routingKey"])).integrations as [IntegrationForm];
    const [locked] = formOf(row({ kind: "pagerduty", id: "i" }, ["routingKey"], ["routingKey"])).integrations as [
      IntegrationForm,
    ];
    expect(problemsOf(stored)).toEqual({});
    expect(problemsOf(locked)).toHaveProperty("routingKey");
  });
});

test("a name must be there and free; its own is", () => {
  expect(nameProblem({ name: " ", was: undefined }, [])).toBe("A receiver needs a name, by which routes call it.");
  expect(nameProblem({ name: "a", was: undefined }, ["a"])).toBe("There is a receiver of this name already.");
  expect(nameProblem({ name: "a", was: "a" }, ["a"])).toBeUndefined();
});

test("a name is offered that nobody has", () => expect(freeName("Slack", ["slack", "slack-2"])).toBe("slack-3"));
