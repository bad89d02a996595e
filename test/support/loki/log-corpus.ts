// Lines as programs write them, and as nobody should: what random queries are asked about.
import type { Labels } from "#shared/model/labels";
import type { Random } from "../random-numbers";
import type { PushedLine, PushedStream } from "./push";

const second = 1_000_000_000n;

/** Some 240 lines in six streams over ten minutes; no two have the same time. */
export function logCorpus(random: Random, run: string, begin: bigint): PushedStream[] {
  const streams: Labels[] = [
    { app: "gateway", env: "prod", pod: "gateway-0" },
    { app: "gateway", env: "prod", pod: "gateway-1" },
    { app: "gateway", env: "dev", pod: "gateway-0" },
    { app: "worker", env: "prod", level: "info" },
    { app: "worker", env: "dev", level: "debug" },
    { app: "db", env: "prod" },
  ];
  let at = begin;
  const lines = streams.map((): PushedLine[] => []);
  for (let count = 0; count < 240; count++) {
    at += BigInt(random.whole(1, 4_900)) * 1_000_000n + BigInt(random.whole(0, 999_999));
    if (at > begin + 599n * second) break;
    const text = random.weighted([
      [5, jsonLine],
      [5, logfmtLine],
      [3, accessLine],
      [2, oddLine],
    ])(random);
    lines[random.whole(0, streams.length - 1)]?.push(random.chance(0.3) ? [at, text, metadataOf(random)] : [at, text]);
  }
  return streams.map((labels, index) => ({ labels: { run, ...labels }, lines: lines[index] ?? [] }));
}

const metadataOf = (random: Random) => ({
  trace_id: random.pick(["0af7651916cd43dd8448eb211c80319c", "4bf92f3577b34da6a3ce929d0e0e4736"]),
  ...(random.chance(0.5) && { thread: random.pick(["main", "http-1"]) }),
});

export const words = ["timeout", "error", "ERROR", "retry", "café", "user", "GET", "ok", "1.5s", "a b"];
const levels = ["info", "error", "warn", "debug", "INFO"];
const durations = ["12ms", "1.5s", "3s", "250us", "2m", "oops", ""];
const sizes = ["10kB", "5MiB", "900B", "many"];

function jsonLine(random: Random): string {
  const nested = random.chance(0.5)
    ? { http: { method: random.pick(["GET", "POST"]), status: random.pick([200, 404, 500]) } }
    : {};
  return JSON.stringify({
    level: random.pick(levels),
    msg: `${random.pick(words)} ${random.pick(words)}`,
    duration_ms: random.pick([1, 12, 250, 6000, 0.5, -3]),
    took: random.pick(durations),
    size: random.pick(sizes),
    ...nested,
    ...(random.chance(0.2) && { tags: ["a", "b"], "strange key-1": "x", app: "from the line" }),
    ...(random.chance(0.15) && { isFast: true, nothing: null }),
  });
}

function logfmtLine(random: Random): string {
  const parts = [
    `level=${random.pick(levels)}`,
    `msg="${random.pick(words)} \\"quoted\\" ${random.pick(words)}"`,
    `duration_ms=${random.pick([1, 12, 250, 6000])}`,
    `took=${random.pick(durations)}`,
    `size=${random.pick(sizes)}`,
  ];
  if (random.chance(0.3)) parts.push("bare");
  if (random.chance(0.2)) parts.push("empty=", 'quoted=""');
  if (random.chance(0.1)) parts.push("app=line", "a.b-c=d");
  return parts.join(" ");
}

const accessLine = (random: Random): string =>
  `10.0.${random.whole(0, 3)}.${random.whole(1, 20)} - "${random.pick(["GET", "POST"])} /api/v${random.whole(1, 2)}/${random.pick(["users", "orders"])} HTTP/1.1" ${random.pick([200, 404, 500])} ${random.whole(0, 5000)}`;

const oddLine = (random: Random): string =>
  random.pick([
    "\u001b[31mERROR\u001b[0m in red",
    '{"level": "error", "cut off": ',
    '{"level":"error"} and more behind it',
    '["a", "list"]',
    '"text"',
    "123",
    'msg="never closed level=info',
    "=value",
    'a="b"c=d',
    "two\nlines timeout",
    "    spaces    ",
    "🚀 error ünïcode",
    '{"dup": 1, "dup": 2}',
    '{"level":{"deep":{"er":"x"}}}',
    '{"esc":"tab\\tnew\\nline \\u00e9"}',
  ]);
