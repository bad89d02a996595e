// The Containers page in both shells, beside a daemon at the end of a real unix socket that answers as Docker once did.
import type { Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { missingFor, openConsole, type RunningConsole, type Shell } from "../support/console";
import { type FakeDocker, type RecordedDaemon, recordedDaemon, startFakeDocker } from "../support/fake-docker";
import { takeScreenshots } from "../support/screenshots";
import { suite } from "../support/suite";

for (const shell of ["desktop", "browser"] satisfies Shell[])
  suite(`the Containers page in the ${shell} shell`, missingFor(shell), () => containersPage(shell));

function containersPage(shell: Shell): void {
  let recorded: RecordedDaemon;
  let docker: FakeDocker;
  let watchdeck: RunningConsole;
  let page: Page;

  beforeAll(async () => {
    recorded = recordedDaemon("docker-20.10");
    docker = await startFakeDocker(recorded.answer);
    watchdeck = await openConsole(shell, { env: { ...process.env, DOCKER_HOST: `unix://${docker.socket}` } });
    page = watchdeck.page;
  });
  afterAll(async () => {
    await watchdeck?.close();
    await docker?.stop();
  });

  const row = (name: string) => page.getByRole("grid", { name: "Containers" }).getByRole("row").filter({ hasText: name });

  test("they are listed with their images, states and usage", async () => {
    await page.getByRole("navigation").getByRole("link", { name: "Containers" }).click();
    await page.getByText("3 running of 6").waitFor();
    await page.getByText("Docker 20.10.24+dfsg1").waitFor();
    await row("shop-db-1").getByText("busybox:1.35").waitFor();
    await row("shop-web-1").getByText("healthy").waitFor();
    await row("resting").getByText("paused").waitFor();
    await row("done-once").getByText("exited (3)").waitFor();
    await row("never-started").getByText("created").waitFor();
    await row("shop-db-1")
      .getByText(/[\d.]+\s(KiB|MiB)/)
      .first()
      .waitFor();
    await takeScreenshots("containers", page, shell);
  });

  test("one is looked into, with the facts that the daemon told", async () => {
    await row("shop-db-1").click();
    const pane = page.getByRole("region", { name: "shop-db-1" });
    await pane.getByText("43bbc729206e").waitFor();
    await pane.getByText("shop", { exact: true }).waitFor();
    await pane.getByRole("button", { name: "Close" }).click();
  });

  test("a query answers under cAdvisor's names", async () => {
    await page.evaluate((expr) => {
      location.hash = `#/metrics?view=table&expr=${encodeURIComponent(expr)}`;
    }, 'container_memory_usage_bytes{image="busybox:1.35"}');
    await page.getByRole("cell", { name: "shop-db-1" }).first().waitFor();
    await page.getByRole("navigation").getByRole("link", { name: "Containers" }).click();
  });

  test("a daemon that stops talking is told so, and its containers come back with it", async () => {
    const answer = docker.answer;
    docker.answer = () => {};
    await page.getByText("hangs").waitFor({ timeout: 30_000 });
    docker.answer = answer;
    await row("shop-db-1").waitFor({ timeout: 60_000 });
  });

  test("nothing complained: neither the page nor the engine", () => {
    expect(watchdeck.complaints).toEqual([]);
    expect(watchdeck.logComplaints()).toEqual([]);
  });
}
