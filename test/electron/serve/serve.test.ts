import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { preferencesSchema } from "#shared/contract/settings";
import { askRunningConsole } from "../../../electron/cli/asker";
import { type ServeOptions, serve } from "../../../electron/serve";
import { findRunningConsole } from "../../../electron/serve/running-console";
import { createFakeEngine } from "../../support/fake-engine";

let folder: string;
let dataFolder: string;
let engine: ReturnType<typeof createFakeEngine>;
const told: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "watchdeck-serve-"));
  dataFolder = join(folder, "data");
  mkdirSync(join(folder, "renderer"));
  writeFileSync(join(folder, "renderer", "index.html"), "<!doctype html>");
  engine = createFakeEngine();
  told.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const start = (options: Partial<ServeOptions> = {}) =>
  serve({
    dataFolder,
    rendererFolder: join(folder, "renderer"),
    version: "1.2.3",
    port: 0,
    createEngine: async () => engine,
    tell: (line) => told.push(line),
    ...options,
  });

/** Shows the key of an address to the console that it names. */
async function enter(url: string): Promise<number> {
  const { origin, hash } = new URL(url);
  const answer = await fetch(`${origin}/session`, { method: "POST", body: hash.slice("#token=".length), headers: { origin } });
  return answer.status;
}

describe("a console", () => {
  test("listens under the address that it gives, with a key that opens it", async () => {
    const running = await start();
    expect(running.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[A-Za-z0-9_-]{43}$/);
    expect(await enter(running.url)).toBe(204);
    expect(await enter(`${running.url}x`)).toBe(401);
    await running.close();
  });

  test("gives addresses that open it once", async () => {
    const running = await start();
    const url = running.oneTimeUrl();
    expect(url).not.toBe(running.url);
    expect([await enter(url), await enter(url)]).toEqual([204, 401]);
    await running.close();
  });

  test("tells the engine that secrets are not encrypted here", async () => {
    let storage: unknown;
    const running = await start({
      createEngine: async (options) => {
        storage = options.vault.storage(false);
        expect(options).toMatchObject({ dataFolder, shell: "browser", version: "1.2.3" });
        return engine;
      },
    });
    expect(storage).toEqual({
      kind: "file",
      detail: "not encrypted: the browser shell keeps secrets in a file that only your user can read",
    });
    await running.close();
  });

  test("keeps its folder to the user, its key across a restart, and leaves no lock behind", async () => {
    const first = await start();
    expect(statSync(dataFolder).mode & 0o777).toBe(0o700);
    expect(statSync(join(dataFolder, "serve.lock")).mode & 0o777).toBe(0o600);
    await first.close();
    expect(readdirSync(dataFolder).sort()).toEqual(["logs", "token"]);
    const second = await start();
    expect(new URL(second.url).hash).toBe(new URL(first.url).hash);
    await second.close();
    expect(engine.diary).toEqual(["start", "close", "start", "close"]);
  });

  test("refuses a second one on its folder, with the address of the first", async () => {
    const running = await start();
    const { port } = new URL(running.url);
    await expect(start()).rejects.toThrow(`already runs on this data folder, at http://127.0.0.1:${port}/`);
    await running.close();
  });

  test("leads a second start to it, with a key that opens it once", async () => {
    const running = await start();
    const found = await findRunningConsole(dataFolder, Date.now());
    expect(found?.url).toBe(running.url);
    expect([await enter(found?.oneTimeUrl ?? ""), await enter(found?.oneTimeUrl ?? "")]).toEqual([204, 401]);
    await running.close();
    expect(await findRunningConsole(dataFolder, Date.now())).toBeUndefined();
  });

  test("gives such a key to nobody without the token, not even to its own page", async () => {
    const running = await start();
    const { origin, hash } = new URL(running.url);
    const session = await fetch(`${origin}/session`, { method: "POST", body: hash.slice("#token=".length) });
    const cookie = session.headers.get("set-cookie")?.split(";")[0] ?? "";
    const ask = async (headers: Record<string, string>) => (await fetch(`${origin}/code`, { method: "POST", headers })).status;
    expect([await ask({}), await ask({ cookie }), await ask({ authorization: "Bearer x" })]).toEqual([401, 401, 401]);
    await running.close();
  });

  test("writes its log into the folder, and says warnings aloud", async () => {
    const running = await start({
      createEngine: async ({ log }) => {
        log.warn("the disk is nearly full", new Error("ENOSPC"));
        return engine;
      },
    });
    await running.close();
    expect(told).toEqual(["the disk is nearly full"]);
    const text = readFileSync(join(dataFolder, "logs", "engine.log"), "utf8");
    expect(text).toMatch(/^\S+Z warn the disk is nearly full\n {2}Error: ENOSPC\n/);
    expect(text).toMatch(/Z info version 1\.2\.3 listens on 127\.0\.0\.1:\d+\n$/);
    expect(text).not.toContain(new URL(running.url).hash.slice("#token=".length));
  });
});

describe("a console that cannot start", () => {
  test("because its engine fails leaves nothing behind", async () => {
    await expect(start({ createEngine: () => Promise.reject(new Error("no engine")) })).rejects.toThrow("no engine");
    expect(existsSync(join(dataFolder, "serve.lock"))).toBe(false);
  });

  test("because its port is taken ends its engine and leaves nothing behind", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as { port: number };
    await expect(start({ port })).rejects.toThrow(`Port ${port} of 127.0.0.1 is taken by another program`);
    expect(engine.diary).toEqual(["close"]);
    expect(existsSync(join(dataFolder, "serve.lock"))).toBe(false);
    taken.close();
  });

  test("because its pages are not built says what to run", async () => {
    const rendererFolder = join(folder, "nothing");
    await expect(start({ rendererFolder })).rejects.toThrow(
      `The console's pages are not built (${rendererFolder}); run \`npm run build\` first.`,
    );
  });

  test("because the disk is full says so", async () => {
    const full = Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC", syscall: "write" });
    await expect(start({ createEngine: () => Promise.reject(full) })).rejects.toThrow(
      `There is no room left on the disk of the data folder ${dataFolder}; make some, or choose another folder with --data-folder.`,
    );
  });

  test("because its folder is a file says which", async () => {
    writeFileSync(dataFolder, "");
    await expect(start()).rejects.toThrow(`The data folder ${dataFolder} cannot be written to`);
  });
});

describe("the command line", () => {
  test("asks the console that runs on the folder", async () => {
    engine.api.answer("settings.get", () => preferencesSchema.parse({ theme: "dark" }));
    const running = await start();
    const asker = await askRunningConsole(dataFolder, Date.now());
    expect(await asker?.ask("settings.get", {})).toMatchObject({ ok: true, value: { theme: "dark" } });
    await asker?.close();
    await running.close();
  });

  test("finds none where none runs", async () => {
    expect(await askRunningConsole(dataFolder, Date.now())).toBeUndefined();
  });
});
