// http_config: how Alertmanager says who it is and whom it trusts. https://prometheus.io/docs/alerting/latest/configuration/#http_config
import type { Auth } from "#shared/contract/connections";
import type { Section } from "./section";

export interface ImportedHttp {
  auth: Auth;
  headerNames: string[];
  tls: { caFile?: string; skipVerify: boolean };
  secrets: Map<string, string>;
}

const known = [
  "authorization",
  "basic_auth",
  "bearer_token",
  "bearer_token_file",
  "oauth2",
  "tls_config",
  "proxy_url",
  "no_proxy",
  "proxy_from_environment",
  "proxy_connect_header",
  "follow_redirects",
  "enable_http2",
  "http_headers",
];

const notThere = "Watchdeck has no such thing";

/** `global`: the file's own `http_config`, for those that have none. */
export function readHttpConfig(section: Section, global: Section): ImportedHttp {
  const config = section.inside("http_config", known) ?? global.inside("http_config", known);
  const secrets = new Map<string, string>();
  const read: ImportedHttp = { auth: { kind: "none" }, headerNames: [], tls: { skipVerify: false }, secrets };
  if (!config) return read;
  config.leaveAll(["oauth2", "proxy_url", "proxy_connect_header"], notThere);
  if (config.flag("follow_redirects") === true) config.leave("follow_redirects", "messages are never sent after a redirect");
  const ways = [["basic_auth"], ["authorization"], ["oauth2"], ["bearer_token", "bearer_token_file"]];
  if (ways.filter((names) => names.some(config.has)).length > 1) {
    config.error("give one of basic_auth, authorization, oauth2 and bearer_token, not several");
  }
  read.auth = readAuth(config, secrets);
  for (const [name] of config.pairs("http_headers")) {
    config.leave("http_headers", `enter the header ${name} and its value in the receiver`);
  }
  const tls = config.inside("tls_config", tlsFields);
  if (tls) {
    read.tls = readTls(tls);
    tls.leaveAll(["cert_file", "key_file", "cert", "key"], "client certificates cannot be given yet");
  }
  return read;
}

export const tlsFields = [
  "ca",
  "ca_file",
  "cert",
  "cert_file",
  "key",
  "key_file",
  "server_name",
  "insecure_skip_verify",
  "min_version",
  "max_version",
];

export function readTls(tls: Section): ImportedHttp["tls"] {
  tls.leave("ca", "a certificate inside the file is not read: write it into a file of its own and name that");
  tls.leave("server_name", notThere);
  const caFile = tls.text("ca_file");
  if (caFile?.startsWith("/") === false) tls.leave("ca_file", "the path has to be whole, from the root on");
  return {
    ...(caFile?.startsWith("/") && { caFile }),
    skipVerify: tls.flag("insecure_skip_verify") ?? false,
  };
}

function readAuth(config: Section, secrets: Map<string, string>): Auth {
  const basic = config.inside("basic_auth", ["username", "username_file", "password", "password_file"]);
  if (basic) {
    basic.leave("username_file", "user names are not read from files");
    const password = basic.secret("password");
    if (password !== undefined) secrets.set("password", password);
    return { kind: "basic", username: basic.text("username") ?? "" };
  }
  const authorization = config.inside("authorization", ["type", "credentials", "credentials_file"]);
  if (authorization && !/^(bearer)?$/i.test(authorization.text("type") ?? "")) {
    authorization.leave("type", "only Bearer is known");
    return { kind: "none" };
  }
  const token = authorization ? authorization.secret("credentials") : config.secret("bearer_token");
  if (token !== undefined) secrets.set("token", token);
  const isAsked = authorization !== undefined || config.has("bearer_token") || config.has("bearer_token_file");
  return isAsked ? { kind: "bearer" } : { kind: "none" };
}
