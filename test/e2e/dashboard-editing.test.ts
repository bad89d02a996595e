// Editing a dashboard as a user does: by mouse and by keys, in the panel editor, through crashes, conflicts and second thoughts.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "playwright";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { missingFor, openConsole, type RunningConsole, type Shell } from "../support/console";
import { eventually } from "../support/eventually";
import { suite } from "../support/suite";

for (const shell of ["desktop", "browser"] satisfies Shell[])
  suite(`editing dashboards in the ${shell} shell`, missingFor(shell), () => editing(shell));

const stat = (id: number, title: string, expr: string) => ({
  id,
  title,
  type: "stat",
  queries: [{ refId: "A", expr, legendFormat: "__auto" }],
});

/** Three panels: two beside one another without a row, one in a row. */
const dashboard = {
  kind: "watchdeck-dashboard",
  version: 1,
  uid: "edited",
  title: "Edited",
  source: "local",
  time: { from: "now-5m", to: "now" },
  variables: [{ kind: "custom", name: "mode", query: "idle, user", current: { values: ["idle"], texts: ["idle"] } }],
  elements: {
    load: stat(1, "Load", "node_load1"),
    memory: stat(2, "Memory", "node_memory_MemTotal_bytes"),
    cores: stat(3, "Cores", 'count(node_cpu_seconds_total{mode="$mode"})'),
  },
  layout: {
    kind: "rows",
    rows: [
      {
        title: "",
        isCollapsed: false,
        isHeadless: true,
        layout: {
          kind: "grid",
          items: [
            { element: "load", x: 0, y: 0, width: 12, height: 4 },
            { element: "memory", x: 12, y: 0, width: 12, height: 4 },
          ],
        },
      },
      {
        title: "Processors",
        isCollapsed: false,
        isHeadless: false,
        layout: { kind: "grid", items: [{ element: "cores", x: 0, y: 0, width: 12, height: 4 }] },
      },
    ],
  },
};

