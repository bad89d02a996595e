import { describe, expect, test } from "vitest";
import { type Connection, type ConnectionRow, connectionCalls } from "#shared/contract/connections";
import {
  addressHint,
  type ConnectionForm,
  draftOf,
  emptyForm,
  formOf,
  hasTraces,
  isFine,
  knowsAlerts,
  nameFrom,
  problemsOf,
} from "../../../../renderer/pages/connections/form";

const connection: Connection = {
  id: "c1",
  kind: "prometheus",
  name: "prod",
  url: "https://prom.example:9090/prefix",
  auth: { kind: "basic", username: "ada" },
  headerNames: ["X-Scope-OrgID"],
  tls: { caFile: "/etc/ca.pem", skipVerify: true },
  showsAlerts: false,
};
const row: ConnectionRow = {
  ...connection,
  state: { kind: "ok", at: 5 },
  storedSecrets: ["password", "header:X-Scope-OrgID"],
  lockedSecrets: [],
};

test("a connection that is opened and saved as it is changes nothing and touches no secret", () => {
  const { secrets, ...kept } = draftOf(formOf(row));
  expect(kept).toEqual(connection);
  expect(secrets).toEqual({ password: undefined, token: "", headers: undefined });
});

test("a stored header value is shown as stored and never as a value", () => {
  expect(formOf(row).headers).toEqual([{ key: 0, name: "X-Scope-OrgID", value: "", isStored: true }]);
});

test("what is typed into a secret field is sent, and secrets of the kinds not chosen are forgotten", () => {
  const form: ConnectionForm = {
    ...emptyForm,
    url: " http://localhost:9090 ",
    auth: "bearer",
    token: "t0ken",
    password: "left over",
    headers: [
      { key: 1, name: " X-One ", value: "1", isStored: false },
      { key: 2, name: "", value: "", isStored: false },
    ],
  };
  expect(draftOf(form)).toEqual({
    id: undefined,
    kind: "prometheus",
    name: "localhost:9090",
    url: "http://localhost:9090",
    auth: { kind: "bearer" },
    headerNames: ["X-One"],
    tls: { caFile: undefined, skipVerify: false },
    showsAlerts: true,
    traceUrl: undefined,
    secrets: { password: "", token: "t0ken", headers: { "X-One": "1" } },
  });
});

test("every draft that the form lets through is one that the contract takes", () => {
  const form: ConnectionForm = { ...emptyForm, url: "http://localhost:9090" };
  expect(isFine(problemsOf(form))).toBe(true);
  expect(connectionCalls["connections.save"].input.safeParse(draftOf(form)).success).toBe(true);
});

const fine: ConnectionForm = { ...emptyForm, name: "x", url: "http://h:9090" };
const header = (name: string, value = "v") => ({ key: 0, name, value, isStored: false });

test.each<{ name: string; form: ConnectionForm; problems: object }>([
  {
    name: "no address",
    form: { ...fine, url: " " },
    problems: { url: "Say where the server is, such as http://localhost:9090." },
  },
  {
    name: "another scheme",
    form: { ...fine, url: "ftp://localhost:9090" },
    problems: { url: "The address starts with http:// or https://." },
  },
  {
    name: "a scheme without its slashes",
    form: { ...fine, url: "https:prom.example" },
    problems: { url: "The address starts with http:// or https://." },
  },
  {
    name: "a host with a space",
    form: { ...fine, url: "prom example:9090" },
    problems: { url: "This is not an address; one looks like https://host:9090/prefix." },
  },
  {
    name: "a password in an address without a scheme",
    form: { ...fine, url: "ada:pw@h" },
    problems: { url: "Put the user name and password into the fields below, not into the address." },
  },
  {
    name: "half an address",
    form: { ...fine, url: "http://" },
    problems: { url: "This is not an address; one looks like https://host:9090/prefix." },
  },
  {
    name: "a password in the address",
    form: { ...fine, url: "http://ada:pw@h" },
    problems: { url: "Put the user name and password into the fields below, not into the address." },
  },
  {
    name: "basic authentication without a user",
    form: { ...fine, auth: "basic" },
    problems: { username: "Basic authentication needs a user name." },
  },
  { name: "a header without a name", form: { ...fine, headers: [header("")] }, problems: { headers: "A header needs a name." } },
  {
    name: "a header with a space",
    form: { ...fine, headers: [header("X One")] },
    problems: { headers: '"X One" cannot be a header\'s name: letters, digits and dashes only.' },
  },
  {
    name: "a header twice",
    form: { ...fine, headers: [header("X-One"), header("x-one")] },
    problems: { headers: "The header x-one is there twice." },
  },
  {
    name: "an address of traces without the trace",
    form: { ...fine, kind: "loki", traceUrl: "http://jaeger:16686/trace/" },
    problems: { traceUrl: "Put {trace} where the trace's id belongs." },
  },
  {
    name: "an address of traces that is a script",
    form: { ...fine, kind: "loki", traceUrl: "javascript:alert({trace})" },
    problems: { traceUrl: "An address that opens a trace starts with http:// or https://." },
  },
])("$name is told at its field", ({ form, problems }) => {
  expect(problemsOf(form)).toEqual(problems);
  expect(isFine(problemsOf(form))).toBe(false);
});

