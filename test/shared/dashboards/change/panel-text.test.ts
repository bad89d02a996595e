import { expect, test } from "vitest";
import { newDashboard } from "../../../../shared/dashboards/change/new-dashboard";
import {
  readDashboardJson,
  readPanelText,
  writeDashboardJson,
  writePanelText,
} from "../../../../shared/dashboards/change/panel-text";
import { panelSchema } from "../../../../shared/dashboards/panel";

const panel = panelSchema.parse({
  id: 3,
  title: "<img src=x onerror=alert(1)>",
  type: "stat",
  queries: [{ refId: "A", expr: "up" }],
});

test("a panel's text is read as the panel that it was written from", () => {
  expect(readPanelText(writePanelText(panel), 3)).toEqual({ ok: true, panel, repairs: [] });
});

test("a mistake is told at its place", () => {
  expect(readPanelText('{\n  "type": "stat",\n  "title" "CPU"\n}', 3)).toMatchObject({
    ok: false,
    diagnostics: [{ severity: "error", place: { line: 3, column: 11 } }],
  });
});

test.each(["[]", "3", "null", '"stat"'])("%s is no panel", (text) => {
  expect(readPanelText(text, 3)).toMatchObject({ ok: false, diagnostics: [{ message: "A panel is an object: { … }." }] });
});

test("what is wrong in one place is put right, and said with its path", () => {
  const read = readPanelText('{"type": "stat", "title": {}, "id": 99}', 3);
  expect(read).toMatchObject({ ok: true, panel: { id: 3, title: "", type: "stat" } });
  expect(read.ok && read.repairs.join()).toContain("$.title");
});

test("a dashboard keeps its uid, whatever the text says", () => {
  const dashboard = newDashboard("mine", "Mine");
  const read = readDashboardJson(writeDashboardJson({ ...dashboard, uid: "other" }), "mine");
  expect(read).toMatchObject({ ok: true, dashboard });
  expect(read.ok && read.repairs).toEqual(["$.uid: a dashboard keeps the one it has; it stays mine."]);
});

test("a dashboard of a newer version is refused in a sentence", () => {
  const text = writeDashboardJson(newDashboard("mine", "Mine")).replace('"version": 1', '"version": 99');
  const read = readDashboardJson(text, "mine");
  expect(!read.ok && read.diagnostics[0]?.message).toContain("version 99");
});
