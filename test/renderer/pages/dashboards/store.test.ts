import { beforeEach, expect, test } from "vitest";
import type { DashboardRow } from "#shared/contract/dashboards";
import { newDashboard, newPanel } from "#shared/dashboards/change/new-dashboard";
import { addPanel } from "#shared/dashboards/change/panels";
import type { Dashboard } from "#shared/dashboards/dashboard";
import { createOpenDashboardStore, isDirty, type OpenDashboard } from "../../../../renderer/pages/dashboards/store";

const { dashboard } = addPanel(newDashboard("uid", "One"), newPanel("stat"));
const row: DashboardRow = {
  uid: "uid",
  title: "One",
  description: "",
  tags: [],
  place: "own",
  folder: "",
  path: "/one.json",
  panels: 1,
  isStarred: false,
  changedAt: 0,
  isReadOnly: false,
  hasDraft: false,
};
const answer = { dashboard, row, revision: "r1", repairs: [] };
const titled = (title: string) => (was: Dashboard) => ({ ...was, title });

let time = 0;
let store: ReturnType<typeof createOpenDashboardStore>;
const act = () => store.getState();
const open = (): OpenDashboard => {
  const { current } = store.getState();
  if (!current) throw new Error("nothing is open");
  return current;
};

beforeEach(() => {
  time = 0;
  store = createOpenDashboardStore(() => time);
  act().open(answer);
});

test("what was just opened has nothing to save and is not edited", () => {
  expect(isDirty(open())).toBe(false);
  expect(open().isEditing).toBe(false);
});

test("an empty dashboard opens for editing, since there is nothing to look at", () => {
  act().open({ ...answer, dashboard: newDashboard("uid", "Empty") });
  expect(open().isEditing).toBe(true);
  act().open({ ...answer, dashboard: newDashboard("other", "Empty"), row: { ...row, isReadOnly: true } });
  expect(open().isEditing).toBe(false);
});

test("one that is fetched anew because its file has changed is still edited, and another one is not", () => {
  act().editPanel("panel-1");
  act().open({ ...answer, revision: "r2" });
  expect(open()).toMatchObject({ revision: "r2", isEditing: true, editedPanel: "panel-1" });
  act().open({ ...answer, dashboard: { ...dashboard, uid: "other" } });
  expect(open()).toMatchObject({ isEditing: false, editedPanel: undefined });
});

test("one of which only a draft is left opens as that draft, for editing, with a file to be written", () => {
  const draft = { dashboard, savedAt: 1 };
  act().open({ ...answer, revision: "", draft });
  expect(isDirty(open())).toBe(true);
  expect(open()).toMatchObject({ dashboard, isEditing: true });
  expect(open().draft).toBeUndefined();
});

test("a change in the settings of a dashboard that is only looked at begins to edit it", () => {
  act().change("Rename", titled("One"));
  expect(open().isEditing).toBe(false);
  act().change("Rename", titled("Two"));
  expect(open().isEditing).toBe(true);
});

test("what was saved while another dashboard was opened leaves that one alone", () => {
  const other = { ...dashboard, uid: "other" };
  act().open({ ...answer, dashboard: other, row: { ...row, uid: "other" }, revision: "o1" });
  act().markSaved(row, "r2", dashboard);
  expect(open()).toMatchObject({ dashboard: other, saved: other, revision: "o1", row: { uid: "other" } });
});

test("typing a word and taking it out again leaves nothing to save", () => {
  act().change("Rename", titled("Two"));
  expect(isDirty(open())).toBe(true);
  act().change("Rename", titled("One"));
  expect(isDirty(open())).toBe(false);
});

test("undo back to the saved state leaves nothing to save, and redo does again", () => {
  act().change("Rename", titled("Two"));
  act().undo();
  expect(isDirty(open())).toBe(false);
  act().redo();
  expect(isDirty(open())).toBe(true);
});

test("what is changed while the engine writes stays unsaved", () => {
  act().change("Rename", titled("Two"));
  const sent = open().dashboard;
  act().change("Rename", titled("Three"));
  act().markSaved({ ...row, title: "Two" }, "r2", sent);
  expect(open()).toMatchObject({ revision: "r2", saved: { title: "Two" }, dashboard: { title: "Three" } });
  expect(isDirty(open())).toBe(true);
});

test("what is as it was by its content is no step", () => {
  act().change("Nothing", (was) => ({ ...was, elements: { ...was.elements }, tags: [] }));
  expect(open().past).toEqual([]);
});

test("changes of one panel's field are a step of their own", () => {
  act().change("a", titled("T"), { field: "title" });
  act().change("a", titled("Tw"), { field: "title" });
  act().change("b", titled("Two!"), { field: "other" });
  expect(open().past.map(({ label }) => label)).toEqual(["a", "b"]);
});

test("discarding goes back to the file, and undo brings the changes back", () => {
  act().change("Rename", titled("Two"));
  act().discard();
  expect(open().dashboard.title).toBe("One");
  expect(isDirty(open())).toBe(false);
  act().undo();
  expect(open().dashboard.title).toBe("Two");
});

test("a file that changed outside is shown, and undo has what was here before", () => {
  act().reload({ ...answer, dashboard: titled("Outside")(dashboard), revision: "r2" });
  expect(open()).toMatchObject({ dashboard: { title: "Outside" }, revision: "r2" });
  expect(isDirty(open())).toBe(false);
  act().undo();
  expect(open().dashboard.title).toBe("One");
  expect(isDirty(open())).toBe(true);
});

test("keeping one's own saves over what changed outside, without asking again", () => {
  act().change("Rename", titled("Mine"));
  act().keepMine({ dashboard: titled("Theirs")(dashboard), revision: "r2" });
  expect(open()).toMatchObject({ dashboard: { title: "Mine" }, saved: { title: "Theirs" }, revision: "r2" });
  expect(isDirty(open())).toBe(true);
});

test("a draft is one step that undo takes back, and remembers which file it was begun on", () => {
  act().open({ ...answer, draft: { dashboard: titled("Draft")(dashboard), savedAt: 5, revision: "r0" } });
  expect(open().dashboard.title).toBe("One");
  act().takeDraft();
  expect(open()).toMatchObject({ dashboard: { title: "Draft" }, revision: "r0", isEditing: true, draft: undefined });
  act().undo();
  expect(open().dashboard.title).toBe("One");
});

test("a draft that is not wanted leaves the dashboard as it is", () => {
  act().open({ ...answer, draft: { dashboard: titled("Draft")(dashboard), savedAt: 5 } });
  act().dropDraft();
  expect(open()).toMatchObject({ dashboard: { title: "One" }, draft: undefined });
});

test("opening a panel's editor begins to edit; ending to edit closes it", () => {
  act().editPanel("panel-1");
  expect(open()).toMatchObject({ isEditing: true, editedPanel: "panel-1" });
  act().stopEditing();
  expect(open()).toMatchObject({ isEditing: false, editedPanel: undefined });
});

test("nothing happens while nothing is open", () => {
  act().close();
  act().change("x", titled("y"));
  act().undo();
  act().takeDraft();
  expect(store.getState().current).toBeUndefined();
  expect(isDirty(undefined)).toBe(false);
});