test.each([
  { url: "https://prom.example/a/b", name: "prom.example" },
  { url: "http://localhost:9090", name: "localhost:9090" },
  { url: "prom.example:9090/prom", name: "prom.example:9090" },
  { url: "two words", name: "" },
])("$url is called $name when no name is given", ({ url, name }) => expect(nameFrom(url)).toBe(name));

test.each([
  { typed: " localhost:9090", url: "http://localhost:9090" },
  { typed: "prom.example:9090/prom", url: "http://prom.example:9090/prom" },
  { typed: "[::1]:9090", url: "http://[::1]:9090" },
])("$typed is taken as $url, and the field says so", ({ typed, url }) => {
  const form = { ...fine, url: typed };
  expect(isFine(problemsOf(form))).toBe(true);
  expect(draftOf(form).url).toBe(url);
  expect(addressHint(form)).toBe(`Will be ${url}`);
});

test.each(["", "two words", "https://prom.example"])("the hint below %j asks for the prefix", (url) => {
  expect(addressHint({ kind: "prometheus", url })).toBe("With its path prefix, when it has one.");
  expect(addressHint({ kind: "loki", url })).toMatch(/^Of Loki itself, or of the gateway before it/);
  expect(addressHint({ kind: "jaeger", url })).toMatch(/port 16686, with its base path/);
  expect(addressHint({ kind: "zipkin", url })).toMatch(/port 9411/);
});

test("an address that opens traces is kept as it is, and forgotten when it is emptied", () => {
  const loki = formOf({ ...row, kind: "loki", traceUrl: "http://j/trace/{trace}" });
  expect(draftOf({ ...loki, traceUrl: " http://j/{trace}?a=b " }).traceUrl).toBe("http://j/{trace}?a=b");
  expect(draftOf({ ...loki, traceUrl: " " }).traceUrl).toBeUndefined();
});

describe("where the logs and the metrics of spans are", () => {
  const spanLinks = { logs: "l1", labels: [{ tag: "service.name", label: "app" }] };
  const jaeger = formOf({ ...row, kind: "jaeger", spanLinks });

  test("goes through the form untouched, also while another kind is chosen", () => {
    expect(draftOf(jaeger).spanLinks).toEqual(spanLinks);
    expect(draftOf({ ...jaeger, kind: "loki" }).spanLinks).toEqual(spanLinks);
    expect(connectionCalls["connections.save"].input.safeParse(draftOf(jaeger)).success).toBe(true);
  });

  test("is nothing where nothing is said", () => {
    expect(draftOf(formOf({ ...row, kind: "zipkin" })).spanLinks).toBeUndefined();
    expect(draftOf({ ...jaeger, spanLinks: { labels: [{ tag: " ", label: "" }] } }).spanLinks).toBeUndefined();
  });

  test("with half a pair is told at its field, of servers that keep traces", () => {
    const half = { ...jaeger, spanLinks: { labels: [{ tag: "service.name", label: "" }] } };
    expect(problemsOf(half).spanLinks).toBe("Say which label the tag service.name is.");
    expect(isFine(problemsOf({ ...half, kind: "prometheus" }))).toBe(true);
  });
});

test.each([
  { kind: "prometheus" as const, knows: true, has: false },
  { kind: "alertmanager" as const, knows: true, has: false },
  { kind: "loki" as const, knows: false, has: false },
  { kind: "jaeger" as const, knows: false, has: true },
  { kind: "zipkin" as const, knows: false, has: true },
])("$kind knows alerts: $knows; has traces: $has", ({ kind, knows, has }) => {
  expect([knowsAlerts(kind), hasTraces(kind)]).toEqual([knows, has]);
});
