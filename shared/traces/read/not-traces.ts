// Names what was given in place of traces, so that one sees at once what went wrong.
import { AppError } from "../../model/failure";

const readHere = "Traces are read as JSON: of Jaeger, of OpenTelemetry (OTLP), or of Zipkin.";

export function notTraces(found: string): AppError {
  return new AppError({ kind: "bad-file", say: `This is ${found}, and no traces are in it. ${readHere}` });
}

/** What a text is, by its first bytes; they are those where it is no JSON any more. */
export function foundText(head: Uint8Array): string {
  const start = [...head.subarray(0, 400)];
  const text = String.fromCharCode(...start).trimStart();
  if (text === "") return "empty";
  if (start[0] === 0x50 && start[1] === 0x4b) return "a ZIP archive";
  if (start[0] === 0x28 && start[1] === 0xb5 && start[2] === 0x2f && start[3] === 0xfd) return "a file compressed by zstd";
  if (start.slice(0, 2).every((byte) => byte >= 0xfe)) return "text in UTF-16 (save it as UTF-8)";
  if (/^<(!doctype html|html|head|body)/i.test(text)) return "an HTML page";
  if (text.startsWith("<")) return "XML or HTML";
  if (/^(# (HELP|TYPE) |[a-zA-Z_:][\w:]*(\{[^}]*\})? [-+\d.eE]+\s)/.test(text)) return "a page of metrics";
  if (start.some((byte) => byte < 9)) return "not a text";
  return `text that begins with “${shortText(text)}”`;
}

/** Signs that could do something to a terminal or a page are left out: it is shown as it is. */
const shortText = (text: string) => text.replace(/[^!-~]+/g, " ").slice(0, 40);

/** What a JSON document is, by the members that are none of traces. */
export function foundJson(strangers: ReadonlySet<string>): string {
  const has = (...names: string[]) => names.every((name) => strangers.has(name));
  if (has("status") || has("resultType")) return "an answer of a Prometheus or a Loki";
  if (has("traceEvents")) return "a profile of a browser";
  if (has("panels") || has("schemaVersion") || has("dashboard")) return "a dashboard";
  if (has("resourceMetrics") || has("resourceLogs")) return "OpenTelemetry's, but metrics or logs";
  if (has("summaries")) return "a list of summaries of traces";
  const names = [...strangers].slice(0, 3).map((name) => `“${shortText(name)}”`);
  return names.length === 0 ? "JSON of another kind" : `JSON of another kind (it has ${names.join(", ")})`;
}
