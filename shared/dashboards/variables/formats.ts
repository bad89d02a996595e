// The ways in which a reference may ask for a variable's values: `${name:csv}`, `${name:pipe}` … (docs: "Advanced variable
// format options" of Grafana's dashboards).
import { formatDate } from "../time/date-format";

export interface Formatted {
  name: string;
  values: readonly string[];
  texts: readonly string[];
  /** Several may be chosen, whether or not they are. */
  isPattern: boolean;
  timeZone: string;
}

/** The values in that format; an unknown format is `glob`, as it is when none is asked for. */
export function formatValues(format: string, { name, values, texts, isPattern, timeZone }: Formatted): string {
  // `join: or ` and `date:HH:mm` have arguments behind the first colon.
  const colon = format.indexOf(":");
  const kind = colon < 0 ? format : format.slice(0, colon);
  const rest = colon < 0 ? "" : format.slice(colon + 1);
  const isList = isPattern || values.length !== 1;
  const [first = ""] = values;
  const joined = (separator: string, write: (value: string) => string = same) => values.map(write).join(separator);
  switch (kind) {
    case "csv":
    case "raw":
      return joined(",");
    case "pipe":
      return joined("|");
    case "join":
      return joined(colon < 0 ? "," : rest);
    case "regex":
      return values.length === 1 ? escapeRegex(first) : `(${joined("|", escapeRegex)})`;
    case "json":
      return isList ? JSON.stringify(values) : first;
    case "distributed":
      return values.map((value, index) => (index === 0 ? value : `${name}=${value}`)).join(",");
    case "lucene":
      if (values.length === 0) return "__empty__";
      return isList ? `(${joined(" OR ", (value) => `"${escapeLucene(value)}"`)})` : escapeLucene(first);
    case "percentencode":
      return isList ? encodeStrictly(`{${joined(",")}}`) : encodeStrictly(first);
    case "uriencode":
      return isList ? encodeAddress(`{${joined(",")}}`) : encodeAddress(first);
    case "singlequote":
      return joined(",", (value) => `'${value.replaceAll("'", "\\'")}'`);
    case "doublequote":
      return joined(",", (value) => `"${value.replaceAll('"', '\\"')}"`);
    case "sqlstring":
      return joined(",", (value) => `'${value.replaceAll("'", "''")}'`);
    case "html":
      return joined(", ", escapeHtml);
    case "text":
      return texts.join(" + ");
    case "queryparam":
      return queryParameters(`var-${name}`, values);
    case "customqueryparam": {
      const [parameter = "", prefix = ""] = rest.split(":");
      return queryParameters(parameter || name, values, prefix);
    }
    case "date":
      return joined(",", (value) => dateText(Number(value), rest, timeZone));
    default:
      return values.length === 1 ? first : `{${joined(",")}}`;
  }
}

const same = (value: string): string => value;

/** Every character that means something in a regular expression, RE2's or JavaScript's, with a backslash before it. */
export const escapeRegex = (value: string): string => value.replace(/[\\^$*+?.()|[\]{}/]/g, "\\$&");

const escapeLucene = (value: string): string => value.replace(/([!*+\-=<>\s&|()[\]{}^~?:\\/"])/g, "\\$1");

const entities: Readonly<Record<string, string>> = { "<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;", "'": "&#39;" };
const escapeHtml = (value: string): string => value.replace(/[<>&"']/g, (character) => entities[character] ?? "");

// Half of a surrogate pair is no text, and the encoders would throw at it.
const wellFormed = (value: string): string => value.replace(/\p{Surrogate}/gu, "\ufffd");

/** For one part of an address: all that could end it is written with percent signs. */
export const encodeStrictly = (value: string): string =>
  encodeURIComponent(wellFormed(value)).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);

const encodeAddress = (value: string): string =>
  encodeURI(wellFormed(value)).replace(/[!'()*;,/?:@&=+$#]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);

export const queryParameters = (name: string, values: readonly string[], prefix = ""): string =>
  values.map((value) => `${encodeStrictly(name)}=${prefix}${encodeStrictly(value)}`).join("&");

/** `iso` (also when nothing is said), `seconds`, `ms`, or a pattern. */
export function dateText(at: number, format: string, timeZone: string): string {
  if (!Number.isFinite(at) || Math.abs(at) > 8.64e15) return "";
  switch (format) {
    case "":
    case "iso":
      return new Date(at).toISOString();
    case "ms":
      return String(at);
    case "seconds":
      return String(Math.round(at / 1000));
    default:
      return formatDate(at, format, timeZone);
  }
}
