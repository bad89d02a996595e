import { describe, expect, test } from "vitest";
import { readReceivers } from "../../../../electron/engine/receivers/import-receivers";
import { YamlReader } from "../../../../electron/engine/yaml/yaml-reader";

function read(text: string, options: { isLenient?: boolean } = {}) {
  const reader = new YamlReader(text, options);
  const file = reader.fields(reader.root, "the file", { from: 0, to: 0 }) ?? new Map();
  const { receivers, secrets, leftOut } = readReceivers(reader, file);
  return {
    /** Ids are made up anew each time; secrets stand at their integrations. */
    receivers: receivers.map(({ name, integrations }) => ({
      name,
      integrations: integrations.map(({ id, ...rest }) => ({ ...rest, secrets: Object.fromEntries(secrets.get(id) ?? []) })),
    })),
    leftOut,
    mistakes: reader.diagnostics.map(({ message, place }) => `${place.line}:${place.column} ${message}`),
  };
}

const one = (config: string, global = "") => read(`${global}receivers:\n- name: ops\n${config.replaceAll(/^/gm, "  ")}\n`);

describe("a webhook", () => {
  test("keeps its address, and its credentials as secrets", () => {
    const { receivers, mistakes, leftOut } = one(`webhook_configs:
- url: http://hooks.example/alerts
  max_alerts: 20
  http_config: {basic_auth: {username: ann, password: pw}, tls_config: {ca_file: /etc/ca.pem, insecure_skip_verify: true}}`);
    expect({ mistakes, leftOut }).toEqual({ mistakes: [], leftOut: [] });
    expect(receivers[0]?.integrations).toEqual([
      {
        kind: "webhook",
        url: "http://hooks.example/alerts",
        sendResolved: true,
        maxAlerts: 20,
        auth: { kind: "basic", username: "ann" },
        headerNames: [],
        tls: { caFile: "/etc/ca.pem", skipVerify: true },
        secrets: { password: "pw" },
      },
    ]);
  });

  test.each([
    { name: "a key in its query", url: "https://h.example/a?key=1" },
    { name: "a key in its path", url: "https://h.example/hooks/3f9a7c21b8e04d5f9a7c21b8e04d" },
  ])("with $name keeps the whole address as a secret", ({ url }) => {
    expect(one(`webhook_configs: [{url: '${url}'}]`).receivers[0]?.integrations[0]).toMatchObject({ url: "", secrets: { url } });
  });

  test("with a login in its address keeps the two apart", () => {
    expect(one("webhook_configs: [{url: 'http://ann:p%40w@h.example/a'}]").receivers[0]?.integrations[0]).toMatchObject({
      url: "http://h.example/a",
      auth: { kind: "basic", username: "ann" },
      secrets: { password: "p@w" },
    });
  });
});

describe("what stands in global", () => {
  const global = `global:
  smtp_smarthost: 'smtp.example.org:587'
  smtp_from: am@example.org
  smtp_auth_username: am
  smtp_auth_password: pw
  slack_api_url: https://hooks.slack.example/services/T/B/x
  pagerduty_url: https://events.eu.pagerduty.com/v2/enqueue
`;

  test("is taken over by what has none of its own, with Alertmanager's defaults", () => {
    const { receivers, mistakes } = one(
      "slack_configs: [{channel: '#ops'}]\nemail_configs: [{to: a@example.org}]\npagerduty_configs: [{routing_key: k}]",
      global,
    );
    expect(mistakes).toEqual([]);
    expect(receivers[0]?.integrations).toMatchObject([
      {
        kind: "slack",
        mode: "webhook",
        channel: "#ops",
        sendResolved: false,
        secrets: { webhookUrl: "https://hooks.slack.example/services/T/B/x" },
      },
      {
        kind: "email",
        host: "smtp.example.org",
        port: 587,
        security: "starttls",
        username: "am",
        sendResolved: false,
        secrets: { password: "pw" },
      },
      { kind: "pagerduty", url: "https://events.eu.pagerduty.com/v2/enqueue", sendResolved: true, secrets: { routingKey: "k" } },
    ]);
  });

  test.each([
    { name: "port 465", config: "smarthost: 'h:465'", security: "tls" },
    { name: "require_tls: false", config: "require_tls: false", security: "opportunistic" },
    { name: "force_implicit_tls", config: "force_implicit_tls: true", security: "tls" },
  ])("an e-mail with $name is sent by $security", ({ config, security }) => {
    const { receivers } = one(`email_configs:\n- to: a@example.org\n  ${config}`, global);
    expect(receivers[0]?.integrations[0]).toMatchObject({ security });
  });
});

test("Slack as a bot is one by app_token and by the API's address with a bearer token", () => {
  const { receivers, mistakes } = one(`slack_configs:
- {app_token: xoxb-1, channel: '#a'}
- {api_url: 'https://slack.com/api/chat.postMessage', channel: '#b', http_config: {authorization: {credentials: xoxb-2}}}`);
  expect(mistakes).toEqual([]);
  expect(receivers[0]?.integrations).toMatchObject([
    { mode: "bot", apiUrl: "https://slack.com/api", channel: "#a", secrets: { token: "xoxb-1" } },
    { mode: "bot", apiUrl: "https://slack.com/api", channel: "#b", secrets: { token: "xoxb-2" } },
  ]);
});

