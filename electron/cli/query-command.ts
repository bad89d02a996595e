import { setTimeout as wait } from "node:timers/promises";
import type { CallInput } from "#shared/contract/index";
import { AppError, type Failure, toFailure } from "#shared/model/failure";
import { type Milliseconds, seconds } from "#shared/units/time";
import { defaultDataFolder } from "../serve/data-folder";
import { allowLeadingMinus, readArguments, readHeader, readStep, readTime } from "./arguments";
import { type Asker, askOwnEngine, askRunningConsole } from "./asker";
import { type Command, type Surroundings, UsageError } from "./command";
import { failureJson, instantJson, rangeJson } from "./prometheus-json";

const help = `watchdeck query EXPR [options]

Runs a PromQL expression and prints the answer as Prometheus's API does.

  --source URL|local   a Prometheus, or this machine (the default)
  --time T             when: Unix seconds or 2026-11-21T08:00:00Z; now unless given
  --start T --end T --step D
                       a range instead of an instant; D is a duration (15s) or seconds
  --header 'K: V'      sent with every request; may be given more than once
  --user U             Basic authentication; the password is in WATCHDECK_PASSWORD
                       (a bearer token goes into WATCHDECK_TOKEN instead)
  --data-folder DIR    whose running console answers for this machine

Without a running console this machine is measured for a moment first.
Exit codes: 0 an answer, 1 an error (also printed as JSON), 2 wrong usage.
`;

type Span = { timeMs?: number } | { startMs: number; endMs: number; stepMs: number };

export const queryCommand: Command = {
  name: "query",
  about: "run a PromQL expression against this machine or a Prometheus",
  help,
  async run(args, surroundings) {
    const { values, positionals } = readArguments({
      args: allowLeadingMinus(args),
      allowPositionals: true,
      options: {
        source: { type: "string", default: "local" },
        time: { type: "string" },
        start: { type: "string" },
        end: { type: "string" },
        step: { type: "string" },
        header: { type: "string", multiple: true, default: [] },
        user: { type: "string" },
        "data-folder": { type: "string" },
      },
    });
    const [expr, ...others] = positionals;
    if (expr === undefined || others.length > 0)
      throw new UsageError("query takes one expression; put it in quotes when it holds spaces or braces.");
    const span = readSpan(values);
    const connection = values.source === "local" ? undefined : readConnection(values, surroundings.env);
    if (!connection && (values.user !== undefined || values.header.length > 0))
      throw new UsageError("--user and --header are for a --source that is a URL.");

    try {
      const dataFolder = values["data-folder"] ?? defaultDataFolder(surroundings.platform, surroundings.env);
      const asker = connection
        ? await askOwnEngine(surroundings, { samples: false })
        : ((await askRunningConsole(dataFolder, surroundings.now())) ?? (await measureThisMachine(expr, surroundings)));
      try {
        const source = connection ? await connect(asker, connection) : "local";
        surroundings.out(`${await answer(asker, source, expr, span)}\n`);
        return 0;
      } finally {
        await asker.close();
      }
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      surroundings.out(`${failureJson(toFailure(error))}\n`);
      return 1;
    }
  },
};

function readSpan(values: { time?: string; start?: string; end?: string; step?: string }): Span {
  const { time, start, end, step } = values;
  if (start === undefined && end === undefined && step === undefined)
    return time === undefined ? {} : { timeMs: readTime("--time", time) };
  if (time !== undefined) throw new UsageError("--time is for an instant, --start, --end and --step are for a range: not both.");
  if (start === undefined || end === undefined || step === undefined)
    throw new UsageError("A range takes all three of --start, --end and --step.");
  const range = { startMs: readTime("--start", start), endMs: readTime("--end", end), stepMs: readStep(step) };
  if (range.endMs < range.startMs) throw new UsageError("--end must not be before --start.");
  return range;
}

function readConnection(
  values: { source: string; header: string[]; user?: string },
  env: NodeJS.ProcessEnv,
): CallInput<"connections.save"> {
  const headers = values.header.map(readHeader);
  const { WATCHDECK_PASSWORD: password, WATCHDECK_TOKEN: token } = env;
  if (values.user !== undefined && password === undefined)
    throw new UsageError("--user needs the password in the environment variable WATCHDECK_PASSWORD.");
  const base = {
    kind: "prometheus" as const,
    // Failures name their connection: "check the URL of --source".
    name: "--source",
    url: values.source,
    headerNames: headers.map(([name]) => name),
  };
  const headerSecrets = { headers: Object.fromEntries(headers) };
  if (values.user !== undefined && password !== undefined)
    return { ...base, auth: { kind: "basic", username: values.user }, secrets: { ...headerSecrets, password } };
  if (token) return { ...base, auth: { kind: "bearer" }, secrets: { ...headerSecrets, token } };
  return { ...base, auth: { kind: "none" }, secrets: headerSecrets };
}

async function connect(asker: Asker, connection: CallInput<"connections.save">): Promise<string> {
  const saved = await asker.ask("connections.save", connection);
  if (!saved.ok) throw new AppError(saved.failure);
  return saved.value.id;
}

/** One reading is there after a second; what looks back over a range needs at least two, better three. */
const oneReading: Milliseconds = seconds(1.5);
const threeReadings: Milliseconds = seconds(3);

async function measureThisMachine(expr: string, surroundings: Surroundings): Promise<Asker> {
  const asker = await askOwnEngine(surroundings, { samples: true });
  const checked = await asker.ask("query.check", { source: "local", expr });
  const isWrong = checked.ok && checked.value.diagnostics.some(({ severity }) => severity === "error");
  // A wrong expression is wrong at once: nobody waits for readings that it will not use.
  if (isWrong) return asker;
  const isRange = expr.includes("[");
  const duration = isRange ? threeReadings : oneReading;
  const remark = isRange ? "; a rate over a longer range comes out too low" : "";
  surroundings.tell(`No console is running on the data folder, so this machine is measured for ${duration / 1000} s${remark}.`);
  await wait(duration);
  return asker;
}

async function answer(asker: Asker, source: string, expr: string, span: Span): Promise<string> {
  if ("stepMs" in span) {
    const reply = await asker.ask("query.range", { source, expr, ...span });
    return reply.ok ? rangeJson(reply.value.series, reply.value) : fail(reply.failure);
  }
  const reply = await asker.ask("query.instant", { source, expr, ...span });
  return reply.ok ? instantJson(reply.value.result, reply.value) : fail(reply.failure);
}

function fail(failure: Failure): never {
  throw new AppError(failure);
}
