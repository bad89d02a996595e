import { describe, expect, test } from "vitest";
import type { GroupNotification } from "#shared/model/notification";
import {
  checkNotificationTemplate,
  defaultHtmlBody,
  defaultSlackText,
  defaultSubject,
  defaultTextBody,
  expandNotification,
} from "#shared/templates/notification";
import captured from "../../fixtures/templates/notification-cases.json";

const { data } = captured;
const withoutZero = (time: string) => (time.startsWith("0001") ? undefined : Date.parse(time));

const notification = {
  id: "1",
  at: Date.parse("2026-11-21T10:00:00Z"),
  receiver: data.receiver,
  groupKey: '{}:{alertname="DiskFull"}',
  groupLabels: data.groupLabels,
  commonLabels: data.commonLabels,
  commonAnnotations: data.commonAnnotations,
  status: "firing",
  alerts: data.alerts.map(({ generatorURL, startsAt, endsAt, ...alert }, index) => ({
    ...alert,
    labels: alert.labels as Record<string, string>,
    annotations: alert.annotations as unknown as Record<string, string>,
    status: alert.status as "firing" | "resolved",
    id: `a${index}`,
    startsAt: Date.parse(startsAt),
    endsAt: withoutZero(endsAt),
    generatorUrl: generatorURL,
  })),
  // What the captured cases had none of.
  reason: "" as GroupNotification["reason"],
  externalUrl: data.externalURL,
} satisfies GroupNotification;

interface Case {
  template: string;
  isHtml?: boolean;
  out?: string;
  error?: string;
}

describe("what amtool makes of the same templates and data", () => {
  test.each((captured.cases as Case[]).map((one, index) => ({ ...one, index })))("case $index: $template", (one) => {
    const expand = () => expandNotification(one.template, notification, { isHtml: one.isHtml });
    if (one.error === undefined) expect(expand()).toBe(one.out);
    else expect(expand).toThrow(one.error);
  });
});

test.each([
  {
    name: "a user's own template",
    template: '{{ template "slack.mine.text" . }}',
    message: /"slack.mine.text" is of a template file/,
  },
  { name: "a function of rule files", template: "{{ .Status | humanize }}", message: /function "humanize" not defined/ },
  { name: "Prometheus's variables", template: "{{ $labels.job }}", message: /undefined variable "\$labels"/ },
])("a check finds $name", ({ template, message }) => {
  expect(checkNotificationTemplate(template)?.message).toMatch(message);
});

test.each([
  { template: '{{ template "slack.default.title" . }}', expected: "[FIRING:1] DiskFull (node critical)" },
  { template: '{{ template "__alertmanagerURL" . }}', expected: "http://h:9093/am" },
  { template: '{{ define "x" }}{{ .Status }}{{ end }}{{ template "x" . }}', expected: "firing" },
])("$template needs no template file", ({ template, expected }) => {
  expect(checkNotificationTemplate(template)).toBeUndefined();
  expect(expandNotification(template, notification)).toBe(expected);
});

test.each([
  { name: "a group of its own", change: {}, expected: "[FIRING:1] DiskFull (node critical)" },
  { name: "all that is common", change: { groupLabels: data.commonLabels }, expected: "[FIRING:1] DiskFull node critical" },
  { name: "one group for all", change: { groupLabels: {} }, expected: "[FIRING:1] (DiskFull node critical)" },
  { name: "the end", change: { status: "resolved" as const }, expected: "[RESOLVED] DiskFull (node critical)" },
])("the subject of $name is $expected", ({ change, expected }) => {
  expect(defaultSubject({ ...notification, ...change })).toBe(expected);
});

test("the text names each alert, what it says, since when, and its labels", () => {
  expect(defaultTextBody(notification)).toBe(`Firing (1)

* Disk of a is "full" & <hot>
  96 % used
  since today
  since 2026-11-21 08:00:00 UTC
  alertname=DiskFull, instance=a:9100, job=node, severity=critical

Resolved (1)

* Disk of b is full
  from 2026-11-21 08:00:00 UTC to 2026-11-21 09:30:00 UTC (1h 30m 0s)
  alertname=DiskFull, instance=b:9100, job=node, severity=critical, zone=x
  runbook: javascript:alert(1)

http://h:9093/am
`);
});

