// A Loki's logs, from its address to the line that explains it: the guides' queries as written, filtered by a click, followed live,
// saved; hostile lines stay text. And this host's own, once a file is picked.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { missingFor, openConsole, type RunningConsole, type Shell } from "../support/console";
import { eventually } from "../support/eventually";
import { type FakeLoki, startFakeLoki } from "../support/loki/fake-loki";
import { takeScreenshots } from "../support/screenshots";
import { suite } from "../support/suite";

for (const shell of ["desktop", "browser"] satisfies Shell[]) {
  suite(`logs in the ${shell} shell`, missingFor(shell), () => logs(shell));
}

const gateway = { service: "gateway", job: "api-gateway", env: "prod" };
const hostile = '<img src=x onerror="window.hacked = true"> \u202Egnp.exe \u001b[31mred\u001b[0m \u0007';
const slow =
  '{"level":"info","agent":"research","duration_ms":9100,"trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","message":"done"}';
const brief = '{"level":"info","agent":"daily_brief","duration_ms":2341,"message":"done"}';

function logs(shell: Shell): void {
  let folder: string;
  let loki: FakeLoki;
  let watchdeck: RunningConsole;
  let page: Page;

  const nsAgo = (seconds: number) => (BigInt(Date.now()) - BigInt(seconds) * 1000n) * 1_000_000n;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "watchdeck-logs-"));
    loki = await startFakeLoki();
    loki.push([
      {
        labels: gateway,
        lines: [
          [nsAgo(240), "level=error ERROR pool exhausted"],
          [nsAgo(180), brief],
          [nsAgo(120), slow],
          [nsAgo(60), "level=warn retrying, attempt=2"],
        ],
      },
      { labels: { service: "odd", env: "dev" }, lines: [[nsAgo(90), hostile]] },
    ]);
    watchdeck = await openConsole(shell);
    page = watchdeck.page;
  });
  afterAll(async () => {
    await watchdeck?.close();
    await loki?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const list = () => page.locator("[data-log-scroller]");
  const rows = () => page.locator("[data-log-row]");
  const detail = () => page.getByRole("region", { name: "Chosen line" });

  async function chooseSource(name: string): Promise<void> {
    await page.getByRole("button", { name: "What is being looked at" }).click();
    await page.getByRole("menuitem", { name: new RegExp(name) }).click();
  }

  const field = (name: string) => detail().getByRole("button", { name, exact: true });

  /** Replaces the query and runs it. */
  async function ask(expr: string): Promise<void> {
    const editor = page.locator(".cm-content").first();
    await editor.fill(expr);
    await page.locator("main").getByRole("button", { name: "Run", exact: true }).click();
  }

  /** Those of the query before stay until the first ones come. */
  async function oneLine(text: string): Promise<void> {
    const texts = async () => (await rows().allTextContents()).join("\n");
    await eventually(
      async () => ((await rows().count()) === 1 && (await texts()).includes(text)) || undefined,
      `one line: ${text}`,
    );
  }

  test("a Loki is added by its address, though it is taken for a Prometheus at first", async () => {
    await page.getByRole("link", { name: "Connections" }).click();
    await page.getByRole("button", { name: "Add server" }).first().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Address").fill(loki.url);
    await dialog.getByLabel("Name").fill("loki-prod");
    await dialog.getByRole("button", { name: "Test", exact: true }).click();
    await dialog.getByText("This is a Loki, not a Prometheus").waitFor();
    await dialog.getByRole("button", { name: "Connect it as a Loki" }).click();
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByText("loki-prod was added").waitFor();
  });

  test("its streams are offered to those who write no LogQL", async () => {
    await page.getByRole("navigation").getByRole("link", { name: "Logs" }).click();
    await chooseSource("loki-prod");
    await page.getByText("gateway").first().waitFor();
    await takeScreenshots("logs-start", page, shell);
  });

  test.each([
    ['{service="gateway"} |= "ERROR"', "pool exhausted"],
    ['{service="gateway"} | json | agent="daily_brief"', "daily_brief"],
    ['{service="gateway"} | json | duration_ms > 5000', "research"],
    ['{job="api-gateway"} |= "error"', "pool exhausted"],
  ])("the guides' query %s finds its line", async (expr, text) => {
    await ask(expr);
    await oneLine(text);
  });

  test("the guides' rate is a chart", async () => {
    await ask('rate({service="gateway"} |= "ERROR" [5m])');
    await page.locator("main").getByRole("img").first().waitFor();
  });

  test("a mistake is told at its place", async () => {
    await ask('{service="gateway" |= "x"');
    await page.locator(".cm-lintRange-error, .cm-diagnostic-error, [data-diagnostic]").first().waitFor();
    await page
      .getByText(/expected/i)
      .first()
      .waitFor();
  });

  test("lines come with their levels, how many there were when, and the newest first", async () => {
    await ask('{service="gateway"}');
    await eventually(async () => ((await rows().count()) === 4 ? true : undefined), "four lines");
    expect(await rows().first().textContent()).toMatch(/warn.*retrying/);
    await page.getByRole("list", { name: "Levels" }).getByText("warning").waitFor();
    await takeScreenshots("logs", page, shell);
  });

  test("a line tells its fields, and a click filters by one", async () => {
    await rows().filter({ hasText: "9100" }).click();
    await field("duration_ms").waitFor();
    await field("agent").hover();
    await takeScreenshots("logs-line", page, shell);
    await field("agent").hover();
    await detail().getByRole("button", { name: "Only lines with this agent" }).click();
    await oneLine("research");
    expect(await page.locator(".cm-content").first().textContent()).toContain('| json | agent="research"');
  });

  test("the lines around it come from its stream", async () => {
    await rows().first().click();
    await detail().getByRole("button", { name: "Context" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("pool exhausted").waitFor();
    await dialog.getByText("retrying").waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
  });

  test("what is hostile is text, and what it hides is seen", async () => {
    await ask('{service="odd"}');
    await oneLine("<img src=x onerror=");
    expect(await rows().first().textContent()).not.toContain("\u202E");
    expect(await page.evaluate(() => "hacked" in window)).toBe(false);
    expect(await list().locator("img").count()).toBe(0);
  });

  test("new lines come by themselves, wait while it is paused, and outlive a cut of the connection", async () => {
    await ask('{service="gateway"}');
    await eventually(async () => ((await rows().count()) === 4 ? true : undefined), "four lines");
    await page.getByRole("switch", { name: "Live" }).click();
    await eventually(() => loki.requests.some(({ path }) => path.endsWith("/tail")) || undefined, "it is followed");
    loki.push([{ labels: gateway, lines: [[nsAgo(0), "level=info while it was followed"]] }]);
    await list().getByText("while it was followed").waitFor();
    await page.getByRole("button", { name: "Pause" }).click();
    loki.push([{ labels: gateway, lines: [[nsAgo(0), "level=info while it was paused"]] }]);
    await page.getByRole("button", { name: "Go on with 1" }).waitFor();
    expect(await list().getByText("while it was paused").count()).toBe(0);
    await page.getByRole("button", { name: "Go on with 1" }).click();
    await list().getByText("while it was paused").waitFor();
    loki.tails.cutAll();
    loki.push([{ labels: gateway, lines: [[nsAgo(0), "level=info while nobody was there"]] }]);
    await list().getByText("while nobody was there").waitFor();
    await eventually(async () => ((await list().getByText(/while/).count()) === 3 ? true : undefined), "each line once");
    await page.getByRole("switch", { name: "Live" }).click();
  });

  // Where the desktop app's downloads go, dashboard-export.test.ts sees to.
  test.runIf(shell === "browser")("what is loaded is saved as a file", async () => {
    await page.getByRole("button", { name: "Save the loaded lines" }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name: /NDJSON/i }).click(),
    ]);
    const path = join(folder, "lines.ndjson");
    await download.saveAs(path);
    const lines = readFileSync(path, "utf8").trim().split("\n");
    expect(lines.map((line) => JSON.parse(line).line)).toContain(slow);
  });

  test("this host's own logs are read once a file is picked, with the same filters", async () => {
    const file = join(folder, "shop.log");
    const at = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();
    writeFileSync(file, `${at(60)} INFO sold one\n${at(30)} ERROR sold nothing\n`);
    await chooseSource("This host");
    await page.getByRole("button", { name: "Pick logs" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Path").fill(file);
    await dialog.getByRole("status").getByText("1 file").waitFor();
    await dialog.getByRole("button", { name: "Add", exact: true }).last().click();
    await dialog.getByRole("button", { name: `Do not read ${file} any more` }).waitFor();
    await dialog.getByRole("button", { name: "Done" }).click();
    await ask('{source="file"} |= "sold" | detected_level="error"');
    await oneLine("sold nothing");
    await ask('count_over_time({source="file"} [1m])');
    await page.locator("main").getByRole("img").first().waitFor();
  });

  test("nothing complained: neither the page nor the engine", () => {
    expect(watchdeck.complaints).toEqual([]);
    expect(watchdeck.logComplaints()).toEqual([]);
  });
}
