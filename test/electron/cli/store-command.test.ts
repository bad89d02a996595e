import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { History } from "#shared/contract/store";
import { counter, gauge } from "#shared/model/sample";
import { hours } from "#shared/units/time";
import type { Surroundings } from "../../../electron/cli/command";
import { runCommandLine } from "../../../electron/cli/command-line";
import { historyTable } from "../../../electron/cli/store-command-stats";
import { createApi } from "../../../electron/engine/api/api";
import { setUpStoreApi } from "../../../electron/engine/api/store";
import { setUpStoreExport } from "../../../electron/engine/api/store-export";
import { encodeTimes } from "../../../electron/engine/store/codec/times";
import { openDisk } from "../../../electron/engine/store/disk/open-disk";
import { type EmbeddedStore, openEmbeddedStore } from "../../../electron/engine/store/embedded-store";
import { takeLock } from "../../../electron/serve/lock";
import { createFakeClock } from "../../support/fake-clock";
import { createFakeEngine } from "../../support/fake-engine";
import { quietLog, startTestServer, testToken } from "../../support/transports";

const noon = Date.UTC(2026, 10, 21, 12);
let folder: string;
let written: { out: string; told: string[] };
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "watchdeck-store-command-"));
  written = { out: "", told: [] };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const surroundings = (): Surroundings => ({
  version: "1.2.3",
  rendererFolder: folder,
  platform: "linux",
  env: { XDG_DATA_HOME: join(folder, "none") } as NodeJS.ProcessEnv,
  createEngine: async () => createFakeEngine(),
  now: () => noon,
  out: (text) => {
    written.out += text;
  },
  tell: (line) => written.told.push(line),
  untilAskedToEnd: () => Promise.resolve(),
  spawnConsole: () => {
    throw new Error("no console is served here");
  },
});

const store = (...args: string[]) => runCommandLine(["store", ...args, "--data-folder", folder], surroundings());

const openStore = (): Promise<EmbeddedStore> =>
  openEmbeddedStore({
    folder: join(folder, "store"),
    clock: createFakeClock(noon),
    log: quietLog,
    rules: () => ({ keep: [hours(24), hours(24 * 7), hours(24 * 90)], mostBytes: 1e9 }),
  });

function fill(filled: EmbeddedStore): void {
  for (let at = 0; at < 3; at++) {
    filled.append("w", noon + 1000 * at, [
      gauge("heat", at, { room: "a" }),
      gauge("heat", 0.5, { room: "b" }),
      counter("steps_total", at),
    ]);
  }
}

/** A history that a console has left behind. */
async function leaveHistory(): Promise<void> {
  const filled = await openStore();
  fill(filled);
  await filled.close();
}

const text = `# TYPE heat gauge
heat{room="a"} 0 1795262400
heat{room="a"} 1 1795262401
heat{room="a"} 2 1795262402
heat{room="b"} 0.5 1795262400
heat{room="b"} 0.5 1795262401
heat{room="b"} 0.5 1795262402
# TYPE steps counter
steps_total 0 1795262400
steps_total 1 1795262401
steps_total 2 1795262402
# EOF
`;

describe("watchdeck store export", () => {
  test("prints everything", async () => {
    await leaveHistory();
    expect(await store("export")).toBe(0);
    expect(written).toEqual({ out: text, told: [] });
  });

  test("of a range and of some series into a file", async () => {
    await leaveHistory();
    const file = join(folder, "part.om");
    const range = ["--start", "1795262401", "--end", "2026-11-21T12:00:01Z"];
    expect(await store("export", "--output", file, ...range, "--match", 'heat{room="b"}', "--match", "steps_total")).toBe(0);
    expect(readFileSync(file, "utf8")).toBe(
      '# TYPE heat gauge\nheat{room="b"} 0.5 1795262401\n# TYPE steps counter\nsteps_total 1 1795262401\n# EOF\n',
    );
    expect(written).toEqual({ out: "", told: [] });
    expect(readdirSync(folder)).not.toContain("part.om.part");
  });

  test("says why a file cannot be written, and leaves none behind", async () => {
    await leaveHistory();
    mkdirSync(join(folder, "there"));
    expect(await store("export", "--output", join(folder, "there"))).toBe(1);
    expect(written.told[0]).toContain("there cannot be written: ");
    expect(readdirSync(folder)).not.toContain("there.part");
  });

  test("refuses a selector that is wrong", async () => {
    await leaveHistory();
    expect(await store("export", "--match", "heat{")).toBe(1);
    expect(await store("export", "--match", "rate(heat[5m])")).toBe(1);
    expect(written.out).toBe("");
    expect(written.told[1]).toBe('Series are chosen by a selector such as node_disk_io_now{device="sda"}, not by an expression.');
  });
});

