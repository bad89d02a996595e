// https://prometheus.io/docs/alerting/latest/configuration/#webhook_config
import type { IntegrationOf } from "#shared/contract/receivers";
import { readHttpConfig } from "../import/http-config";
import type { Imported, KindReader } from "../import/kind-reader";
import { problemWithAddress } from "../web-address";

export const importWebhook: KindReader = {
  known: ["send_resolved", "http_config", "url", "url_file", "max_alerts", "timeout", "payload"],
  read(section, global): Imported<IntegrationOf<"webhook">> | undefined {
    section.leave("payload", "the body is always Alertmanager's version 4");
    section.leave("timeout", "an answer is waited for 30 s");
    const { secrets, ...http } = readHttpConfig(section, global);
    const given = section.secret("url");
    if (given === undefined && !section.has("url") && !section.has("url_file")) section.error("a webhook needs a url");
    const { url, login } = withoutLogin(given ?? "");
    if (url !== "") {
      const problem = problemWithAddress(url);
      if (problem !== undefined) section.error(problem, "url");
    }
    if (login) secrets.set("password", login.password);
    const isSecret = url === "" || looksSecret(url);
    if (isSecret && url !== "") secrets.set("url", url);
    return {
      secrets,
      integration: {
        kind: "webhook",
        sendResolved: section.flag("send_resolved") ?? true,
        ...http,
        ...(login && { auth: { kind: "basic", username: login.username } }),
        url: isSecret ? "" : url,
        maxAlerts: section.count("max_alerts") ?? 0,
      },
    };
  },
};

/** `http://user:password@host` says who it is in the address; here the two are kept apart, and the password safe. */
function withoutLogin(address: string): { url: string; login?: { username: string; password: string } } {
  if (!URL.canParse(address)) return { url: address };
  const url = new URL(address);
  if (url.username === "" && url.password === "") return { url: address };
  const login = { username: decodeURIComponent(url.username), password: decodeURIComponent(url.password) };
  url.username = "";
  url.password = "";
  return { url: url.href, login };
}

/** Whether a part of it could be a key: then nobody is shown it. */
function looksSecret(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { pathname, search } = new URL(address);
  return search !== "" || pathname.split("/").some((part) => part.length >= 20 && /\d/.test(part));
}
