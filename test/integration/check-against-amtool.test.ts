// `watchdeck check` of an alertmanager.yml against `amtool check-config`: the same files accepted, the same refused. Where the two
// differ on purpose, the reason stands in the table.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { checkAlertmanagerFile } from "../../electron/engine/routing/read-config";
import { isOnPath } from "../support/programs";
import { suite } from "../support/suite";

const two = "receivers: [{name: a}, {name: b}]\n";
const route = (fields: string) => `route:\n  receiver: a\n${fields.replaceAll(/^/gm, "  ")}\n${two}`;
const child = (fields: string) => route(`routes:\n- ${fields.replaceAll("\n", "\n  ")}`);
const receiver = (fields: string, global = "") =>
  `${global}route: {receiver: a}\nreceivers:\n- name: a\n${fields.replaceAll(/^/gm, "  ")}\n`;
const inhibit = (fields: string) => `route: {receiver: a}\n${two}inhibit_rules:\n- ${fields.replaceAll("\n", "\n  ")}\n`;
const interval = (fields: string) =>
  `${route("routes:\n- mute_time_intervals: [off]")}time_intervals:\n- name: off\n  time_intervals:\n  - ${fields.replaceAll("\n", "\n    ")}\n`;
const slackUrl = "slack_configs:\n- api_url: http://hooks.example/x\n  channel: '#a'\n";
const mail = "email_configs:\n- to: a@example.org\n";
const smtp = "global:\n  smtp_smarthost: mail.example.org:587\n  smtp_from: w@example.org\n";

interface Case {
  name: string;
  text: string;
  /** The first minor version of Alertmanager 0 that says so. */
  since?: number;
  /** We say otherwise than amtool, and why. */
  differs?: string;
}

