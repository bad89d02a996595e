import { describe, expect, test } from "vitest";
import { type IntegrationOf, integrationSchema } from "#shared/contract/receivers";
import type { GroupNotification } from "#shared/model/notification";
import { readableSlack } from "../../../../electron/engine/receivers/slack/escape";
import { slackMessage } from "../../../../electron/engine/receivers/slack/message";
import { aGroup, anAlert } from "../../../support/receiver-parts";

const slack = (rest: object = {}) => integrationSchema.parse({ kind: "slack", id: "s", ...rest }) as IntegrationOf<"slack">;
const messageOf = (notification: GroupNotification, rest: object = {}) => slackMessage(slack(rest), notification).message;

test("a label cannot call the whole channel or pose as a link", () => {
  const labels = { alertname: "X", evil: "<!channel> <https://evil.example|your bank> & co" };
  const group = aGroup({
    groupLabels: labels,
    commonLabels: labels,
    alerts: [anAlert(labels, { annotations: { summary: "<!here>" } })],
  });
  for (const rest of [
    {},
    { title: "{{ .CommonLabels.evil }}", text: "{{ range .Alerts }}{{ .Annotations.summary }}{{ end }}" },
  ]) {
    const text = JSON.stringify(messageOf(group, rest));
    expect(text).not.toMatch(/<!|<https/);
    expect(text).toContain("&lt;!channel&gt;");
    expect(text).toContain("&lt;!here&gt;");
  }
});

test("links that a template writes itself stay links", () => {
  const text = "<https://runbooks.example/{{ .GroupLabels.alertname }}|runbook>";
  expect(messageOf(aGroup(), { text }).attachments[0]?.text).toBe("<https://runbooks.example/DiskFull|runbook>");
});

test.each([
  { name: "a critical alert", severity: "critical", status: "firing", color: "danger" },
  { name: "a warning", severity: "warning", status: "firing", color: "warning" },
  { name: "an alert without severity", severity: "", status: "firing", color: "warning" },
  { name: "what is over", severity: "critical", status: "resolved", color: "good" },
] as const)("the colour of $name is $color", ({ severity, status, color }) => {
  const group = aGroup({ status, alerts: [anAlert({ severity }, { status })] });
  expect(messageOf(group).attachments[0]?.color).toBe(color);
});

test("only what still fires counts for the colour", () => {
  const alerts = [
    anAlert({ severity: "critical" }, { status: "resolved" }),
    anAlert({ severity: "info", instance: "b" }),
  ] as const;
  expect(messageOf(aGroup({ alerts: [...alerts] })).attachments[0]?.color).toBe("#6aa6ff");
});

test("a template that fails costs its own wording, not the message", () => {
  const { message, problems } = slackMessage(slack({ title: '{{ template "gone" . }}' }), aGroup());
  expect(message.attachments[0]?.title).toBe("[FIRING:1] DiskFull (critical)");
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(/^The template of the title fails \(.*\), so the usual text is sent in its place\.$/);
});

test("a text that is too long for Slack is cut at the end of a line", () => {
  const text = `{{ range .Alerts }}{{ .Labels.n }}\n{{ end }}`;
  const alerts = Array.from({ length: 50 }, (_, index) => anAlert({ n: `${index} ${"x".repeat(300)}` }));
  const sent = messageOf(aGroup({ alerts }), { text }).attachments[0]?.text ?? "";
  expect(sent.length).toBeLessThan(7100);
  expect(sent).toMatch(/x\n…$/);
});

test("a title's link is none unless it leads to the web", () => {
  expect(messageOf(aGroup(), { titleLink: "javascript:alert(1)" }).attachments[0]).not.toHaveProperty("title_link");
  expect(messageOf(aGroup({ externalUrl: "https://watch.example/" })).attachments[0]?.title_link).toBe(
    "https://watch.example/alerts/id-a",
  );
});

describe("what is shown of a message", () => {
  test.each([
    { text: "*Firing (2)*\n• a `x=y`", read: "Firing (2)\n• a x=y" },
    { text: "<https://a.example|runbook> 2 * 3 * 4", read: "runbook 2 * 3 * 4" },
    { text: "&lt;b&gt; &amp;amp;", read: "<b> &amp;" },
  ])("of $text is $read", ({ text, read }) => expect(readableSlack(text)).toBe(read));
});
