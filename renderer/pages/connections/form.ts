// What the connection dialog holds while it is filled in, and how that becomes what the engine is told. Secrets only go in:
// a field left empty keeps the stored one.
import type { Auth, ConnectionDraft, ConnectionKind, ConnectionRow, SecretsIn, SpanLinks } from "#shared/contract/connections";
import { linksProblem, writtenLinks } from "./span-links";

export interface HeaderField {
  /** For React's list; never sent. */
  key: number;
  name: string;
  value: string;
  /** Whether a value of this header is stored already. */
  isStored: boolean;
}

export interface ConnectionForm {
  id: string | undefined;
  kind: ConnectionKind;
  name: string;
  url: string;
  auth: Auth["kind"];
  username: string;
  password: string;
  token: string;
  headers: readonly HeaderField[];
  caFile: string;
  skipVerify: boolean;
  showsAlerts: boolean;
  /** Where a trace opens; of a Loki. */
  traceUrl: string;
  /** Where the logs and the metrics of spans are; of a Jaeger or a Zipkin. */
  spanLinks: SpanLinks;
}

/** The kinds that keep traces. */
export const hasTraces = (kind: ConnectionKind): boolean => kind === "jaeger" || kind === "zipkin";

/** The kinds that know alerts. */
export const knowsAlerts = (kind: ConnectionKind): boolean => kind === "prometheus" || kind === "alertmanager";

export const emptyForm: ConnectionForm = {
  id: undefined,
  kind: "prometheus",
  name: "",
  url: "",
  auth: "none",
  username: "",
  password: "",
  token: "",
  headers: [],
  caFile: "",
  skipVerify: false,
  showsAlerts: true,
  traceUrl: "",
  spanLinks: {},
};

export function formOf(row: ConnectionRow): ConnectionForm {
  return {
    ...emptyForm,
    id: row.id,
    kind: row.kind,
    name: row.name,
    url: row.url,
    auth: row.auth.kind,
    username: row.auth.kind === "basic" ? row.auth.username : "",
    headers: row.headerNames.map((name, key) => ({
      key,
      name,
      value: "",
      isStored: row.storedSecrets.includes(`header:${name}`),
    })),
    caFile: row.tls.caFile ?? "",
    skipVerify: row.tls.skipVerify,
    showsAlerts: row.showsAlerts,
    traceUrl: row.traceUrl ?? "",
    spanLinks: row.spanLinks ?? {},
  };
}

/** The form as the engine takes it. A header without a name is one that was added and not filled in. */
export function draftOf(form: ConnectionForm): ConnectionDraft {
  const headers = form.headers.filter(({ name }) => name.trim() !== "");
  const caFile = form.caFile.trim();
  const traceUrl = form.traceUrl.trim();
  return {
    id: form.id,
    kind: form.kind,
    name: form.name.trim() || nameFrom(form.url),
    url: completeUrl(form.url),
    auth: authOf(form),
    headerNames: headers.map(({ name }) => name.trim()),
    tls: { caFile: caFile === "" ? undefined : caFile, skipVerify: form.skipVerify },
    showsAlerts: form.showsAlerts,
    // What is not shown of another kind is kept all the same: nobody has taken it away.
    traceUrl: traceUrl === "" ? undefined : traceUrl,
    spanLinks: writtenLinks(form.spanLinks),
    secrets: secretsOf(form, headers),
  };
}

/** An address of each kind, as the servers have it when nobody changed it. */
export const exampleOf: Readonly<Record<ConnectionKind, string>> = {
  prometheus: "http://localhost:9090",
  alertmanager: "http://localhost:9093",
  loki: "http://localhost:3100",
  jaeger: "http://localhost:16686",
  zipkin: "http://localhost:9411",
};

function authOf({ auth, username }: ConnectionForm): Auth {
  return auth === "basic" ? { kind: "basic", username: username.trim() } : { kind: auth };
}

