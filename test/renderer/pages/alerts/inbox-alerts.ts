// Alerts as the inbox tells them, made by hand: each with only what a test is about.
import type { InboxAlert } from "#shared/model/alert";

export const anAlert = (parts: Partial<InboxAlert> = {}): InboxAlert => ({
  id: "a1",
  name: "HighLoad",
  source: "local",
  origins: [{ kind: "rule", ruleId: "r1" }],
  labels: { alertname: "HighLoad" },
  annotations: {},
  state: "firing",
  value: "5",
  activeAt: 1000,
  ...parts,
});
