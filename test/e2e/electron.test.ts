import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Bridge } from "#shared/contract/bridge";
import { contentSecurityPolicy } from "../../electron/security/content-security-policy";
import { type Desktop, desktopArguments, launchDesktop, missingForDesktop } from "../support/desktop";
import { eventually } from "../support/eventually";
import { findElectron } from "../support/programs";
import { suite } from "../support/suite";

declare global {
  interface Window {
    /** Put there by the preload. */
    bridge?: Bridge;
  }
}

const missing = missingForDesktop();

suite("the desktop app", missing, () => {
  let desktop: Desktop;
  beforeAll(async () => {
    desktop = await launchDesktop();
  });
  afterAll(() => desktop.close());

  const callOnce = () =>
    desktop.page.evaluate(async () => {
      const reply = await window.bridge?.call("app.about", {}).reply;
      return reply?.ok ? reply.value : undefined;
    });
  const about = () => eventually(callOnce, "the engine answers");

  test("serves its page from its own origin, under its content security policy", async () => {
    const { page } = desktop;
    expect(page.url()).toMatch(/^https:\/\/watchdeck\.invalid\//);
    const answer = await page.evaluate(async () => {
      const response = await fetch("/index.html");
      return {
        policy: response.headers.get("content-security-policy"),
        sniffing: response.headers.get("x-content-type-options"),
      };
    });
    expect(answer).toEqual({ policy: contentSecurityPolicy, sniffing: "nosniff" });
  });

  test("gives its page neither Node nor Electron, and no way to run text as code", async () => {
    const found = await desktop.page.evaluate(async () => {
      // Playwright lifts the policy for as long as its own text runs; from a timer on it holds again.
      await new Promise((resolve) => setTimeout(resolve));
      let evaluated = "ran";
      try {
        new Function("return 1")();
      } catch (error) {
        evaluated = (error as Error).name;
      }
      return {
        globals: ["process", "require", "module", "Buffer", "electron", "ipcRenderer"].filter((name) => name in window),
        bridge: Object.keys(window.bridge ?? {}).sort(),
        evaluated,
      };
    });
    expect(found).toEqual({ globals: [], bridge: ["call", "listen", "onLink", "open"], evaluated: "EvalError" });
  });

  test("connects the page to an engine that runs in a process of its own", async () => {
    expect(await about()).toMatchObject({ shell: "desktop", dataFolder: desktop.dataFolder });
    const main = desktop.app.process().pid;
    expect(await desktop.enginePid()).not.toBe(main);
  });

  test("answers a call that is not in the contract with a refusal, and ignores such an event", async () => {
    const answers = await desktop.page.evaluate(async () => {
      const bridge = window.bridge as unknown as Record<string, (...args: unknown[]) => unknown>;
      const pending = bridge.call?.("process.exit", {}) as { reply: Promise<unknown> };
      return { reply: await pending.reply, unsubscribe: typeof bridge.listen?.("nothing.there", () => {}) };
    });
    expect(answers).toEqual({
      reply: { ok: false, failure: { kind: "bad-request", say: "There is no such call.", retry: false } },
      unsubscribe: "function",
    });
  });

  test("carries columns of numbers into the page as Float64Arrays", async () => {
    await about();
    const frame = await desktop.page.evaluate(
      () =>
        new Promise((resolve, reject) => {
          const stream = window.bridge?.open(
            "query.live",
            { queries: [{ id: "load", expr: "node_load1" }], windowMs: 60_000, stepMs: 1000 },
            2,
            (received) => {
              stream?.close();
              resolve({
                times: Object.prototype.toString.call(received.times),
                isOfThisPage: received.times instanceof Float64Array,
                isWhole: received.isWhole,
              });
            },
            (failure) => reject(new Error(failure?.say)),
          );
        }),
    );
    expect(frame).toEqual({ times: "[object Float64Array]", isOfThisPage: true, isWhole: true });
  });

  test("lets a click copy text, although no page may read or write the clipboard by itself", async () => {
    const { app, page } = desktop;
    await page.evaluate(() => {
      const button = document.createElement("button");
      button.id = "copy";
      button.textContent = "copy";
      button.style.cssText = "position:fixed;top:0;left:0;z-index:99999";
      button.onclick = () => {
        const area = document.createElement("textarea");
        area.value = 'up{job="node"}';
        document.body.append(area);
        area.select();
        document.execCommand("copy");
        area.remove();
      };
      document.body.append(button);
    });
    await page.click("#copy");
    expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe('up{job="node"}');
    const alone = await page.evaluate(() => navigator.clipboard.readText().catch((error: Error) => error.name));
    expect(alone).toBe("NotAllowedError");
    await page.evaluate(() => document.querySelector("#copy")?.remove());
  });

  /** From here on nothing is handed to the user's browser; the returned function tells what would have been. */
  async function watchOpenedOutside(): Promise<() => Promise<string[]>> {
    await desktop.app.evaluate(({ shell }) => {
      const opened: string[] = [];
      Object.assign(globalThis, { openedOutside: opened });
      shell.openExternal = async (address) => {
        opened.push(address);
      };
    });
    return () => desktop.app.evaluate(() => (globalThis as unknown as { openedOutside: string[] }).openedOutside);
  }

  /** Fails when the page is another one than before `act`, or has company. */
  async function expectToStay(act: () => Promise<unknown>): Promise<void> {
    const { app, page } = desktop;
    // Without the fragment, which is the page's own to change.
    const address = () => page.url().split("#")[0];
    const before = address();
    await page.evaluate(() => Object.assign(window, { isSamePage: true }));
    await act();
    // Whatever was asked for before has been decided upon once a request of the page has come back from the main process.
    await page.evaluate(() => fetch("/index.html").then((response) => response.text()));
    expect(await page.evaluate(() => "isSamePage" in window)).toBe(true);
    expect(address()).toBe(before);
    const contents = await app.evaluate(({ webContents }) => webContents.getAllWebContents().map((each) => each.getType()));
    expect(contents).toEqual(["window"]);
  }

  test("keeps its page where it is: nothing navigates away, opens a window, or frames another site", async () => {
    const { app, page } = desktop;
    const openedOutside = await watchOpenedOutside();
    const before = page.url();
    const windowsOpened = await page.evaluate(() =>
      [
        "https://example.com/docs",
        "http://example.com/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://watchdeck.invalid/",
      ].map((address) => window.open(address) !== null),
    );
    expect(windowsOpened).toEqual([false, false, false, false, false]);
    for (const address of ["https://example.com/away", "file:///etc/passwd", "smb://example.com/share"]) {
      await page.evaluate((to) => {
        location.href = to;
      }, address);
    }
    const opened = await eventually(async () => {
      const list = await openedOutside();
      return list.length >= 3 ? list : undefined;
    }, "the links went to the browser");
    expect(opened).toEqual(["https://example.com/docs", "http://example.com/", "https://example.com/away"]);
    expect(page.url()).toBe(before);
    expect(app.windows()).toHaveLength(1);
  });

  test.each([
    "javascript:void(document.title='ran')",
    "data:text/html,<title>ran</title>",
    "file:///etc/passwd",
    "chrome://gpu",
    "view-source:https://watchdeck.invalid/",
  ])("a link to %s leads nowhere", async (address) => {
    const { page } = desktop;
    const openedOutside = await watchOpenedOutside();
    for (const target of ["_self", "_blank"]) {
      await expectToStay(() =>
        page.evaluate(
          ([href, target]) => {
            const link = Object.assign(document.createElement("a"), { href, target });
            document.body.append(link);
            link.click();
            link.remove();
          },
          [address, target] as const,
        ),
      );
    }
    expect(await page.title()).not.toBe("ran");
    expect(await openedOutside()).toEqual([]);
  });

  test.each([
    { name: "an empty page", args: ["about:blank"], opened: [] },
    { name: "no address", args: [], opened: [] },
    { name: "a named window", args: ["https://example.com/", "name"], opened: ["https://example.com/"] },
    {
      name: "a window without an opener",
      args: ["https://example.com/", "_blank", "noopener"],
      opened: ["https://example.com/"],
    },
    { name: "a popup of our own page", args: ["https://watchdeck.invalid/", "_blank", "popup,width=100"], opened: [] },
    { name: "a mail", args: ["mailto:ada@example.com"], opened: [] },
  ])("window.open of $name opens no window of ours", async ({ args, opened }) => {
    const openedOutside = await watchOpenedOutside();
    await expectToStay(async () => {
      expect(await desktop.page.evaluate((args) => window.open(...args) === null, args)).toBe(true);
    });
    expect(await openedOutside()).toEqual(opened);
  });

  test.each([
    { name: "a file", type: "Files", dragged: { items: [], files: [join(import.meta.dirname, "../../package.json")] } },
    {
      name: "a link",
      type: "text/uri-list",
      dragged: { items: [{ mimeType: "text/uri-list", data: "https://example.com/" }] },
    },
  ])("$name dropped on the window leads nowhere", async ({ type, dragged }) => {
    const { page } = desktop;
    const openedOutside = await watchOpenedOutside();
    await page.evaluate(() => {
      const seen: string[] = [];
      Object.assign(window, { draggedOver: seen });
      document.addEventListener("dragover", ({ dataTransfer }) => seen.push(...(dataTransfer?.types ?? [])), { once: true });
    });
    const devtools = await page.context().newCDPSession(page);
    // 1: it may be copied.
    const data = { ...dragged, dragOperationsMask: 1 };
    await expectToStay(async () => {
      for (const step of ["dragEnter", "dragOver", "drop"] as const)
        await devtools.send("Input.dispatchDragEvent", { type: step, x: 400, y: 300, data });
    });
    await devtools.detach();
    expect(await page.evaluate(() => (window as unknown as { draggedOver: string[] }).draggedOver)).toContain(type);
    expect(await openedOutside()).toEqual([]);
  });

  test("a webview is an element like any other", async () => {
    const { page } = desktop;
    await expectToStay(() =>
      page.evaluate(() => {
        const view = document.createElement("webview");
        view.setAttribute("src", "data:text/html,hello");
        view.setAttribute("nodeintegration", "");
        document.body.append(view);
      }),
    );
    expect(await page.evaluate(() => typeof (document.querySelector("webview") as { loadURL?: unknown } | null)?.loadURL)).toBe(
      "undefined",
    );
    await page.evaluate(() => document.querySelector("webview")?.remove());
  });

  test("grants its page notifications and no other permission", async () => {
    const states = await desktop.page.evaluate(async () => {
      const names = ["notifications", "geolocation", "camera", "microphone", "midi"] as PermissionName[];
      return Promise.all(names.map(async (name) => `${name} ${(await navigator.permissions.query({ name })).state}`));
    });
    expect(states).toEqual(["notifications granted", "geolocation denied", "camera denied", "microphone denied", "midi denied"]);
  });

  test("refuses files outside the built renderer", async () => {
    const statuses = await desktop.page.evaluate(() =>
      Promise.all(
        ["/..%2f..%2fpackage.json", "/%2e%2e/main.js", "/..%5c..%5cpackage.json", "/missing.js"].map(
          async (path) => (await fetch(path)).status,
        ),
      ),
    );
    expect(statuses).toEqual([404, 404, 404, 404]);
  });

  test("starts a killed engine again within two seconds, and the page is connected to it", async () => {
    await about();
    const { page } = desktop;
    await page.evaluate(() => {
      const states: { state: string; at: number }[] = [];
      Object.assign(window, { linkStates: states });
      window.bridge?.onLink((state) => states.push({ state, at: performance.now() }));
    });
    const pid = await desktop.enginePid();
    process.kill(pid, "SIGKILL");
    expect(await desktop.enginePid(pid)).not.toBe(pid);
    await about();
    const states = await page.evaluate(() => (window as unknown as { linkStates: { state: string; at: number }[] }).linkStates);
    expect(states.map(({ state }) => state)).toEqual(["connected", "connecting", "connected"]);
    const [, lost, back] = states;
    expect((back?.at ?? Number.POSITIVE_INFINITY) - (lost?.at ?? 0)).toBeLessThan(2000);
  });

  test("gives a reloaded page a port of its own", async () => {
    await desktop.page.reload();
    expect(await about()).toMatchObject({ shell: "desktop" });
  });

  test.each<{ name: string; args: string[] }>([
    { name: "a second time", args: [] },
    {
      name: "with the arguments of somebody who means ill",
      args: [
        "https://example.com/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "watchdeck://open?route=/alerts",
        "--inspect=0",
      ],
    },
  ])("shows the window of the first start when it is started $name, and the second one ends", async ({ args }) => {
    const { app, dataFolder } = desktop;
    const openedOutside = await watchOpenedOutside();
    await expectToStay(async () => {
      await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
      const second = spawn(findElectron() ?? "", desktopArguments(dataFolder, args), { stdio: "ignore" });
      const code = await new Promise((resolve) => second.on("exit", resolve));
      expect(code).toBe(0);
      await eventually(
        async () => (await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())) || undefined,
        "the first one's window is shown",
      );
    });
    expect(await openedOutside()).toEqual([]);
    expect(app.windows()).toHaveLength(1);
  });
});