function secretsOf({ auth, password, token }: ConnectionForm, headers: readonly HeaderField[]): SecretsIn {
  const values = headers.filter(({ value }) => value !== "").map(({ name, value }) => [name.trim(), value] as const);
  return {
    // A secret of a kind that was switched away from is forgotten: nobody would think that it is still kept.
    password: auth === "basic" ? password || undefined : "",
    token: auth === "bearer" ? token || undefined : "",
    headers: values.length === 0 ? undefined : Object.fromEntries(values),
  };
}

/** The host of the address: what most people would call the server. */
export function nameFrom(url: string): string {
  const whole = completeUrl(url);
  return URL.canParse(whole) ? new URL(whole).host : "";
}

/** `https:host` has one too, mistyped; `http:9090` is a port of a host of that name. */
const hasScheme = (url: string) => /^[a-z][a-z0-9+.-]*:\/\//i.test(url) || /^https?:(?!\d)/i.test(url);

/** The address as it is asked: most people type `localhost:9090`, and mean http. */
export function completeUrl(typed: string): string {
  const url = typed.trim();
  return url === "" || hasScheme(url) ? url : `http://${url}`;
}

/** What stands below the address: what it will be where that is not what was typed. */
export function addressHint({ url: typed, kind }: Pick<ConnectionForm, "url" | "kind">): string {
  const url = completeUrl(typed);
  if (url !== typed.trim() && URL.canParse(url)) return `Will be ${url}`;
  return addressHints[kind] ?? "With its path prefix, when it has one.";
}

const addressHints: Readonly<Partial<Record<ConnectionKind, string>>> = {
  loki: "Of Loki itself, or of the gateway before it, with its path prefix; without /loki/api/v1.",
  jaeger:
    "Where its own pages are, mostly port 16686, with its base path; without /search. Ports 4317 and 4318 only take traces in.",
  zipkin: "Mostly port 9411; without /zipkin.",
};

export interface FormProblems {
  name?: string;
  url?: string;
  username?: string;
  headers?: string;
  traceUrl?: string;
  spanLinks?: string;
}

/** What must be put right before the form can be sent; the engine checks the rest. */
export function problemsOf(form: ConnectionForm): FormProblems {
  return {
    url: urlProblem(completeUrl(form.url), exampleOf[form.kind]),
    username: form.auth === "basic" && form.username.trim() === "" ? "Basic authentication needs a user name." : undefined,
    headers: headerProblem(form.headers),
    traceUrl: form.kind === "loki" ? traceUrlProblem(form.traceUrl.trim()) : undefined,
    spanLinks: hasTraces(form.kind) ? linksProblem(form.spanLinks) : undefined,
  };
}

export const isFine = (problems: FormProblems): boolean => Object.values(problems).every((problem) => problem === undefined);

function urlProblem(url: string, example: string): string | undefined {
  if (url === "") return `Say where the server is, such as ${example}.`;
  if (!/^https?:\/\//i.test(url)) return "The address starts with http:// or https://.";
  if (!URL.canParse(url)) return "This is not an address; one looks like https://host:9090/prefix.";
  const { username, password } = new URL(url);
  if (username !== "" || password !== "") return "Put the user name and password into the fields below, not into the address.";
  return undefined;
}

function traceUrlProblem(url: string): string | undefined {
  if (url === "") return undefined;
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return "An address that opens a trace starts with http:// or https://.";
  if (!url.includes("{trace}")) return "Put {trace} where the trace's id belongs.";
  return undefined;
}

function headerProblem(headers: readonly HeaderField[]): string | undefined {
  const names = headers.map(({ name }) => name.trim().toLowerCase());
  if (headers.some(({ name, value }) => name.trim() === "" && value !== "")) return "A header needs a name.";
  const wrong = headers.find(({ name }) => name.trim() !== "" && !/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/.test(name.trim()));
  if (wrong) return `"${wrong.name.trim()}" cannot be a header's name: letters, digits and dashes only.`;
  const twice = names.find((name, index) => name !== "" && names.indexOf(name) !== index);
  if (twice) return `The header ${twice} is there twice.`;
  return undefined;
}