test("Slack's marks inside an alert are only text", () => {
  expect(defaultSlackText(notification)).toBe(`*Firing (1)*
• Disk of a is "full" &amp; &lt;hot&gt; \`instance=a:9100\`
   96 % used
   since today
*Resolved (1)*
• Disk of b is full \`instance=b:9100, zone=x\``);
});

test("the page holds no tag and no link of an alert's making", () => {
  const html = defaultHtmlBody(notification);
  expect(html).toContain("Disk of a is &#34;full&#34; &amp; &lt;hot&gt;");
  expect(html).not.toContain("javascript:");
  expect(html).toContain('<a href="http://h:9093/am">');
});

test("of many alerts the first fifty are listed, and how many there are besides", () => {
  const [alert] = notification.alerts;
  if (!alert) throw new Error("no alert");
  const many = { ...notification, alerts: new Array(1000).fill(alert) };
  for (const write of [defaultTextBody, defaultSlackText, defaultHtmlBody]) {
    const body = write(many);
    expect(body).toContain("Firing (1000)");
    expect(body).toContain("… and 950 more");
    expect(body.split("Disk of a").length).toBe(51);
  }
});

const hostile = (value: string): GroupNotification => ({ ...notification, groupLabels: { x: value } });

test.each([
  { name: "a script in a text", template: "<p>{{ .GroupLabels.x }}</p>", value: "<script>", expected: "<p>&lt;script&gt;</p>" },
  {
    name: "a quote in an attribute",
    template: '<i title="{{ .GroupLabels.x }}">',
    value: '" onx="',
    expected: '<i title="&#34; onx=&#34;">',
  },
  {
    name: "a blank in a bare attribute",
    template: "<i title={{ .GroupLabels.x }}>",
    value: "a onx=b",
    expected: "<i title=a&#32;onx&#61;b>",
  },
  {
    name: "a script as a link",
    template: '<a href="{{ .GroupLabels.x }}">',
    value: "java\tscript:alert(1)",
    expected: '<a href="#ZgotmplZ">',
  },
  {
    name: "the rest of a link's scheme",
    template: '<a href="java{{ .GroupLabels.x }}">',
    value: "script:alert(1)",
    expected: '<a href="java#ZgotmplZ">',
  },
  {
    name: "an ordinary link",
    template: '<a href="{{ .GroupLabels.x }}">',
    value: "https://h/?a=1&b=2",
    expected: '<a href="https://h/?a=1&amp;b=2">',
  },
  {
    name: "the end of a link",
    template: '<a href="https://h/{{ .GroupLabels.x }}">',
    value: "a:b",
    expected: '<a href="https://h/a:b">',
  },
  { name: "an event's script", template: '<i onclick="{{ .GroupLabels.x }}">', value: "a()", expected: '<i onclick="ZgotmplZ">' },
  { name: "an attribute's name", template: "<i {{ .GroupLabels.x }}>", value: "onclick=a", expected: "<i ZgotmplZ>" },
  { name: "a script's text", template: "<script>{{ .GroupLabels.x }}</script>y", value: "a()", expected: "<script></script>y" },
  {
    name: "text behind a script",
    template: "<script></SCRIPT>{{ .GroupLabels.x }}",
    value: "<b>",
    expected: "<script></SCRIPT>&lt;b&gt;",
  },
  { name: "a comment", template: "<!-- {{ .GroupLabels.x }} -->{{ .GroupLabels.x }}", value: "-->", expected: "<!--  -->--&gt;" },
])("in HTML $name does no harm", ({ template, value, expected }) => {
  expect(expandNotification(template, hostile(value), { isHtml: true })).toBe(expected);
});
