// What spans of a shop say: names of services and operations, and about a kilobyte of tags for each span, some of which no other
// span of the trace has. Names that look alike, long ones and values without end are how real ones are.
import type { Random } from "../random-numbers";
import type { GeneratedEvent, GeneratedProcess, GeneratedTag } from "./generated";

const shop = [
  "frontend",
  "checkout",
  "cart",
  "payment",
  "catalogue",
  "shipping",
  "recommendation",
  "currency",
  "email",
  "ads",
  "user-account",
  "fraud-detection",
  "inventory",
  "quote",
  "accounting",
  "feature-flags",
];

/** As many names as are wanted; behind the shop's own they are numbered. */
export const serviceName = (index: number): string =>
  shop[index] ?? `${shop[index % shop.length]}-${Math.floor(index / shop.length) + 1}`;

const versions = ["1.14.2", "2.0.0-rc.3", "2025.11.3+build.881", "0.9.7"];
const languages = ["go", "java", "nodejs", "python", "dotnet"];

export function processTags(random: Random, service: string, instance: number): GeneratedProcess {
  const language = random.pick(languages);
  const host = `${service}-${hex(random, 5)}-${instance}`;
  return {
    service,
    ipv4: `10.${random.whole(0, 3)}.${random.whole(0, 255)}.${random.whole(1, 254)}`,
    port: random.pick([8080, 9090, 3000, 50051]),
    skewNs: 0,
    tags: [
      { key: "service.version", value: random.pick(versions) },
      { key: "service.namespace", value: "shop" },
      {
        key: "service.instance.id",
        value: `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-a${hex(random, 3)}-${hex(random, 12)}`,
      },
      { key: "host.name", value: host },
      { key: "process.pid", value: random.whole(1, 65_000) },
      { key: "telemetry.sdk.language", value: language },
      { key: "k8s.pod.name", value: host },
    ],
  };
}

const routes = [
  "/",
  "/cart",
  "/cart/checkout",
  "/product/{id}",
  "/api/orders/{id}",
  "/api/v2/recommendations",
  "/api/users/{id}/addresses",
];
const rpcs = [
  "GetCart",
  "AddItem",
  "PlaceOrder",
  "Charge",
  "GetQuote",
  "ListProducts",
  "Convert",
  "SendConfirmation",
  "GetAds",
  "Check",
];
const tables = ["orders", "users", "budget", "products", "line_items", "sessions"];
const works = [
  "validate",
  "render template",
  "serialize response",
  "load configuration",
  "price the order",
  "acquire lock",
  "retry loop",
];
const topics = ["orders.placed", "mail.outgoing", "stock.changed"];

/** What a span does, which says its name, its kind and its tags. */
export type Work = "serve" | "call" | "query" | "cache" | "inside" | "publish" | "consume";

export interface Operation {
  work: Work;
  name: string;
}

/** One of the operations that `service` has: a few for each service, the same ones in the whole trace. */
export function operationOf(random: Random, work: Work, service: string): Operation {
  const few = (words: readonly string[]) => words[(service.length + random.whole(0, 2)) % words.length] ?? "";
  switch (work) {
    case "serve":
      return {
        work,
        name: random.chance(0.5) ? `${random.pick(["GET", "POST"])} ${few(routes)}` : `shop.${service}/${few(rpcs)}`,
      };
    case "call":
      return { work, name: random.chance(0.5) ? `HTTP ${random.pick(["GET", "POST"])}` : `grpc.${service}/${few(rpcs)}` };
    case "query":
      return { work, name: `${random.pick(["SELECT", "SELECT", "UPDATE", "INSERT"])} ${few(tables)}` };
    case "cache":
      return { work, name: `redis ${random.pick(["GET", "SET", "MGET"])}` };
    case "inside":
      return { work, name: few(works) };
    case "publish":
      return { work, name: `${few(topics)} publish` };
    case "consume":
      return { work, name: `${few(topics)} process` };
  }
}

