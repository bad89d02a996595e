// Native notifications and the tray of the real Electron app, on a private session bus.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ownBusName } from "../support/bus-name";
import { type Desktop, launchDesktop, missingForDesktop } from "../support/desktop";
import { eventually } from "../support/eventually";
import { missingForNotificationBus, type NotificationBus, startNotificationBus } from "../support/notification-bus";
import { suite } from "../support/suite";

const missing = [...missingForDesktop(), ...(process.platform === "linux" ? missingForNotificationBus() : ["Linux"])];

suite("the desktop app's notices", missing, () => {
  let bus: NotificationBus;
  let desktop: Desktop;
  let releaseTray: () => void;
  beforeAll(async () => {
    bus = await startNotificationBus();
    // As a desktop with a tray has it: somebody who takes care of status icons.
    releaseTray = await ownBusName(bus.env.DBUS_SESSION_BUS_ADDRESS ?? "", "org.kde.StatusNotifierWatcher");
    desktop = await launchDesktop({ env: bus.env });
  });
  afterAll(async () => {
    await desktop.close();
    releaseTray();
    bus.stop();
  });

  const isVisible = () => desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
  const sendTestNotice = () =>
    desktop.page.evaluate(async () => {
      const reply = await window.bridge?.call("notifications.test", {}).reply;
      return reply?.ok ? reply.value.outcome : undefined;
    });

  test("a notice goes out once, under the app's name, and is reported as shown", async () => {
    expect(await eventually(sendTestNotice, "the engine answers")).toBe("shown");
    expect(bus.calls()).toEqual([
      {
        app: "Watchdeck",
        replaces: 0,
        summary: "Watchdeck can reach you",
        body: "Alerts that fire will look like this.",
        urgency: 1,
      },
    ]);
  });

  test("closing the window where there is a tray hides it, and a click on a notice brings it back and leads where it says", async () => {
    const { app, page } = desktop;
    await page.evaluate(() => {
      const routes: string[] = [];
      Object.assign(window, { routes });
      window.bridge?.listen("navigation.open", ({ route }) => routes.push(route));
    });
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    expect(await isVisible()).toBe(false);
    bus.clickNewest();
    const routes = await eventually(async () => {
      const found = await page.evaluate(() => (window as unknown as { routes: string[] }).routes);
      return found.length > 0 ? found : undefined;
    }, "the click leads somewhere");
    expect(routes).toEqual(["/alerts"]);
    expect(await isVisible()).toBe(true);
  });

  describe("for an alert", () => {
    beforeAll(async () => {
      bus.closeAll();
      await desktop.page.evaluate(async () => {
        const call = async (name: string, input: object) => {
          const reply = await window.bridge?.call(name as "rules.load", input as never).reply;
          if (!reply?.ok) throw new Error(`${name}: ${reply?.failure.say}`);
          return reply.value as never;
        };
        const { config } = (await call("routing.get", {})) as { config: { route: object } };
        await call("routing.save", { config: { ...config, route: { ...config.route, groupWaitMs: 0, groupIntervalMs: 1000 } } });
        const rules = ["First", "Second"].map(
          (name) =>
            `  - alert: ${name}\n    expr: vector(1)\n    labels: { severity: critical, instance: db-02 }\n    annotations: { summary: "${name} <b>is</b> bad" }\n`,
        );
        const text = `groups:\n- name: g\n  interval: 1s\n  rules:\n${rules.join("")}`;
        await call("rules.load", { from: "text", name: "two", text, source: "local" });
      });
    });

    const alertNotices = () => bus.calls().filter(({ summary }) => /^(First|Second)/.test(summary));
    const alerts = () =>
      desktop.page.evaluate(async () => {
        const reply = await window.bridge?.call("alerts.ledger", { kinds: ["firing"] }).reply;
        const entries = reply?.ok ? reply.value.entries : [];
        return entries.map(({ alertId, alertName }) => ({ id: alertId, name: alertName }));
      });

    test("the notice says what and where, as urgent as it is", async () => {
      await eventually(() => alertNotices()[1], "both alerts are told", { limitMs: 30_000 });
      expect(alertNotices().map(({ summary, urgency }) => ({ summary, urgency }))).toEqual([
        { summary: "First on db-02 · critical", urgency: 2 },
        { summary: "Second on db-02 · critical", urgency: 2 },
      ]);
    });

    test("the window's title has their number", async () => {
      await eventually(async () => /^\(2\) .*Watchdeck$/.test(await desktop.page.title()) || undefined, "the title counts them");
    });

    test("a click opens the alert, also when the window was hidden and the engine was started anew since", async () => {
      const { app, page } = desktop;
      const engine = await desktop.enginePid();
      process.kill(engine, "SIGKILL");
      await desktop.enginePid(engine);
      await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
      expect(await isVisible()).toBe(false);
      const first = await eventually(
        async () => (await alerts()).find(({ name }) => name === "First"),
        "the engine answers again",
      );
      bus.clickNewest();
      await page.waitForURL(`**/*#/alerts/${encodeURIComponent(first.id)}*`);
      expect(await isVisible()).toBe(true);
    });

    test("a button acknowledges it, and then its notice goes; nothing was told twice", async () => {
      const closings = bus.closings();
      bus.choose("Acknowledge (Second");
      await eventually(() => bus.closings() > closings || undefined, "the notice is taken away");
      expect(alertNotices()).toHaveLength(2);
    });

    test("hundreds at once are hundreds of rows in the inbox, and at most three notices in a minute", async () => {
      const before = bus.calls().length;
      const firing = await desktop.page.evaluate(async () => {
        const call = async <N extends "rules.load" | "routing.get" | "routing.save" | "alerts.summary">(
          name: N,
          input: object,
        ) => {
          const reply = await window.bridge?.call(name, input as never).reply;
          if (!reply?.ok) throw new Error(`${name}: ${reply?.failure.say}`);
          return reply.value;
        };
        const { config } = (await call("routing.get", {})) as { config: { route: object } };
        await call("routing.save", { config: { ...config, route: { ...config.route, groupBy: ["..."] } } });
        const expr = 'label_replace({__name__=~"node_.+"}, "metric", "$1", "__name__", "(.+)")';
        const rule = `  - alert: Burst\n    expr: ${expr}\n    labels: { severity: critical }\n`;
        await call("rules.load", {
          from: "text",
          name: "burst",
          text: `groups:\n- name: burst\n  interval: 1s\n  rules:\n${rule}`,
          source: "local",
        });
        for (;;) {
          const { critical } = (await call("alerts.summary", {})) as { critical: number };
          if (critical > 200) return critical;
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      });
      const digest = await eventually(
        () => bus.calls().find(({ summary }) => summary.includes("more alerts")),
        "the rest is told in one notice",
        { limitMs: 90_000 },
      );
      const told = Number(/^\d+/.exec(digest.summary)?.[0]);
      expect(bus.calls().length - before).toBeLessThanOrEqual(3);
      // Of those in the inbox all but the ones that were told by themselves.
      expect(told).toBeGreaterThan(firing / 2);
    });

    test("nothing complained but of the engine that was killed", () => {
      const logs = join(desktop.dataFolder, "logs");
      const lines = readdirSync(logs).flatMap((name) => readFileSync(join(logs, name), "utf8").split("\n"));
      const complaints = lines.filter((line) => / (warn|error) /.test(line) && !line.includes("the engine ended with code"));
      expect(complaints).toEqual([]);
    });
  });
});

suite("the desktop app without a notification service", missing, () => {
  test("says that a notice was not shown", async () => {
    const desktop = await launchDesktop({ env: { ...process.env, DBUS_SESSION_BUS_ADDRESS: "unix:path=/nonexistent" } });
    try {
      const outcome = await eventually(
        () =>
          desktop.page.evaluate(async () => {
            const reply = await window.bridge?.call("notifications.test", {}).reply;
            return reply?.ok ? reply.value.outcome : undefined;
          }),
        "the engine answers",
      );
      expect(outcome).toMatch(/^not shown: /);
    } finally {
      await desktop.close();
    }
  });
});