test("Slack's global token is used where the global address is the API's, or there is none", () => {
  const global = "global: {slack_app_token: xoxb-g, slack_api_url: 'https://slack.com/api/chat.postMessage'}\n";
  const { receivers, mistakes } = one(
    `slack_configs:
- {channel: '#a'}
- {channel: '#b', app_token: xoxb-own}
- {channel: '#c', http_config: {authorization: {credentials: xoxb-http}}}
- {api_url: 'https://hooks.slack.example/x'}`,
    global,
  );
  expect(mistakes).toEqual([]);
  expect(receivers[0]?.integrations).toMatchObject([
    { mode: "bot", secrets: { token: "xoxb-g" } },
    { mode: "bot", secrets: { token: "xoxb-own" } },
    { mode: "bot", secrets: { token: "xoxb-http" } },
    { mode: "webhook", secrets: { webhookUrl: "https://hooks.slack.example/x" } },
  ]);
});

test("templates are kept, but for Alertmanager's own defaults", () => {
  const { receivers } = one(`slack_configs:
- api_url: https://h.example/x
  title: '{{ template "slack.default.title" . }}'
  text: '{{ range .Alerts }}{{ .Annotations.summary }}{{ end }}'
  color: '{{ if eq .Status "firing" }}danger{{ else }}good{{ end }}'
email_configs:
- {to: a@b.c, from: a@b.c, smarthost: 'h:25', headers: {Subject: 'Hi {{ .Status }}'}}`);
  expect(receivers[0]?.integrations).toMatchObject([
    { title: "", color: "", text: "{{ range .Alerts }}{{ .Annotations.summary }}{{ end }}" },
    { subject: "Hi {{ .Status }}", html: "" },
  ]);
});

test("what Watchdeck does not have is left out with its line, what to do, and nothing else is lost", () => {
  const { receivers, leftOut, mistakes } = one(`opsgenie_configs: [{api_key: k}]
discord_configs: [{webhook_url: x}]
webhook_configs:
- url_file: /run/secret
- url: https://h.example/a
  http_config: {oauth2: {client_id: c}}
- {url: 'https://h.example/b', http_config: {bearer_token_file: /run/token}}
pagerduty_configs:
- service_key: old
- routing_key: <secret>`);
  expect(mistakes).toEqual([]);
  expect(receivers[0]?.integrations.map(({ kind }) => kind)).toEqual(["webhook", "webhook", "webhook", "pagerduty"]);
  expect(leftOut).toEqual([
    "Line 6, url_file of the webhook config of ops: secrets are not read from files: enter it in the receiver.",
    "Line 8, oauth2 of http_config of the webhook config of ops: Watchdeck has no such thing.",
    "Line 9, bearer_token_file of http_config of the webhook config of ops: secrets are not read from files: enter it in the receiver.",
    "Line 11, the PagerDuty config of ops: it uses the Events API v1: make an integration of Events API v2 in PagerDuty and enter its key.",
    "Line 12, routing_key of the PagerDuty config of ops: the file holds <secret> in its place, as Alertmanager shows its configuration: enter it in the receiver.",
    "Line 4, discord_configs of a receiver: Discord takes Slack's messages: make a Slack receiver with the webhook's address and /slack behind it.",
    "Line 3, opsgenie_configs of a receiver: Watchdeck has no such receiver; a webhook may reach it.",
  ]);
});

test("every mistake is told at its place, all at once", () => {
  const { mistakes } = read(`global: {smtp_hellow: x}
receivers:
- name: a
  webhook_configs:
  - {url: 'ftp://x', max_alerts: many}
  - {send_resolved: maybe}
  slack_configs:
  - api_url: https://h.example/x
    title: '{{ .Status | shout }}'
- name: a
- {}
- name: b
  email_configs: [{to: a@b.c, from: a@b.c}]
  fax_configs: []
`);
  expect(mistakes).toEqual([
    expect.stringMatching(/^1:10 global has no field "smtp_hellow"/),
    "5:11 The address has to start with http:// or https://.",
    '5:34 max_alerts is a whole number, not "many"',
    "6:5 a webhook needs a url",
    '6:21 send_resolved is true or false, not "maybe"',
    expect.stringMatching(/^9:\d+ the template is wrong: function "shout" not defined$/),
    '10:3 there are two receivers named "a"',
    expect.stringMatching(/^11:3 a receiver needs a name$/),
    expect.stringMatching(/^14:3 a receiver has no field "fax_configs"/),
    expect.stringMatching(/^13:19 an e-mail needs a smarthost with its port/),
  ]);
});

test.each([
  {
    name: "a secret and its file",
    config: "webhook_configs: [{url: 'http://a', url_file: /b}]",
    say: "3:39 give either url or url_file, not both",
  },
  {
    name: "two ways to say who it is",
    config: "webhook_configs: [{url: 'http://a', http_config: {bearer_token: t, basic_auth: {username: u}}}]",
    say: "3:52 give one of basic_auth, authorization, oauth2 and bearer_token, not several",
  },
  {
    name: "a webhook that is to update its message",
    config: "slack_configs: [{api_url: 'https://h.example/x', update_message: true}]",
    say: /^3:\d+ only a bot can update its message/,
  },
])("$name is a mistake, as in Alertmanager", ({ config, say }) => {
  const { mistakes } = one(config);
  expect(mistakes).toHaveLength(1);
  expect(mistakes[0]).toMatch(say);
});

test("an e-mail that lacks its server, with fields that people write, is taken over with warnings, and is a mistake to Alertmanager", () => {
  const text = "receivers:\n- name: ops\n  email_configs: [{to: a@b.c, subject: 'Hi {{ .Status }}', body: 'All of it'}]\n";
  const { receivers, mistakes } = read(text, { isLenient: true });
  expect(receivers[0]?.integrations[0]).toMatchObject({
    to: "a@b.c",
    host: "",
    from: "",
    subject: "Hi {{ .Status }}",
    text: "All of it",
  });
  expect(mistakes).toEqual(read(text).mistakes);
  expect(mistakes).toHaveLength(4);
  expect(read(text).receivers[0]?.integrations[0]).toMatchObject({ subject: "", text: "" });
});
