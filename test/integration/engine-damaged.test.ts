// Whatever became of the files in the data folder, the engine starts, says what it found by the file's name, and works.
import {
  appendFileSync,
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { AlertsSnapshot } from "#shared/contract/alerts";
import type { RoutingState } from "#shared/contract/routing";
import { createEngine, type Engine } from "../../electron/engine/engine";
import { newFolder, openVault, recordingLog } from "../support/engine-parts";
import { eventually } from "../support/eventually";
import { createFakeNotifier } from "../support/fake-notifier";

let folder: string;
const filled = newFolder();
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function withEngine<T>(dataFolder: string, use: (engine: Engine) => Promise<T>): Promise<T> {
  const { log } = recordingLog();
  const notifier = createFakeNotifier();
  const engine = await createEngine({ dataFolder, shell: "desktop", version: "test", vault: openVault, log, notifier });
  try {
    await engine.start();
    return await use(engine);
  } finally {
    await engine.close();
  }
}

async function call(engine: Engine, ...[name, input]: Parameters<Engine["api"]["run"]>) {
  const reply = await engine.api.run(name, input);
  if (!reply.ok) throw new Error(reply.failure.say);
  return reply.value;
}

const rules = "groups:\n- name: g\n  interval: 1s\n  rules:\n  - {alert: Always, expr: vector(1)}\n";

/** Everything that an engine keeps, one of each. */
async function fill(): Promise<void> {
  await withEngine(filled, async (engine) => {
    await call(engine, "settings.update", { allowUnencryptedSecrets: true, theme: "light" });
    const draft = { kind: "prometheus", name: "Prod", url: "http://127.0.0.1:9", auth: { kind: "bearer" } };
    await call(engine, "connections.save", { ...draft, secrets: { token: "t" } });
    await call(engine, "rules.load", { from: "text", name: "always", text: rules, source: "local" });
    const { config } = (await call(engine, "routing.get", {})) as RoutingState;
    await call(engine, "routing.save", { config });
    await call(engine, "receivers.save", { receiver: { name: "ops", integrations: [] } });
    await firing(engine);
  });
}

const firing = (engine: Engine) =>
  eventually(async () => {
    const { files } = (await call(engine, "alerts.snapshot", {})) as AlertsSnapshot;
    return files[0]?.groups[0]?.rules[0]?.state === "firing" || undefined;
  }, "the alert fires");

const damages: Record<string, (path: string) => void> = {
  "cut off": (path) => truncateSync(path, Math.floor(readFileSync(path).length / 2)),
  garbage: (path) => writeFileSync(path, Buffer.from([0, 255, 254, 10, 13, 0, 123, 34, 10])),
  "of wrong types": (path) =>
    writeFileSync(path, '{"version":"x","groups":7,"entries":[],"preferences":3,"connections":{},"ruleFiles":"no"}\n'),
  empty: (path) => writeFileSync(path, ""),
  "a folder": (path) => {
    rmSync(path);
    mkdirSync(path);
    writeFileSync(join(path, "in it"), "");
  },
  unreadable: (path) => chmodSync(path, 0o000),
  missing: (path) => rmSync(path),
};

const files = ["settings.json", "secrets.json", "routing.json", "receivers.json"];
/** What does no harm, and is not told. */
const harmless = new Set(files.map((file) => `${file} missing`));

beforeAll(fill);
afterAll(() => rmSync(filled, { recursive: true, force: true }));

describe.each(files)("when %s is", (file) => {
  const isRoot = process.getuid?.() === 0;
  test.each(Object.keys(damages).filter((name) => name !== "unreadable" || !isRoot))(
    "%s, the engine starts, says so and works",
    async (damage) => {
      cpSync(filled, folder, { recursive: true });
      damages[damage]?.(join(folder, file));
      await withEngine(folder, async (engine) => {
        const { problems } = (await call(engine, "problems.list", {})) as { problems: { text: string }[] };
        const about = problems.filter(({ text }) => text.includes(file));
        expect(problems.map(({ text }) => text)).toEqual(about.map(({ text }) => text));
        expect(about).toHaveLength(harmless.has(`${file} ${damage}`) ? 0 : 1);
        await call(engine, "settings.update", { density: "compact", allowUnencryptedSecrets: true });
        await call(engine, "connections.save", {
          kind: "prometheus",
          name: "New",
          url: "http://127.0.0.1:9",
          auth: { kind: "bearer" },
          secrets: { token: "n" },
        });
        if (file === "settings.json")
          await call(engine, "rules.load", { from: "text", name: "again", text: rules, source: "local" });
        await firing(engine);
      });
      // What was said once is not said again: the files are in order now.
      await withEngine(folder, async (engine) => {
        expect(await call(engine, "problems.list", {})).toEqual({ problems: [] });
        expect(await call(engine, "settings.get", {})).toMatchObject({ density: "compact" });
      });
    },
  );
});

describe.each(["CURRENT", "MANIFEST", ".log"])("when a file of the alert history's database is damaged: %s", (part) => {
  test.each(["cut off", "garbage", "empty", "missing"])(
    "%s, the engine starts, alerts, and says it once at most",
    async (damage) => {
      cpSync(filled, folder, { recursive: true });
      const database = join(folder, "alerting");
      const [name] = readdirSync(database).filter((each) => each.includes(part));
      damages[damage]?.(join(database, name ?? ""));
      await withEngine(folder, async (engine) => {
        const { problems } = (await call(engine, "problems.list", {})) as { problems: { text: string }[] };
        expect(problems.filter(({ text }) => !text.includes("alert history"))).toEqual([]);
        expect(problems.length).toBeLessThanOrEqual(1);
        await firing(engine);
        await call(engine, "alerts.ledger", { limit: 1000 });
      });
      await withEngine(folder, async (engine) => {
        expect(await call(engine, "problems.list", {})).toEqual({ problems: [] });
        const { entries } = (await call(engine, "alerts.ledger", { limit: 1000 })) as { entries: { kind: string }[] };
        expect(entries.map(({ kind }) => kind)).toContain("firing");
      });
    },
  );
});

test("what a killed engine was about to write is cleared away, and nothing else", async () => {
  for (const name of ["settings.json.1234567890", "routing.json.99", "settings.json.damaged-1", "notes.txt.1", "mine.json"]) {
    appendFileSync(join(folder, name), "");
  }
  await withEngine(folder, async () => undefined);
  expect(readdirSync(folder).sort()).toEqual(["alerting", "mine.json", "notes.txt.1", "settings.json.damaged-1", "store"]);
});
