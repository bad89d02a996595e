// Native notifications and the tray of the real Electron app, on a private session bus.
import { afterAll, beforeAll, expect, test } from "vitest";
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