describe("watchdeck store import", () => {
  const importText = (content: string) => {
    const file = join(folder, "samples.om");
    writeFileSync(file, content);
    return store("import", file);
  };

  test("brings back what was exported", async () => {
    expect(await importText(text)).toBe(0);
    expect(written).toEqual({
      out: "Imported 9 samples of 3 series, from 2026-11-21T12:00:00.000Z to 2026-11-21T12:00:02.000Z.\n",
      told: [],
    });
    written.out = "";
    await store("export");
    expect(written.out).toBe(text);
  });

  test("tells the place of a fault, and imports nothing", async () => {
    await leaveHistory();
    expect(await importText("heat 1 1795262400\nheat soon 1795262401\n# EOF\n")).toBe(1);
    expect(written).toEqual({
      out: `${join(folder, "samples.om")}:2:6: error: expected a number, found "soon"\n`,
      told: ["Nothing was imported."],
    });
    written.out = "";
    await store("export");
    expect(written.out).toBe(text);
  });

  test("says that what is too old will not be kept", async () => {
    expect(await importText("heat 1 1600000000\nheat 2 1795262400\n# EOF\n")).toBe(0);
    expect(written.told).toEqual(["What is older than 2026-08-23T12:00:00.000Z is not kept; the settings say for how long."]);
  });

  test("an empty text", async () => {
    expect(await importText("# EOF\n")).toBe(0);
    expect(written.out).toBe("The file holds no samples.\n");
  });

  test.each([
    { name: "a file that is not there", file: "none.om", why: "there is none of that name" },
    { name: "a folder", file: ".", why: "it is no file" },
  ])("refuses $name", async ({ file, why }) => {
    expect(await store("import", join(folder, file))).toBe(1);
    expect(written.told).toEqual([`${join(folder, file)} cannot be read: ${why}.`]);
  });
});

describe("watchdeck store verify and repair", () => {
  test("a whole history", async () => {
    await leaveHistory();
    expect(await store("verify")).toBe(0);
    expect(await store("repair")).toBe(0);
    expect(written).toEqual({ out: "Read 3 series and 0 chunks in 0 blocks: nothing is damaged.\n".repeat(2), told: [] });
  });

  test("a damaged chunk is named, and taken out", async () => {
    await leaveHistory();
    const { disk } = await openDisk({ folder: join(folder, "store", "blocks"), log: quietLog });
    const times = encodeTimes(Float64Array.of(noon, noon + 1000));
    const block = { tier: 0 as const, writer: "w", start: noon, end: noon + 1000, rows: 2, lastRun: 2 };
    await disk.writeBlock(block, times, [{ id: 1, bytes: Uint8Array.of(1, 2, 3, 4, 5, 6) }]);
    await disk.close();

    const damage =
      'From 2026-11-21T12:00:00.000Z to 2026-11-21T12:00:01.000Z of w, heat{room="a"} cannot be read: its checksum is wrong.';
    expect(await store("verify")).toBe(1);
    expect(written.out).toBe(`${damage}\nRead 3 series and 1 chunk in 1 block: 1 damaged.\n`);
    expect(written.told).toEqual(["`watchdeck store repair` takes out what is damaged."]);
    written.out = "";
    expect(await store("repair")).toBe(0);
    expect(written.out.endsWith("What is damaged was taken out; all that is left can be read.\n")).toBe(true);
    written.out = "";
    expect(await store("verify")).toBe(0);
  });
});

describe("watchdeck store stats", () => {
  test("prints JSON", async () => {
    await leaveHistory();
    expect(await store("stats", "--json")).toBe(0);
    expect(JSON.parse(written.out)).toMatchObject({
      series: 3,
      mostBytes: 1e9,
      tiers: [{ resolutionMs: 0, keepMs: 86_400_000 }, {}, {}],
    });
  });

  test("prints a table", () => {
    const history: History = {
      state: { kind: "writing" },
      bytes: 44_040_192,
      mostBytes: 1_000_000_000,
      series: 386,
      tiers: [
        { resolutionMs: 0, keepMs: hours(24), blocks: 1440, bytes: 10_485_760, from: noon - hours(24), to: noon },
        { resolutionMs: 10_000, keepMs: hours(168), blocks: 168, bytes: 2_097_152, from: noon - hours(48), to: noon - hours(1) },
        { resolutionMs: 60_000, keepMs: hours(2160), blocks: 0, bytes: 0 },
      ],
    };
    expect(historyTable(history)).toBe(`386 series, 44 MB on disk, 1 GB at most

SAMPLES    KEPT FOR  OLDEST                NEWEST ON DISK        BLOCKS  SIZE
as taken   1d        2026-11-20T12:00:00Z  2026-11-21T12:00:00Z  1440    10.5 MB
every 10s  1w        2026-11-19T12:00:00Z  2026-11-21T11:00:00Z  168     2.1 MB
every 1m   90d       -                     -                     0       0 B
`);
    expect(historyTable({ ...history, state: { kind: "paused", since: noon, say: "the disk is full." } })).toContain(
      "\nNothing is written since 2026-11-21T12:00:00Z: the disk is full.\n",
    );
    expect(historyTable({ ...history, state: { kind: "memory", say: "why" } })).toContain(
      "\nHistory is kept in memory only: why\n",
    );
  });
});

