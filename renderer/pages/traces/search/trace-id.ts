// Trace ids as they are found in logs, headers and links.
import { visibleText } from "../../../components/visible-text";

export type ReadTraceId = { ok: true; traceId: string; spanId?: string } | { ok: false; message: string };

const hex = /^[0-9a-f]{1,32}$/;

/** The id that is meant by a pasted text: in any spelling, in a header, a link or a log line. */
export function readTraceId(typed: string): ReadTraceId {
  const text = typed.trim().replace(/^["'`<(]+|["'`>),;]+$/g, "");
  if (text === "") return no("Paste the id of a trace.");
  for (const read of [plain, header, link, sentence]) {
    const found = read(text);
    if (!found) continue;
    if (/^0+$/.test(found.traceId)) return no("An id of zeros is that of no trace: it was not sampled, or not set.");
    return found.spanId === undefined || /^0+$/.test(found.spanId)
      ? { ok: true, traceId: found.traceId }
      : { ok: true, traceId: found.traceId, spanId: found.spanId };
  }
  return no(whyNot(text));
}

const no = (message: string): ReadTraceId => ({ ok: false, message });

interface Found {
  traceId: string;
  spanId?: string;
}

/** Hexadecimal: in upper case, behind a `0x`, with the dashes of a UUID; or the base64 of OTLP's JSON. */
function plain(text: string): Found | undefined {
  const lower = text.toLowerCase().replace(/^0x/, "");
  if (hex.test(lower)) return { traceId: lower };
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(lower)) return { traceId: lower.replaceAll("-", "") };
  if (/^[A-Za-z0-9+/]{22}==$/.test(text)) return { traceId: base64ToHex(text) };
  return undefined;
}

function base64ToHex(text: string): string {
  return Array.from(atob(text), (sign) => sign.charCodeAt(0).toString(16).padStart(2, "0")).join("");
}

/** W3C's traceparent, Jaeger's uber-trace-id (id:span:parent:flags), B3 in one header, and the header of AWS. */
function header(text: string): Found | undefined {
  const lower = text.toLowerCase().replace(/^(traceparent|uber-trace-id|b3|x-amzn-trace-id)\s*[:=]\s*/, "");
  const w3c = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(?:-.*)?$/.exec(lower);
  const jaeger = /^([0-9a-f]{1,32})(?::|%3a)([0-9a-f]{1,16})(?::|%3a)[0-9a-f]{0,16}(?::|%3a)[0-9a-f]{1,2}$/.exec(lower);
  const b3 = /^([0-9a-f]{16}|[0-9a-f]{32})-([0-9a-f]{16})(?:-[01d](?:-[0-9a-f]{16})?)?$/.exec(lower);
  const found = w3c ?? jaeger ?? b3;
  if (found) return { traceId: found[1] as string, spanId: found[2] as string };
  const aws = /(?:^|root=)1-([0-9a-f]{8})-([0-9a-f]{24})(?:;|$)/.exec(lower);
  return aws ? { traceId: `${aws[1]}${aws[2]}` } : undefined;
}

/** A page of Jaeger, Zipkin or Grafana: the id in its path, a parameter, or somewhere in the JSON of a parameter. */
function link(text: string): Found | undefined {
  if (!/^[a-z][a-z0-9+.-]*:\/\/|^\/|[?&]/i.test(text)) return undefined;
  const decoded = decodedTwice(text);
  const named =
    /\/traces?\/([0-9a-f]{1,32})(?=$|[/?#&])/i.exec(decoded) ??
    /[?&#](?:trace_?ids?|q)=([0-9a-f]{1,32})(?=$|[&#,])/i.exec(decoded);
  const found = named ?? wholeId(decoded);
  const span = /[?&](?:uiFind|span_?id|span)=([0-9a-f]{16})(?=$|[&#])/i.exec(decoded);
  return found ? { traceId: (found[1] as string).toLowerCase(), ...spanOf(span) } : undefined;
}

/** A line of a log, or an object, in which something is called the id of a trace. */
function sentence(text: string): Found | undefined {
  const found = /trace[._-]?id\\?["']?\s*[:=]\s*\\?["']?(?:0x)?([0-9a-f]{16,32})(?![0-9a-z])/i.exec(text) ?? wholeId(text);
  const span = /span[._-]?id\\?["']?\s*[:=]\s*\\?["']?(?:0x)?([0-9a-f]{16})(?![0-9a-z])/i.exec(text);
  return found ? { traceId: (found[1] as string).toLowerCase(), ...spanOf(span) } : undefined;
}

const spanOf = (match: RegExpExecArray | null) => (match ? { spanId: (match[1] as string).toLowerCase() } : {});

/** Something as long as an id that nothing of its kind is joined to. */
const wholeId = (text: string) =>
  /(?<![0-9a-z])([0-9a-f]{32})(?![0-9a-z])/i.exec(text) ?? /(?<![0-9a-z])([0-9a-f]{16})(?![0-9a-z])/i.exec(text);

/** Grafana writes JSON into an address, and mail programs write that once more. */
function decodedTwice(text: string): string {
  let decoded = text;
  for (let times = 0; times < 2; times++) {
    try {
      decoded = decodeURIComponent(decoded);
    } catch {
      // A per cent sign that stands for itself: what was decoded so far is what there is.
      return decoded;
    }
  }
  return decoded;
}

function whyNot(text: string): string {
  if (/^[0-9a-f-]+$/i.test(text) && text.length > 32) {
    return `A trace id has at most 32 hexadecimal digits; these are ${text.replaceAll("-", "").length}.`;
  }
  const strange = /[^0-9a-fA-Fx-]/.exec(text)?.[0];
  const shown = visibleText(text.length > 60 ? `${text.slice(0, 60)}…` : text);
  return strange !== undefined && !/\s/.test(text)
    ? `“${shown}” is no trace id: it has 1 to 32 hexadecimal digits, and “${visibleText(strange)}” is none.`
    : `There is no trace id in “${shown}”.`;
}
