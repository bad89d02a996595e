// A receiver made by hand, from the first click to the first real alert that reaches it.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { missingFor, openConsole, type RunningConsole, type Shell } from "../support/console";
import { eventually } from "../support/eventually";
import { suite } from "../support/suite";

const canary = "canary-e2e-4417";

for (const shell of ["desktop", "browser"] satisfies Shell[])
  suite(`receivers in the ${shell} shell`, missingFor(shell), () => receivers(shell));

interface Heard {
  authorization: string | undefined;
  body: { receiver: string; status: string; notification_reason: string; alerts: { labels: Record<string, string> }[] };
}

/** An endpoint that keeps what it is sent. */
async function startEndpoint() {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => {
      body += part;
    });
    request.on("end", () => {
      heard.push({ authorization: request.headers.authorization, body: JSON.parse(body) });
      response.end("thanks");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const host = `127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  return { heard, host, url: `http://${host}/hook`, stop: () => server.close() };
}

function receivers(shell: Shell): void {
  let dataFolder: string;
  let watchdeck: RunningConsole;
  let endpoint: Awaited<ReturnType<typeof startEndpoint>>;
  let page: Page;

  const dialog = () => page.getByRole("dialog");
  const field = (name: string) => dialog().getByRole("textbox", { name, exact: true });

  beforeAll(async () => {
    endpoint = await startEndpoint();
    dataFolder = mkdtempSync(join(tmpdir(), `watchdeck-receivers-${shell}-`));
    mkdirSync(join(dataFolder, "rules"));
    const rules = join(dataFolder, "rules", "always.yml");
    writeFileSync(
      rules,
      "groups: [{name: g, interval: 1s, rules: [{alert: Always, expr: vector(1), labels: {severity: info}}]}]\n",
    );
    const settings = {
      version: 1,
      preferences: { allowUnencryptedSecrets: true },
      ruleFiles: [{ id: "r", name: "always.yml", path: rules, source: "local", enabled: true }],
    };
    writeFileSync(join(dataFolder, "settings.json"), JSON.stringify(settings));
    const route = {
      receiver: "team",
      groupBy: ["alertname"],
      groupWaitMs: 1000,
      groupIntervalMs: 2000,
      repeatIntervalMs: 3_600_000,
      matchers: [],
      continue: false,
      muteTimeIntervals: [],
      activeTimeIntervals: [],
      routes: [],
    };
    const routing = { origin: "edited", config: { route, timeIntervals: [], inhibitRules: [] } };
    writeFileSync(join(dataFolder, "routing.json"), JSON.stringify(routing));
    watchdeck = await openConsole(shell, { dataFolder });
    page = watchdeck.page;
    await page.evaluate(() => {
      location.hash = "#/alerts/receivers";
    });
  });
  afterAll(async () => {
    await watchdeck?.close();
    endpoint?.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  test("a webhook is shown as it will be sent while its fields are being filled in", async () => {
    await page.getByRole("button", { name: "Add a receiver" }).click();
    await dialog().getByRole("button", { name: "Webhook" }).click();
    await field("Name").fill("team");
    await field("Address").fill(endpoint.url);
    await dialog().getByRole("radio", { name: "Bearer token" }).click();
    const preview = dialog().getByRole("region", { name: "Preview" });
    await preview.getByText("The token is missing: enter it before this can be sent.").waitFor();
    await field("Token").fill(canary);
    await preview.getByText("The token is missing").waitFor({ state: "detached" });
    await preview.getByText("[FIRING:2] DiskAlmostFull (db1 node critical)").waitFor();
    await preview.getByRole("radio", { name: "As it is sent" }).click();
    await preview.getByText('"notification_reason": "new alerts added"').waitFor();
    expect(await preview.innerText()).not.toContain(canary);
  });

  test("its test arrives, with the token, before anything is saved", async () => {
    await dialog().getByRole("button", { name: "Send a test" }).click();
    await dialog().getByText(`${endpoint.host} took it (200)`).waitFor();
    expect(endpoint.heard).toMatchObject([
      {
        authorization: `Bearer ${canary}`,
        body: { receiver: "team", notification_reason: "test", alerts: [{ labels: { alertname: "WatchdeckTest" } }] },
      },
    ]);
  });

  test("once saved it is told of the alert that routes send to it, and says that it works", async () => {
    await dialog().getByRole("button", { name: "Save" }).click();
    await dialog().waitFor({ state: "detached" });
    const told = await eventually(() => endpoint.heard[1], "the alert reaches the receiver");
    expect(told).toMatchObject({
      authorization: `Bearer ${canary}`,
      body: { receiver: "team", status: "firing", alerts: [{ labels: { alertname: "Always", severity: "info" } }] },
    });
    const item = page.getByRole("listitem").filter({ hasText: endpoint.url }).last();
    await item.getByText("works", { exact: true }).waitFor();
  });

  test("when it is opened again its token is stored and not shown, and a wrong address is told at its field", async () => {
    await page.getByRole("button", { name: "team", exact: true }).click();
    await dialog().getByText("Stored. Leave it empty to keep it.").waitFor();
    expect(await field("Token").inputValue()).toBe("");
    await field("Address").fill("nowhere");
    await dialog().getByRole("button", { name: "Save" }).click();
    await dialog().getByText("The address starts with http:// or https://.").waitFor();
    await page.keyboard.press("Escape");
    await dialog().waitFor({ state: "detached" });
  });

  test("one that routes name is not removed", async () => {
    await page.getByRole("button", { name: "Actions for team" }).click();
    await page.getByRole("menuitem", { name: "Remove" }).click();
    await dialog().getByRole("button", { name: "Remove" }).click();
    await dialog().getByText("A route names team: give it another receiver first.").waitFor();
    await dialog().getByRole("button", { name: "Keep it" }).click();
  });

  test("neither the page nor the log complained, and no log holds the token", () => {
    expect([...watchdeck.complaints, ...watchdeck.logComplaints()]).toEqual([]);
    const logs = join(dataFolder, "logs");
    for (const name of readdirSync(logs)) expect(readFileSync(join(logs, name), "utf8")).not.toContain(canary);
  });
}