suite("the desktop app's end", missing, () => {
  test("closing the window where there is no tray ends it and its engine in order, and keeps the window's place", async () => {
    const dataFolder = mkdtempSync(join(tmpdir(), "watchdeck-desktop-"));
    try {
      writeFileSync(join(dataFolder, "window.json"), JSON.stringify({ bounds: { x: 9000, y: 9000, width: 950, height: 640 } }));
      // Without a session bus there is nobody to draw a tray.
      const { app, page, enginePid } = await launchDesktop({
        dataFolder,
        env: { ...process.env, DBUS_SESSION_BUS_ADDRESS: "unix:path=/nonexistent" },
      });
      const pid = await enginePid();
      const ended = new Promise((resolve) => app.process().once("exit", resolve));
      const size = await page.evaluate(() => [window.outerWidth, window.outerHeight]);
      expect(size).toEqual([950, 640]);
      await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
      expect(await ended).toBe(0);
      expect(() => process.kill(pid, 0)).toThrow("ESRCH");
      const kept = JSON.parse(readFileSync(join(dataFolder, "window.json"), "utf8"));
      expect(kept).toMatchObject({ bounds: { width: 950, height: 640 }, isMaximised: false });
      expect(kept.bounds.x).toBeLessThan(9000);
      expect(existsSync(join(dataFolder, "logs", "engine.log"))).toBe(true);
    } finally {
      rmSync(dataFolder, { recursive: true, force: true });
    }
  });

  test("an engine that cannot start is tried again and again, says why in the log, and does not keep the app from ending", async () => {
    const dataFolder = mkdtempSync(join(tmpdir(), "watchdeck-desktop-"));
    try {
      // The engine finds a folder where its log should be.
      mkdirSync(join(dataFolder, "logs", "engine.log"), { recursive: true });
      const env = { ...process.env, DBUS_SESSION_BUS_ADDRESS: "unix:path=/nonexistent" };
      const { app } = await launchDesktop({ dataFolder, env });
      const ended = new Promise((resolve) => app.process().once("exit", resolve));
      const log = await eventually(() => {
        const text = readFileSync(join(dataFolder, "logs", "main.log"), "utf8");
        return text.includes("starting it again in 500 ms (time 3 in a row)") ? text : undefined;
      }, "the engine was started for the third time");
      expect(log).toContain("EISDIR");
      await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
      expect(await ended).toBe(0);
    } finally {
      rmSync(dataFolder, { recursive: true, force: true });
    }
  });
});
