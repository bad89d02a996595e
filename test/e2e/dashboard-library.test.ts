// The list of dashboards, and the ways to get more of them, as a user meets them in either shell.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Grafana's files name what they leave open so
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeDashboardText } from "#shared/dashboards/dashboard-text";
import { commandLine, missingFor, openConsole, type RunningConsole, type Shell } from "../support/console";
import { aDashboard } from "../support/dashboards";
import { takeScreenshots } from "../support/screenshots";
import { suite } from "../support/suite";

for (const shell of ["desktop", "browser"] satisfies Shell[])
  suite(`the list of dashboards in the ${shell} shell`, missingFor(shell), () => listOfDashboards(shell));

function listOfDashboards(shell: Shell): void {
  let watchdeck: RunningConsole;
  let page: Page;
  let repository: string;

  beforeAll(async () => {
    repository = mkdtempSync(join(tmpdir(), "watchdeck-repository-"));
    watchdeck = await openConsole(shell);
    page = watchdeck.page;
  });
  afterAll(async () => {
    await watchdeck?.close();
    rmSync(repository, { recursive: true, force: true });
  });

  const grid = () => page.getByRole("grid", { name: "Dashboards" });
  const row = (title: string) => grid().getByRole("row").filter({ hasText: title });
  const own = (...path: string[]) => join(watchdeck.dataFolder, "dashboards", ...path);
  const openList = async () => {
    await page.getByRole("navigation").getByRole("link", { name: "Dashboards", exact: true }).click();
    await page.getByRole("heading", { name: "Dashboards", level: 1 }).waitFor();
  };

  /** With what must never run in every text that a list or a report shows. */
  const grafana = {
    uid: "web",
    title: "Web <img src=x onerror=window.hacked=1>",
    tags: ["<b>web</b>", "prod"],
    schemaVersion: 39,
    __inputs: [{ name: "DS_PROM", label: "Prometheus <script>", type: "datasource", pluginId: "prometheus" }],
    panels: [
      {
        id: 1,
        type: "timeseries",
        title: "Requests",
        gridPos: { x: 0, y: 0, w: 12, h: 8 },
        targets: [{ refId: "A", expr: "up", datasource: { type: "prometheus", uid: "${DS_PROM}" } }],
      },
      { id: 2, type: "magic-map", title: "<script>window.hacked=1</script>", gridPos: { x: 12, y: 0, w: 12, h: 8 } },
    ],
  };

  test("without dashboards it says so, and offers the pack of this host", async () => {
    await openList();
    await page.getByText("No dashboards yet").waitFor();
    await page.getByRole("region", { name: "Ready-made dashboards" }).getByText("This host", { exact: false }).first().waitFor();
    await takeScreenshots("dashboard-list-empty", page, shell);
  });

  test("a pasted Grafana dashboard shows what becomes of it, and is imported", async () => {
    await page.evaluate((text) => {
      const data = new DataTransfer();
      data.setData("text/plain", text);
      document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
    }, JSON.stringify(grafana));
    const dialog = page.getByRole("dialog", { name: "Import a dashboard" });
    await dialog.getByText("1 of 2 panels are drawn as they were").waitFor();
    await dialog.getByRole("button", { name: /^Report/ }).click();
    await dialog.getByText("$.panels[1].type").waitFor();
    await dialog.getByRole("combobox", { name: "Prometheus <script>" }).click();
    await page.getByRole("option", { name: "this host" }).click();
    await takeScreenshots("dashboard-import", page, shell);
    await dialog.getByRole("button", { name: "Import", exact: true }).click();
    await page.waitForURL(/#\/dashboards\/web/);
    await openList();
    await row("Web <img").waitFor();
    expect(JSON.parse(readFileSync(own("Web-img-src-x-onerror-window.hacked-1.json"), "utf8")).elements).toMatchObject({
      "panel-1": { queries: [{ source: "local" }] },
    });
    expect(await page.evaluate(() => "hacked" in window)).toBe(false);
  });

  test("bad input is told with its line and column, and changes nothing", async () => {
    await page.getByRole("button", { name: "Import" }).click();
    await page.getByRole("textbox", { name: "Or paste the JSON here" }).fill('{"title":\n oops}');
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByText('This is not JSON, at line 2, column 2: Expected a value, found "o".').waitFor();
    await page.keyboard.press("Escape");
    expect(readdirSync(own())).toHaveLength(1);
  });

  test("dropped files are offered together; one that is there already is kept beside or replaced", async () => {
    await page.evaluate(
      (text) => {
        const data = new DataTransfer();
        data.items.add(new File([text], "web.json", { type: "application/json" }));
        data.items.add(new File(["not json"], "notes.txt", { type: "text/plain" }));
        document.body.dispatchEvent(new DragEvent("dragover", { dataTransfer: data, bubbles: true, cancelable: true }));
        document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
      },
      JSON.stringify({ ...grafana, title: "Web again" }),
    );
    const dialog = page.getByRole("dialog", { name: "Import a dashboard" });
    await dialog.getByText("notes.txt").first().waitFor();
    await dialog.getByRole("radio", { name: /^Replace/ }).click();
    await dialog.getByRole("button", { name: "Import", exact: true }).click();
    await page.waitForURL(/#\/dashboards\/web/);
    await openList();
    await row("Web again").waitFor();
    await expect.poll(() => row("Web <img").count()).toBe(0);
  });

  test("the search finds by tag and folder, `/` goes to it, and Enter opens what was found", async () => {
    await page.keyboard.press("/");
    await page.keyboard.type("nothing like it");
    await page.getByText("None of them is like that").waitFor();
    await page.getByRole("button", { name: "Show all" }).click();
    await page.keyboard.press("/");
    await page.keyboard.type("prod");
    await row("Web again").waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(/#\/dashboards\/web/);
    await openList();
  });

  test("a dashboard gets a star by key, is duplicated, moved and removed, and comes back", async () => {
    // In its corner: in its middle may be a button of a tag.
    await row("Web again").click({ position: { x: 2, y: 2 } });
    await page.keyboard.press("s");
    await row("Web again").getByRole("button", { pressed: true }).waitFor();
    await row("Web again").getByRole("button", { name: "Actions for Web again" }).click();
    await page.getByRole("menuitem", { name: "Duplicate" }).click();
    await row("Web again (copy)").waitFor();

    await page.getByRole("button", { name: "Folders", exact: true }).click();
    await page.getByRole("menuitem", { name: "New folder" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("../up");
    await page.getByRole("button", { name: "Create" }).click();
    await page.getByText("is no name for a folder").waitFor();
    await page.getByRole("textbox", { name: "Name" }).fill("Team");
    await page.getByRole("button", { name: "Create" }).click();
    await row("Web again (copy)").getByRole("button", { name: "Actions for Web again (copy)" }).click();
    await page.getByRole("menuitem", { name: "Move…" }).click();
    await page.getByRole("combobox", { name: "To the folder" }).click();
    await page.getByRole("option", { name: "My dashboards / Team" }).click();
    await page.getByRole("button", { name: "Move", exact: true }).click();
    await expect.poll(() => readdirSync(own("Team"))).toHaveLength(1);

    await row("Web again (copy)").click({ position: { x: 2, y: 2 } });
    await page.keyboard.press("Delete");
    await page.getByText("Removed “Web again (copy)”.").waitFor();
    await expect.poll(() => readdirSync(own("Team"))).toHaveLength(0);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => readdirSync(own("Team"))).toHaveLength(1);
    await row("Web again (copy)").waitFor();
  });

  test("a folder in Git is watched: its dashboards are listed, a Grafana file among them opens read-only, and news shows at once", async () => {
    mkdirSync(join(repository, "team"));
    writeFileSync(join(repository, "team", "ours.json"), writeDashboardText(aDashboard({ uid: "ours", title: "Ours" })));
    writeFileSync(join(repository, "grafana.json"), JSON.stringify({ ...grafana, uid: "theirs", title: "Theirs" }));
    await page.getByRole("button", { name: "Folders", exact: true }).click();
    await page.getByRole("menuitem", { name: "Watch a folder…" }).click();
    await page.getByRole("textbox", { name: "Path" }).fill(repository);
    await page.getByRole("button", { name: "Watch", exact: true }).click();
    await row("Ours").waitFor();
    await row("Theirs").getByText("This is a Grafana dashboard").waitFor();
    await takeScreenshots("dashboard-list", page, shell);

    writeFileSync(join(repository, "team", "ours.json"), writeDashboardText(aDashboard({ uid: "ours", title: "Ours, newer" })));
    await row("Ours, newer").waitFor();
    writeFileSync(join(repository, "team", "broken.json"), '{"kind": "watchdeck-dashboard",');
    await row("broken").getByText("This is not JSON, at line 1, column 32").waitFor();
    await row("Theirs").getByRole("link").click();
    await page.getByText("Requests").first().waitFor();
  });

  test("an open dashboard follows its file, and says where it changed", async () => {
    await openList();
    await row("Ours, newer").getByRole("link").click();
    await page.getByRole("heading", { name: "Ours, newer" }).waitFor();
    writeFileSync(join(repository, "team", "ours.json"), writeDashboardText(aDashboard({ uid: "ours", title: "Ours, newest" })));
    await page.getByText("Changed outside and shown as it is now: 1 place.").waitFor();
    await page.getByRole("heading", { name: "Ours, newest" }).waitFor();
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await page.getByRole("dialog", { name: "Changed outside" }).getByText("$.title").waitFor();
    await page.keyboard.press("Escape");
  });

  test("with changes of one's own, the file and they wait for a decision; mine can be kept and saved over it", async () => {
    await page.getByRole("button", { name: "Edit", exact: true }).first().click();
    await page.locator("section[data-panel]").first().hover();
    await page.locator("section[data-panel]").first().locator("button[aria-haspopup=menu]").click();
    await page.getByRole("menuitem", { name: /^Remove/ }).click();
    await page.getByText("Unsaved changes").waitFor();
    writeFileSync(join(repository, "team", "ours.json"), writeDashboardText(aDashboard({ uid: "ours", title: "Theirs now" })));
    await page.getByText("The file was changed outside, in 1 place, and you have changes of your own.").waitFor();
    await page.getByRole("button", { name: "Keep mine" }).click();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Saved", { exact: true }).waitFor();
    expect(JSON.parse(readFileSync(join(repository, "team", "ours.json"), "utf8"))).toMatchObject({
      title: "Ours, newest",
      elements: {},
    });
  });

  test("what the command line imports is there at once", async () => {
    await openList();
    const file = join(repository, "cli.txt");
    writeFileSync(file, JSON.stringify({ ...grafana, uid: "cli", title: "From the command line" }));
    const args = [
      commandLine,
      "import",
      file,
      "--folder",
      "Team",
      "--source",
      "${DS_PROM}=local",
      "--data-folder",
      watchdeck.dataFolder,
    ];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    expect(stdout).toContain("1 of 2 panels drawn");
    expect(stdout).toContain(`written to ${own("Team", "From-the-command-line.json")}`);
    await row("From the command line").getByText("Team").waitFor();
  });

  test("a dashboard is found with Ctrl K", async () => {
    await page.keyboard.press("Control+k");
    await page.keyboard.type("from the comm");
    await page.getByRole("option", { name: "From the command line" }).waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(/#\/dashboards\/cli/);
  });

  test("nothing went wrong on the way", () => {
    expect(watchdeck.complaints).toEqual([]);
    expect(watchdeck.logComplaints()).toEqual([]);
  });
}