test.each([["stats"], ["verify"], ["repair"], ["export"]])(
  "%s of a folder without a history says so and makes none",
  async (action) => {
    expect(await store(action)).toBe(1);
    expect(written.told).toEqual([`There is no history in ${folder}; choose another folder with --data-folder.`]);
    expect(readdirSync(folder)).toEqual([]);
  },
);

test.each([
  { args: [], says: "store takes one of stats, verify, repair, export, import." },
  { args: ["eat"], says: 'store takes one of stats, verify, repair, export, import, not "eat".' },
  { args: ["stats", "x"], says: 'store stats takes options only, not "x".' },
  { args: ["verify", "x"], says: 'store verify takes options only, not "x".' },
  { args: ["export", "x"], says: 'store export takes options only, not "x".' },
  { args: ["export", "--start", "2", "--end", "1"], says: "--end must not be before --start." },
  { args: ["export", "--start", "noon"], says: '--start takes Unix seconds or a time such as 2026-11-21T08:00:00Z, not "noon".' },
  { args: ["import"], says: "store import takes one file in the OpenMetrics text format." },
  { args: ["import", "a", "b"], says: "store import takes one file in the OpenMetrics text format." },
  { args: ["repair", "--force"], says: "Unknown option '--force'." },
])("refuses $args", async ({ args, says }) => {
  expect(await runCommandLine(["store", ...args], surroundings())).toBe(2);
  expect(written).toEqual({ out: "", told: [`${says} \`watchdeck store --help\` tells more.`] });
});

describe("while a console runs on the folder", () => {
  let running: EmbeddedStore;
  let close: () => Promise<void>;
  beforeEach(async () => {
    running = await openStore();
    fill(running);
    const api = createApi(quietLog);
    setUpStoreApi(api, { store: running });
    setUpStoreExport(api, { store: running, help: () => undefined });
    const server = await startTestServer(api, { instance: "here" });
    const lock = await takeLock(folder, { pid: process.pid, instance: "here", now: noon });
    await lock.listening(server.port);
    writeFileSync(join(folder, "token"), testToken);
    close = async () => {
      await server.close();
      await running.close();
    };
  });
  afterEach(() => close());

  test("it tells what it keeps", async () => {
    expect(await store("stats", "--json")).toBe(0);
    expect(JSON.parse(written.out)).toMatchObject({ series: 3 });
  });

  test("it exports, the newest samples too", async () => {
    expect(await store("export")).toBe(0);
    expect(written).toEqual({ out: text, told: [] });
  });

  test("a long export is taken in pieces", async () => {
    for (let at = 3; at < 9000; at++) running.append("w", noon + 1000 * at, [counter("steps_total", at)]);
    expect(await store("export", "--match", "steps_total")).toBe(0);
    expect(written.out.split("\n")).toHaveLength(9003);
    expect(written.out.endsWith("\nsteps_total 8999 1795271399\n# EOF\n")).toBe(true);
  });

  test("a selector that is wrong is told as without it", async () => {
    expect(await store("export", "--match", "heat{")).toBe(1);
    expect(written.out).toBe("");
  });

  test.each([["verify"], ["repair"], ["import"]])("%s needs it closed, and says where it is", async (action) => {
    const file = join(folder, "samples.om");
    writeFileSync(file, text);
    expect(await store(action, ...(action === "import" ? [file] : []))).toBe(1);
    expect(written.told).toHaveLength(1);
    expect(written.told[0]).toMatch(/^A console runs on the data folder .*, at http:\/\/127\.0\.0\.1:\d+\/; end it first\.$/);
  });
});

test.each([["stats"], ["verify"], ["repair"], ["export"], ["import"]])(
  "%s leaves the history to the desktop app while that runs",
  async (action) => {
    const file = join(folder, "samples.om");
    writeFileSync(file, text);
    const app = createServer().listen(join(folder, "SingletonSocket"));
    try {
      expect(await store(action, ...(action === "import" ? [file] : []))).toBe(1);
      expect(written.told).toEqual([`The desktop app runs on the data folder ${folder}; quit it first.`]);
    } finally {
      app.close();
    }
  },
);