const cases: Case[] = [
  { name: "a receiver and a route", text: `route: {receiver: a}\n${two}` },
  { name: "an empty file", text: "" },
  { name: "no route", text: two },
  { name: "a route without a receiver", text: `route: {}\n${two}` },
  { name: "a receiver that is not there", text: `route: {receiver: c}\n${two}` },
  { name: "a child's receiver that is not there", text: child("receiver: c") },
  { name: "no receivers", text: "route: {receiver: a}\n" },
  { name: "a receiver's name twice", text: "route: {receiver: a}\nreceivers: [{name: a}, {name: a}]\n" },
  { name: "a receiver without a name", text: "route: {receiver: a}\nreceivers: [{name: a}, {}]\n" },
  { name: "an unknown field at the top", text: `routes: []\nroute: {receiver: a}\n${two}` },
  { name: "an unknown field in a route", text: route("reciever: b") },
  { name: "broken YAML", text: "route: [\n" },
  { name: "a list", text: "- route\n" },

  { name: "timings", text: route("group_wait: 10s\ngroup_interval: 1m\nrepeat_interval: 4h") },
  { name: "a timing without a unit", text: route("group_wait: 10") },
  { name: "a group_interval of nothing", text: route("group_interval: 0s") },
  { name: "a repeat_interval of nothing", text: route("repeat_interval: 0s") },
  { name: "a group_wait of nothing", text: route("group_wait: 0s") },
  { name: "group_by", text: route("group_by: [alertname, job]") },
  { name: "group_by of everything", text: route("group_by: ['...']") },
  { name: "group_by of everything and more", text: route("group_by: ['...', job]") },
  { name: "group_by with a label twice", text: route("group_by: [job, job]") },
  { name: "group_by that is a text", text: route("group_by: job") },

  { name: "matchers", text: child("matchers: ['a=b', 'c=~\"d.*\"', 'e!=f', 'g!~\"h\"']") },
  { name: "matchers in braces", text: child('matchers: [\'{a="b", c=~"d"}\']') },
  { name: "a matcher without an operator", text: child("matchers: ['a']") },
  { name: "a matcher with a wrong expression", text: child("matchers: ['a=~\"(\"']") },
  { name: "a matcher with an expression that only RE2 refuses", text: child("matchers: ['a=~\"(?=b)\"']") },
  { name: "matchers at the root", text: route("matchers: ['a=b']") },
  { name: "match and match_re", text: child("match: {a: b}\nmatch_re: {c: 'd.*'}") },
  { name: "match_re with a wrong expression", text: child("match_re: {c: '('}") },
  { name: "match with a wrong label", text: child("match: {'a-b': c}"), since: 27 },
  { name: "match at the root", text: route("match: {a: b}") },
  { name: "continue", text: child("continue: true\nreceiver: b") },
  { name: "continue at the root", text: route("continue: true") },
  { name: "routes in routes", text: child("receiver: b\nroutes:\n- matchers: ['a=b']") },

  { name: "an inhibition", text: inhibit("source_matchers: ['a=b']\ntarget_matchers: ['c=d']\nequal: [job]") },
  { name: "an inhibition in the old form", text: inhibit("source_match: {a: b}\ntarget_match_re: {c: d}") },
  { name: "an inhibition with a wrong matcher", text: inhibit("source_matchers: ['a']") },
  { name: "an inhibition with an unknown field", text: inhibit("source: {a: b}") },

  { name: "times", text: interval("times: [{start_time: '09:00', end_time: '17:00'}]") },
  { name: "times until midnight", text: interval("times: [{start_time: '22:00', end_time: '24:00'}]") },
  { name: "times over midnight", text: interval("times: [{start_time: '22:00', end_time: '06:00'}]") },
  { name: "times of other forms", text: interval("times: [{start_time: '9:00', end_time: '17:00'}]") },
  { name: "times without an end", text: interval("times: [{start_time: '09:00'}]") },
  { name: "weekdays", text: interval("weekdays: ['monday:friday', 'Sunday']") },
  { name: "weekdays backwards", text: interval("weekdays: ['friday:monday']") },
  { name: "weekdays of another tongue", text: interval("weekdays: ['montag']") },
  { name: "days of the month", text: interval("days_of_month: ['1:5', '-3:-1', '31']") },
  { name: "a day 32", text: interval("days_of_month: ['32']") },
  { name: "a day 0", text: interval("days_of_month: ['0']") },
  { name: "days of the month backwards", text: interval("days_of_month: ['5:1']") },
  { name: "a day from the end to the beginning", text: interval("days_of_month: ['-1:5']") },
  { name: "months", text: interval("months: ['january:march', '12']") },
  { name: "a month 13", text: interval("months: ['13']"), differs: "there is no such month" },
  { name: "years", text: interval("years: ['2024:2030']") },
  { name: "a location", text: interval("location: Europe/Berlin\nweekdays: [monday]") },
  { name: "a location that is none", text: interval("location: Europe/Atlantis") },
  { name: "an interval that is not there", text: child("mute_time_intervals: [none]") },
  { name: "an active interval that is not there", text: child("active_time_intervals: [none]") },
  { name: "an interval's name twice", text: `${interval("weekdays: [monday]")}- name: off\n` },
  { name: "an interval without a name", text: `route: {receiver: a}\n${two}time_intervals:\n- time_intervals: []\n` },
  {
    name: "an interval at the root",
    text: `${interval("weekdays: [monday]").replace("receiver: a", "receiver: a\n  mute_time_intervals: [off]")}`,
  },

  { name: "a webhook", text: receiver("webhook_configs:\n- url: http://hook.example/x") },
  { name: "a webhook without a URL", text: receiver("webhook_configs:\n- {}") },
  { name: "a webhook to a file", text: receiver("webhook_configs:\n- url: ftp://hook.example/x") },
  { name: "a webhook with an unknown field", text: receiver("webhook_configs:\n- url: http://h/x\n  urk: 1") },
  {
    name: "a webhook with a login",
    text: receiver("webhook_configs:\n- url: http://h/x\n  http_config: {basic_auth: {username: u, password: p}}"),
  },
  {
    name: "a webhook with two logins",
    text: receiver(
      "webhook_configs:\n- url: http://h/x\n  http_config: {basic_auth: {username: u}, authorization: {credentials: c}}",
    ),
  },
  { name: "Slack", text: receiver(slackUrl) },
  {
    name: "Slack with the URL of all",
    text: receiver("slack_configs:\n- channel: '#a'", "global: {slack_api_url: 'http://hooks.example/x'}\n"),
  },
  { name: "Slack without a URL", text: receiver("slack_configs:\n- channel: '#a'") },
  { name: "e-mail", text: receiver(mail, smtp) },
  { name: "e-mail without a host", text: receiver(mail) },
  { name: "e-mail without a sender", text: receiver(mail, "global: {smtp_smarthost: 'mail.example.org:25'}\n") },
  { name: "e-mail to nobody", text: receiver("email_configs:\n- {}", smtp) },
  { name: "a host without a port", text: receiver(mail, "global: {smtp_smarthost: mail.example.org, smtp_from: a@b.c}\n") },
  { name: "PagerDuty", text: receiver("pagerduty_configs:\n- routing_key: k") },
  { name: "PagerDuty without a key", text: receiver("pagerduty_configs:\n- {}") },
  { name: "PagerDuty with both keys", text: receiver("pagerduty_configs:\n- {routing_key: k, service_key: k}"), since: 27 },
  { name: "an unknown integration", text: receiver("carrier_pigeon_configs:\n- {}") },
  { name: "an integration that Watchdeck does not have", text: receiver("opsgenie_configs:\n- api_key: k") },
  {
    name: "a wrong template",
    text: receiver(`${slackUrl}  title: '{{ .Nope'\n`),
    differs: "amtool looks at templates only in template files",
  },
  { name: "a template", text: receiver(`${slackUrl}  title: '{{ .GroupLabels.alertname }}'\n`) },
];

const versionOf = () => /version \d+\.(\d+)\./.exec(spawnSync("amtool", ["--version"], { encoding: "utf8" }).stdout ?? "")?.[1];

suite("alertmanager.yml checked by amtool and by us", isOnPath("amtool") ? [] : ["amtool"], () => {
  const folder = mkdtempSync(join(tmpdir(), "watchdeck-amtool-"));
  const minor = Number(versionOf() ?? 0);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(cases.filter(({ since = 0 }) => minor >= since))("$name", ({ text, differs }) => {
    const path = join(folder, "alertmanager.yml");
    writeFileSync(path, text);
    const { status, stdout, stderr } = spawnSync("amtool", ["check-config", path], { encoding: "utf8" });
    const diagnostics = checkAlertmanagerFile(text);
    const hasErrors = diagnostics.some(({ severity }) => severity === "error");
    const words = `amtool: ${stdout}${stderr}\nwe: ${diagnostics.map(({ severity, message }) => `${severity} ${message}`).join("; ")}`;
    expect(hasErrors, words).toBe((status !== 0) !== (differs !== undefined));
  });
});
