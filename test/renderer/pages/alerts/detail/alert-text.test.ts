import { expect, test } from "vitest";
import { alertText } from "../../../../../renderer/pages/alerts/detail/alert-text";
import { aRule } from "../alert-snapshots";
import { anAlert } from "../inbox-alerts";

test("an alert as text says all that somebody needs who was not there", () => {
  const at = new Date(2026, 10, 21, 12, 0, 5).getTime();
  const alert = anAlert({
    firedAt: at,
    labels: { alertname: "HighLoad", severity: "critical" },
    annotations: { summary: "Load is high" },
  });
  const facts = { rule: aRule({}), group: "host", file: "/etc/host.yml", fileId: "f1" };
  expect(alertText(alert, facts, "this host · db-02")).toBe(
    [
      "HighLoad: firing, critical since 21 Nov 12:00:05 (this host · db-02)",
      "Load is high",
      "value: 5",
      "rule: node_load1 > 4",
      "file: /etc/host.yml:5, group host",
      "labels:",
      "  alertname: HighLoad",
      "  severity: critical",
      "annotations:",
      "  summary: Load is high",
      "",
    ].join("\n"),
  );
});
