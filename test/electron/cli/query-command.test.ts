import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CallRequest } from "#shared/contract/index";
import { AppError } from "#shared/model/failure";
import type { Surroundings } from "../../../electron/cli/command";
import { runCommandLine } from "../../../electron/cli/command-line";
import { createFakeEngine } from "../../support/fake-engine";

let folder: string;
let engine: ReturnType<typeof createFakeEngine>;
let written: { out: string; told: string[] };
/** What the engine was asked, in order. */
let asked: unknown[];
let saved: CallRequest<"connections.save"> | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "watchdeck-query-test-"));
  engine = createFakeEngine();
  written = { out: "", told: [] };
  asked = [];
  saved = undefined;
  const remarks = { warnings: [], infos: [], tookMs: 1 };
  engine.api.answer("connections.save", (draft) => {
    saved = draft;
    const { secrets, ...connection } = draft;
    return { ...connection, id: "c1", state: { kind: "unknown" }, storedSecrets: Object.keys(secrets), lockedSecrets: [] };
  });
  engine.api.answer("query.instant", (input) => {
    asked.push(input);
    return { ...remarks, result: { kind: "scalar", time: 1000, value: 2 } };
  });
  engine.api.answer("query.range", (input) => {
    asked.push(input);
    return { ...remarks, series: [] };
  });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const surroundings = (env: Record<string, string> = {}): Surroundings => ({
  version: "1.2.3",
  rendererFolder: folder,
  platform: "linux",
  env: { XDG_DATA_HOME: folder, ...env } as NodeJS.ProcessEnv,
  createEngine: async () => engine,
  now: () => 0,
  out: (text) => {
    written.out += text;
  },
  tell: (line) => written.told.push(line),
  untilAskedToEnd: () => Promise.resolve(),
  spawnConsole: () => {
    throw new Error("no console is served here");
  },
});

const run = (args: string[], env?: Record<string, string>) => runCommandLine(args, surroundings(env));
const query = (args: string[], env?: Record<string, string>) => run(["query", ...args], env);

describe("watchdeck query", () => {
  test("asks a server by its URL and prints Prometheus's JSON", async () => {
    expect(await query(["1 + 1", "--source", "http://prometheus.example/prom"])).toBe(0);
    expect(written.out).toBe('{"status":"success","data":{"resultType":"scalar","result":[1,"2"]}}\n');
    expect(asked).toEqual([{ source: "c1", expr: "1 + 1" }]);
    expect(saved).toMatchObject({ url: "http://prometheus.example/prom", auth: { kind: "none" }, headerNames: [] });
    // A server needs no sampling of this machine.
    expect(engine.diary).toEqual(["close"]);
  });

  test("at a time", async () => {
    await query(["up", "--source", "http://a", "--time", "2026-11-21T08:00:00Z"]);
    expect(asked).toEqual([{ source: "c1", expr: "up", timeMs: Date.UTC(2026, 10, 21, 8) }]);
  });

  test("of an expression that begins with a minus", async () => {
    expect(await query(["-1/0", "--source", "http://a"])).toBe(0);
    expect(asked).toEqual([{ source: "c1", expr: "-1/0" }]);
  });

  test("over a range", async () => {
    expect(await query(["up", "--source", "http://a", "--start", "100", "--end", "200.5", "--step", "1m"])).toBe(0);
    expect(asked).toEqual([{ source: "c1", expr: "up", startMs: 100_000, endMs: 200_500, stepMs: 60_000 }]);
    expect(written.out).toBe('{"status":"success","data":{"resultType":"matrix","result":[]}}\n');
  });

  test.each([
    {
      name: "headers",
      args: ["--header", "X-Scope-OrgID: team", "--header", "A:b"],
      env: {},
      expected: {
        auth: { kind: "none" },
        headerNames: ["X-Scope-OrgID", "A"],
        secrets: { headers: { "X-Scope-OrgID": "team", A: "b" } },
      },
    },
    {
      name: "Basic authentication",
      args: ["--user", "ada"],
      env: { WATCHDECK_PASSWORD: "p" },
      expected: { auth: { kind: "basic", username: "ada" }, secrets: { password: "p" } },
    },
    {
      name: "a bearer token",
      args: [],
      env: { WATCHDECK_TOKEN: "t" },
      expected: { auth: { kind: "bearer" }, secrets: { token: "t" } },
    },
  ])("with $name", async ({ args, env, expected }) => {
    await query(["up", "--source", "http://a", ...args], env as unknown as Record<string, string>);
    expect(saved).toMatchObject(expected);
  });

  test("prints an error of the query as JSON and exits with 1", async () => {
    const failing = createFakeEngine();
    const place = { from: 0, to: 1, line: 1, column: 1 };
    failing.api.answer("connections.save", () => {
      throw new AppError({
        kind: "bad-query",
        say: "Wrong.",
        diagnostics: [{ severity: "error", message: "unexpected `)`", place }],
      });
    });
    engine = failing;
    expect(await query([")", "--source", "http://a"])).toBe(1);
    expect(written.out).toBe('{"status":"error","errorType":"bad_data","error":"1:1: unexpected `)`"}\n');
    expect(failing.diary).toEqual(["close"]);
  });

  test.each([
    { args: [], says: "query takes one expression; put it in quotes when it holds spaces or braces." },
    { args: ["a", "b"], says: "query takes one expression; put it in quotes when it holds spaces or braces." },
    { args: ["up", "--start", "1"], says: "A range takes all three of --start, --end and --step." },
    {
      args: ["up", "--time", "1", "--start", "1"],
      says: "--time is for an instant, --start, --end and --step are for a range: not both.",
    },
    { args: ["up", "--start", "2", "--end", "1", "--step", "1"], says: "--end must not be before --start." },
    { args: ["up", "--user", "ada"], says: "--user and --header are for a --source that is a URL." },
    {
      args: ["up", "--source", "http://a", "--user", "ada"],
      says: "--user needs the password in the environment variable WATCHDECK_PASSWORD.",
    },
    { args: ["up", "--nonsense"], says: "Unknown option '--nonsense'." },
  ])("refuses $args", async ({ args, says }) => {
    expect(await query(args)).toBe(2);
    const [line, ...more] = written.told;
    expect(line?.endsWith(" `watchdeck query --help` tells more.")).toBe(true);
    expect(line?.replace(" `watchdeck query --help` tells more.", "")).toEqual(says);
    expect({ more, out: written.out, asked }).toEqual({ more: [], out: "", asked: [] });
  });
});

describe("watchdeck", () => {
  test("refuses an unknown command and names those there are", async () => {
    expect(await run(["reboot"])).toBe(2);
    expect(written.told).toEqual([
      'There is no command "reboot"; there are query, serve, check, test, import, export, store, doctor.',
    ]);
  });

  test.each([{ args: ["--version"] }, { args: ["-V"] }])("tells its version for $args", async ({ args }) => {
    expect(await run(args)).toBe(0);
    expect(written.out).toBe("1.2.3\n");
  });

  test.each([
    { args: ["--help"], code: 0, start: "watchdeck COMMAND" },
    { args: [], code: 2, start: "watchdeck COMMAND" },
    { args: ["help", "query"], code: 0, start: "watchdeck query EXPR" },
    { args: ["serve", "--port", "1", "--help"], code: 0, start: "watchdeck serve" },
    { args: ["check", "-h"], code: 0, start: "watchdeck check" },
    { args: ["doctor", "--help"], code: 0, start: "watchdeck doctor" },
  ])("shows help for $args", async ({ args, code, start }) => {
    expect(await run(args)).toBe(code);
    expect(written.out.startsWith(start)).toBe(true);
  });
});