function editing(shell: Shell): void {
  let dataFolder: string;
  let file: string;
  let watchdeck: RunningConsole;
  let page: Page;

  beforeAll(async () => {
    dataFolder = mkdtempSync(join(tmpdir(), `watchdeck-editing-${shell}-`));
    mkdirSync(join(dataFolder, "dashboards"));
    file = join(dataFolder, "dashboards", "edited.json");
    writeFileSync(file, JSON.stringify(dashboard));
    watchdeck = await openConsole(shell, { dataFolder });
    page = watchdeck.page;
    page.setDefaultTimeout(10_000);
    await page.setViewportSize({ width: 1440, height: 900 });
  });
  afterAll(async () => {
    await watchdeck?.close();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  const go = (link: string) =>
    page.evaluate((hash) => {
      location.hash = hash;
    }, link);
  /** As users leave a page: an address that is typed over is beyond the router's asking. */
  const toMetrics = () => page.getByRole("link", { name: "Metrics", exact: true }).click();
  const onDisk = () => JSON.parse(readFileSync(file, "utf8"));
  const panel = (element: string): Locator => page.locator(`[data-element=${element}]`);
  const startEditing = async () => {
    await page.getByRole("button", { name: "Edit", exact: true }).click();
    await page.getByRole("region", { name: "Editing" }).waitFor();
  };
  const said = () => page.locator("[data-grid-path] [role=status]").allInnerTexts();
  const savedSays = async (say: string) =>
    eventually(
      async () => ((await page.getByRole("region", { name: "Editing" }).innerText()).includes(say) ? true : undefined),
      `the bar says ${say}`,
    );

  /** From the file as it was, and nothing unsaved. */
  beforeEach(async () => {
    await toMetrics();
    const leave = page.getByRole("button", { name: "Discard them" });
    const metrics = page.getByRole("heading", { name: "Metrics", exact: true });
    await metrics.or(leave).first().waitFor();
    if (await leave.isVisible()) await leave.click();
    await metrics.waitFor();
    writeFileSync(file, JSON.stringify(dashboard));
    await go("#/dashboards/edited");
    await page.getByRole("heading", { name: "Edited" }).waitFor();
    await page.getByText("Cores").first().waitFor();
  });

  test("a panel is dragged to another row, and undo and redo take it back and there", async () => {
    await startEditing();
    const from = await boxOf(panel("memory").locator("[data-panel-head]"));
    const to = await boxOf(panel("cores"));
    await page.mouse.move(from.x + 40, from.y + 10);
    await page.mouse.down();
    await page.mouse.move(from.x + 60, from.y + 40, { steps: 4 });
    await page.mouse.move(to.x + to.width + 160, to.y + 30, { steps: 8 });
    await page.mouse.up();
    const inRow = page.locator("[data-grid-path='1'] [data-element=memory]");
    await inRow.waitFor();
    await page.keyboard.press("Control+z");
    await page.locator("[data-grid-path='0'] [data-element=memory]").waitFor();
    await page.keyboard.press("Control+Shift+z");
    await inRow.waitFor();
    await page.keyboard.press("Control+s");
    await savedSays("Saved");
    expect(onDisk().layout.rows.map((row: { layout: { items: unknown[] } }) => row.layout.items.length)).toEqual([1, 2]);
  });

  test("a panel is moved and resized by keys, and its place is said", async () => {
    await startEditing();
    await panel("load").locator("[data-panel]").focus();
    await page.keyboard.press("Shift+ArrowLeft");
    await page.keyboard.press("Shift+ArrowDown");
    expect(await said()).toContain("Load: Column 1, row 1, 11 wide, 5 high");
    await page.keyboard.press("Control+ArrowRight");
    expect(await said()).toContain("Load: Column 2, row 1, 11 wide, 5 high");
    await page.keyboard.press("Control+s");
    await savedSays("Saved");
    expect(onDisk().layout.rows[0].layout.items[0]).toEqual({ element: "load", x: 1, y: 0, width: 11, height: 5 });
  });

  test("a panel is resized by its corner", async () => {
    await startEditing();
    await panel("cores").hover();
    const corner = await boxOf(panel("cores").locator(".react-resizable-handle"));
    await page.mouse.move(corner.x + 10, corner.y + 10);
    await page.mouse.down();
    await page.mouse.move(corner.x + 10, corner.y + 10 + 38 * 3, { steps: 6 });
    await page.mouse.up();
    await page.keyboard.press("Control+s");
    await savedSays("Saved");
    expect(onDisk().layout.rows[1].layout.items[0]).toMatchObject({ element: "cores", width: 12, height: 7 });
  });

  test("a row is added, renamed, moved and removed, and its panels stay", async () => {
    await startEditing();
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByRole("menuitem", { name: "Row" }).click();
    await page.getByRole("button", { name: "New row", exact: true }).click();
    await page.getByRole("textbox", { name: "Title of the row" }).fill("Disks");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Disks", exact: true }).press("Control+ArrowUp");
    await page.getByRole("button", { name: "What can be done with Processors" }).click();
    await page.getByRole("menuitem", { name: "Remove…" }).click();
    await page.getByRole("button", { name: "Remove, keep panels" }).click();
    await page.keyboard.press("Control+s");
    await savedSays("Saved");
    const { layout, elements } = onDisk();
    expect(layout.rows.map((row: { title: string }) => row.title)).toEqual(["", "Disks"]);
    expect(Object.keys(elements).sort()).toEqual(["cores", "load", "memory"]);
  });

  test("a query that is wrong is marked and not asked; one that is right is drawn while it is typed", async () => {
    await go("#/dashboards/edited?edit=cores");
    const query = page.getByRole("textbox", { name: "Query A", exact: true });
    await query.click();
    await page.keyboard.press("Control+a");
    await page.keyboard.type('count(node_cpu_seconds_total{mode="$mode"}) by');
    await page.getByRole("list", { name: "What is wrong" }).waitFor();
    expect(await page.getByText("Failed").count()).toBe(0);
    await page.keyboard.press("Control+a");
    await page.keyboard.type("vector(4711)");
    await page.getByText("4711").first().waitFor();
    await page.getByRole("button", { name: "Done" }).click();
    await panel("cores").getByText("4711", { exact: true }).waitFor();
  });

  test("behind a $ the variables and macros are offered", async () => {
    await go("#/dashboards/edited?edit=cores");
    await page.getByRole("textbox", { name: "Query A", exact: true }).click();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("rate(up[$__ra");
    await page.getByRole("option", { name: /\$__rate_interval/ }).click();
    await eventually(
      async () =>
        (await page.getByRole("textbox", { name: "Query A", exact: true }).innerText()).includes("$__rate_interval")
          ? true
          : undefined,
      "the name is taken over",
    );
  });

  test("another kind keeps title and query; unit, threshold and mapping are set by hand", async () => {
    await go("#/dashboards/edited?edit=load");
    await page.getByRole("button", { name: /^Kind of panel/ }).click();
    await page.keyboard.type("gauge");
    await page.getByRole("option", { name: /^Gauge/ }).click();
    await page.getByRole("button", { name: "Unit", exact: false }).first().click();
    await page.keyboard.type("requests per fortnight");
    await page.getByRole("option", { name: "“requests per fortnight” behind the number" }).click();
    await page.getByRole("button", { name: "Add threshold" }).click();
    await page.getByRole("button", { name: "Add mapping" }).click();
    await page.getByRole("textbox", { name: "Value of mapping 1" }).fill("0");
    await page.getByRole("textbox", { name: "Text of mapping 1" }).fill("idle");
    await page.getByRole("button", { name: "Done" }).click();
    await page.keyboard.press("Control+s");
    await savedSays("Saved");
    expect(onDisk().elements.load).toMatchObject({
      title: "Load",
      type: "gauge",
      queries: [{ expr: "node_load1" }],
      fieldConfig: {
        defaults: {
          unit: "requests per fortnight",
          thresholds: {
            mode: "absolute",
            steps: [
              { value: null, color: "green" },
              { value: 80, color: "red" },
            ],
          },
          mappings: [{ type: "value", options: { "0": { text: "idle", index: 0 } } }],
        },
      },
    });
  });

  test("a transformation is added, says what it leaves, and is taken out again", async () => {
    await go("#/dashboards/edited?edit=load");
    await page.getByRole("tab", { name: /^Transformations/ }).click();
    await page.getByRole("button", { name: /^Add a transformation/ }).click();
    await page.keyboard.type("reduce");
    await page.getByRole("option", { name: /^Reduce/ }).click();
    const card = page.getByRole("region", { name: "1. Reduce" });
    await card.getByText("1 table, 1 row, 2 fields").waitFor();
    await card.getByRole("button", { name: "Leave Reduce out" }).click();
    await card.getByText("left out").waitFor();
    await card.getByRole("button", { name: "Remove Reduce" }).click();
    await page.getByText("No transformations").waitFor();
  });

  test("an override gives one field another unit", async () => {
    await go("#/dashboards/edited?edit=memory");
    await page.getByRole("tab", { name: /^Overrides/ }).click();
    await page.getByRole("combobox", { name: "Add an override for" }).click();
    await page.getByRole("option", { name: "Fields of a type" }).click();
    await page.getByRole("button", { name: /^Add a setting/ }).click();
    await page.getByRole("option", { name: "Display name" }).click();
    await page.getByRole("textbox", { name: "Display name" }).fill("All of it");
    await page.getByRole("button", { name: "Done" }).click();
    await page.keyboard.press("Control+s");
    await savedSays("Saved");
    expect(onDisk().elements.memory.fieldConfig.overrides).toEqual([
      { matcher: { id: "byType", options: "number" }, properties: [{ id: "displayName", value: "All of it" }] },
    ]);
  });

  test("the JSON of a panel says where it is wrong, and is taken over once it is right", async () => {
    await go("#/dashboards/edited?edit=load");
    await page.getByRole("button", { name: "JSON" }).click();
    const text = page.getByRole("textbox", { name: "“Load” as JSON" });
    await text.click();
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText('{\n  "type": "stat",\n  "title" "x"\n}');
    await page.getByText(/line 3, column 11: Expected/).waitFor();
    expect(await page.getByRole("button", { name: "Apply" }).isDisabled()).toBe(true);
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText('{"type": "stat", "title": "<img src=x onerror=alert(1)><script>alert(2)</script>"}');
    await page.getByRole("button", { name: "Apply" }).click();
    // It is there as it was written, and nothing of it ran.
    await page.getByRole("heading", { name: "<img src=x onerror=alert(1)>" }).waitFor();
    expect(await page.locator("img[src=x]").count()).toBe(0);
  });

  test("what was not saved is offered after the window came to an end", async () => {
    await startEditing();
    await panel("load").locator("[data-panel]").focus();
    await page.keyboard.press("Shift+ArrowDown");
    await savedSays("Unsaved changes");
    await eventually(() => (/"height": ?5/.test(readDrafts(dataFolder)) ? true : undefined), "the draft is kept");
    await page.reload();
    await page.getByText(/Unsaved changes of .*: 1 place differs/).waitFor();
    await page.getByRole("button", { name: "Go on with them" }).click();
    await page.keyboard.press("Control+s");
    await savedSays("Saved");
    expect(onDisk().layout.rows[0].layout.items[0]).toMatchObject({ element: "load", height: 5 });
    await page.reload();
    await page.getByRole("heading", { name: "Edited" }).waitFor();
    expect(await page.getByText(/Unsaved changes of/).count()).toBe(0);
  });

  test("leaving with unsaved changes asks, and staying loses nothing", async () => {
    await startEditing();
    await panel("load").locator("[data-panel]").focus();
    await page.keyboard.press("Shift+ArrowDown");
    await toMetrics();
    await page.getByRole("heading", { name: "Leave “Edited” with unsaved changes?" }).waitFor();
    await page.getByRole("button", { name: "Stay" }).click();
    await page.getByRole("heading", { name: "Edited" }).waitFor();
    await toMetrics();
    await page.getByRole("button", { name: "Save and leave" }).click();
    await page.getByRole("heading", { name: "Metrics" }).waitFor();
    expect(onDisk().layout.rows[0].layout.items[0]).toMatchObject({ height: 5 });
  });

  test("a draft whose file has changed since is not written over it without a word", async () => {
    await startEditing();
    await panel("load").locator("[data-panel]").focus();
    await page.keyboard.press("Shift+ArrowDown");
    await toMetrics();
    await page.getByRole("button", { name: "Keep for later" }).click();
    await page.getByRole("heading", { name: "Metrics", exact: true }).waitFor();
    await eventually(() => (/"height": ?5/.test(readDrafts(dataFolder)) ? true : undefined), "the draft is kept");
    await page.reload();
    writeFileSync(file, JSON.stringify({ ...dashboard, description: "from outside" }));
    await go("#/dashboards/edited");
    await page.getByText("Its file has been changed since").waitFor();
    await page.getByRole("button", { name: "Go on with them" }).click();
    await page.keyboard.press("Control+s");
    await page.getByRole("heading", { name: "“Edited” was changed outside" }).waitFor();
    await page.getByRole("button", { name: "Show differences" }).click();
    await page.getByText("$.description").waitFor();
    expect(onDisk().description).toBe("from outside");
    await page.getByRole("button", { name: "Overwrite" }).click();
    await savedSays("Saved");
    expect(onDisk()).toMatchObject({ description: "" });
    expect(onDisk().layout.rows[0].layout.items[0]).toMatchObject({ height: 5 });
  });

  test("a new dashboard is a file at once, opens for editing and gets its first panel", async () => {
    await go("#/dashboards");
    await page
      .getByRole("button", { name: /^New dashboard/ })
      .first()
      .click();
    await page.getByRole("textbox", { name: "Title" }).fill("Made by hand");
    await page.getByRole("button", { name: "Create" }).click();
    await page.getByRole("heading", { name: "Made by hand" }).waitFor();
    await page.getByRole("button", { name: "Add panel" }).first().click();
    await page.getByRole("textbox", { name: "Query A", exact: true }).click();
    await page.keyboard.type("vector(42)");
    await page.getByRole("button", { name: "Done" }).click();
    await page.keyboard.press("Control+s");
    await savedSays("Saved");
  });

  test("nothing complained while all of this was done", () => {
    expect(watchdeck.complaints).toEqual([]);
    expect(watchdeck.logComplaints()).toEqual([]);
  });
}

async function boxOf(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await locator.boundingBox();
  if (!box) throw new Error("it is not drawn");
  return box;
}

function readDrafts(dataFolder: string): string {
  try {
    return readFileSync(join(dataFolder, "dashboard-drafts", "edited.json"), "utf8");
  } catch {
    // Not written yet.
    return "";
  }
}