/** The tags of a span, at its own random moment: about 600 characters of them. */
export function spanTags(
  random: Random,
  { work, name }: Operation,
  { service, ipv4, port }: GeneratedProcess,
  isError: boolean,
): GeneratedTag[] {
  const tags: GeneratedTag[] = [];
  const add = (key: string, value: GeneratedTag["value"]) => tags.push({ key, value });
  switch (work) {
    case "serve":
    case "call": {
      const id = random.whole(1, 9_999_999);
      add("http.request.method", name.includes("POST") ? "POST" : "GET");
      add("url.full", `https://${service}.shop.example/api/orders/${id}?session=${hex(random, 16)}&page=${random.whole(1, 40)}`);
      add("http.response.status_code", isError ? random.pick([500, 502, 503, 504, 404]) : random.pick([200, 200, 200, 201, 204]));
      add("http.response.body.size", random.whole(0, 400_000));
      add(
        "user_agent.original",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36",
      );
      break;
    }
    case "query":
      add("db.system", "postgresql");
      add("db.namespace", "shop");
      add(
        "db.query.text",
        `SELECT id, name, price, currency, created_at FROM ${name.split(" ")[1] ?? "orders"} WHERE id = ${random.whole(1, 9_999_999)} AND deleted_at IS NULL LIMIT 50`,
      );
      add("db.response.returned_rows", random.whole(0, 50));
      break;
    case "cache":
      add("db.system", "redis");
      add("db.query.text", `${name.split(" ")[1]} session:${hex(random, 24)}`);
      add("cache.hit", random.chance(0.8));
      break;
    case "inside":
      add("code.function.name", `${service.replaceAll("-", "_")}.${name.replaceAll(" ", "_")}`);
      add("code.file.path", `/srv/${service}/src/${name.split(" ")[0]}.ts`);
      add("code.line.number", random.whole(1, 900));
      break;
    case "publish":
    case "consume":
      add("messaging.system", "kafka");
      add("messaging.destination.name", name.split(" ")[0] ?? "");
      add("messaging.kafka.offset", random.whole(1, 2 ** 31));
      add("messaging.message.id", hex(random, 32));
      break;
  }
  add("server.address", ipv4);
  add("server.port", port);
  add("thread.id", random.whole(1, 64));
  add("thread.name", `worker-${random.whole(1, 64)}`);
  add("enduser.id", `user-${random.whole(1, 250_000)}`);
  add("request.id", `${hex(random, 8)}-${hex(random, 4)}-${hex(random, 4)}-${hex(random, 12)}`);
  add("app.cost.share", Math.round(random.fraction() * 1e6) / 1e6 + 1e-7);
  return tags;
}

const failures = [
  ["java.util.concurrent.TimeoutException", "deadline of 2000 ms exceeded"],
  ["context.DeadlineExceeded", "context deadline exceeded"],
  ["psycopg.errors.DeadlockDetected", "deadlock detected\nDETAIL: process 411 waits for ShareLock"],
  ["ValueError", "currency code “XBT” is not known"],
] as const;

export function exceptionEvent(random: Random, atNs: number): { event: GeneratedEvent; message: string } {
  const [type, message] = random.pick(failures);
  const stack = Array.from(
    { length: 4 },
    (_, depth) => `  at shop.${random.pick(rpcs)} (handler-${depth}.ts:${random.whole(1, 400)})`,
  );
  const tags = [
    { key: "exception.type", value: type },
    { key: "exception.message", value: message },
    { key: "exception.stacktrace", value: [`${type}: ${message}`, ...stack].join("\n") },
  ];
  return { event: { atNs, name: "exception", tags }, message };
}

/** Digits of an id; never all zeros, which means "none". */
export function hex(random: Random, digits: number): string {
  let text = "";
  while (text.length < digits) text += random.whole(1, 0xff_ff_ff).toString(16).padStart(6, "0");
  return text.slice(0, digits);
}
