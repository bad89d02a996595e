// What is kept of this machine, and who else may read it: the History and Prometheus API cards of the Settings.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { commandLine, missingFor, openConsole, type RunningConsole, type Shell } from "../support/console";
import { eventually } from "../support/eventually";
import { freePort } from "../support/servers";
import { suite } from "../support/suite";

for (const shell of ["desktop", "browser"] satisfies Shell[])
  suite(`the history's settings in the ${shell} shell`, missingFor(shell), () => historySettings(shell));

const hour = 3600;

/** Two rooms, one sample a minute, for the last ten hours. */
function roomHistory(now: number): string {
  const lines = ["# TYPE room_celsius gauge"];
  for (const room of ["küche", "bad"])
    for (let at = now - 10 * hour; at < now; at += 60) lines.push(`room_celsius{room="${room}"} 20.5 ${at}`);
  return `${lines.join("\n")}\n# EOF\n`;
}

function historySettings(shell: Shell): void {
  let dataFolder: string;
  let port: number;
  let watchdeck: RunningConsole;
  let page: Page;

  const open = (link: string) =>
    page.evaluate((hash) => {
      location.hash = hash;
    }, link);
  beforeAll(async () => {
    dataFolder = mkdtempSync(join(tmpdir(), `watchdeck-history-${shell}-`));
    port = await freePort();
    const settings = { version: 1, preferences: { prometheusApi: { port } }, connections: [], ruleFiles: [], collectors: [] };
    writeFileSync(join(dataFolder, "settings.json"), JSON.stringify(settings));
    const text = join(dataFolder, "rooms.txt");
    writeFileSync(text, roomHistory(Math.floor(Date.now() / 1000)));
    const imported = spawnSync(process.execPath, [commandLine, "store", "import", text, "--data-folder", dataFolder], {
      encoding: "utf8",
    });
    expect(imported.stdout).toContain("Imported 1200 samples of 2 series");
    watchdeck = await openConsole(shell, { dataFolder });
    page = watchdeck.page;
    await open("#/settings?section=history");
    await page.getByText("History of this machine").waitFor();
  });
  afterAll(async () => {
    await watchdeck?.close();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  const rawKept = () => page.getByRole("combobox", { name: "How long every sample is kept" });
  const keepRaw = async (length: string) => {
    await rawKept().click();
    await page.getByRole("option", { name: length, exact: true }).click();
  };
  const selector = () => page.getByRole("textbox", { name: "Delete series" });
  const lookFor = async (text: string) => {
    await selector().fill(text);
    await page.getByRole("button", { name: "Delete…" }).click();
  };

  test("it says that it is written, and how far back each tier reaches", async () => {
    await page.getByText("writing", { exact: true }).waitFor();
    await page
      .getByRole("row", { name: /^Every sample/ })
      .getByText(/^(9|10)\sh/)
      .waitFor();
  });

  test("to keep it longer takes effect at once, to keep less than there is is asked about first", async () => {
    await keepRaw("2 days");
    await rawKept().getByText("2 days").waitFor();
    await keepRaw("6 hours");
    const dialog = page.getByRole("dialog", { name: "Keep less?" });
    await dialog.getByText(/What is older than 6 hours is deleted/).waitFor();
    await dialog.getByRole("button", { name: "Leave it" }).click();
    await rawKept().getByText("2 days").waitFor();
    await keepRaw("6 hours");
    await dialog.getByRole("button", { name: "Keep less" }).click();
    await rawKept().getByText("6 hours").waitFor();
  });

  test.each([
    {
      name: "a selector with a mistake",
      text: "room_celsius{room=}",
      told: /^1:19: parse error: unexpected "}" in label matching/,
    },
    { name: "an expression", text: "sum(room_celsius)", told: /not by an expression/ },
    { name: "nothing that is there", text: "no_such_room", told: "No series matches that selector." },
  ])("$name deletes nothing and says so", async ({ text, told }) => {
    await lookFor(text);
    await page.getByText(told).waitFor();
    expect(await page.getByRole("dialog").count()).toBe(0);
  });

  test("a series that is deleted, after a look at it, is gone from Metrics", async () => {
    await lookFor('room_celsius{room="küche"}');
    const dialog = page.getByRole("dialog", { name: "Delete 1 series?" });
    await dialog.getByText('room_celsius{room="küche"}').waitFor();
    await dialog.getByRole("button", { name: "Delete", exact: true }).click();
    await page.getByText("1 series deleted.").waitFor();
    await open(`#/metrics?view=table&expr=${encodeURIComponent("last_over_time(room_celsius[1h])")}`);
    await page.getByRole("cell", { name: "bad", exact: true }).waitFor();
    expect(await page.getByRole("cell", { name: "küche" }).count()).toBe(0);
  });

  const ask = (token?: string) =>
    fetch(`http://127.0.0.1:${port}/api/v1/query?query=${encodeURIComponent("node_load1")}`, {
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    });
  const shownToken = () =>
    page
      .getByRole("group", { name: "Token" })
      .getByText(/^[\w-]{43}$/)
      .textContent()
      .then((text) => text ?? "");
  let token: string;

  test("Prometheus clients get answers once they are let in, and with the token only", async () => {
    await open("#/settings?section=api");
    await page.getByRole("switch", { name: "Let Prometheus clients on this machine read its history" }).click();
    await page.getByText("listening", { exact: true }).waitFor();
    await page.getByRole("group", { name: "Address" }).getByText(`http://127.0.0.1:${port}`).waitFor();
    await page.getByRole("button", { name: "Show the token" }).click();
    token = await shownToken();
    expect((await ask()).status).toBe(401);
    const answer = await ask(token);
    expect([answer.status, await answer.json()]).toMatchObject([
      200,
      { status: "success", data: { result: [{ metric: { __name__: "node_load1", instance: hostname() } }] } },
    ]);
  });

  test("a new token makes the old one worthless", async () => {
    await page.getByRole("button", { name: "Make a new one…" }).click();
    await page.getByRole("dialog", { name: "Make a new token?" }).getByRole("button", { name: "Make a new one" }).click();
    const next = await eventually(async () => {
      const shown = await shownToken();
      return shown === token ? undefined : shown;
    }, "another token is shown");
    expect([(await ask(token)).status, (await ask(next)).status]).toEqual([401, 200]);
  });

  test("a port that cannot be is told and changes nothing; switched off, nobody listens", async () => {
    await page.getByRole("textbox", { name: "Port", exact: true }).fill("99999");
    await page.getByText("A number from 1 to 65535.").waitFor();
    expect((await ask()).status).toBe(401);
    await page.getByRole("switch", { name: "Let Prometheus clients on this machine read its history" }).click();
    await eventually(
      () =>
        ask().then(
          () => undefined,
          () => true,
        ),
      "nobody listens",
    );
  });

  test("nothing complained: neither the page nor the engine", () => {
    expect(watchdeck.complaints).toEqual([]);
    expect(watchdeck.logComplaints()).toEqual([]);
  });
}
