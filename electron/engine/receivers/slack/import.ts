// https://prometheus.io/docs/alerting/latest/configuration/#slack_config
import type { IntegrationOf } from "#shared/contract/receivers";
import { readHttpConfig } from "../import/http-config";
import { type Imported, type KindReader, notThere } from "../import/kind-reader";
import type { Section } from "../import/section";

export const importSlack: KindReader = {
  known: [
    ...[
      "send_resolved",
      "http_config",
      "api_url",
      "api_url_file",
      "app_token",
      "app_token_file",
      "app_url",
      "channel",
      "username",
    ],
    ...["color", "title", "title_link", "pretext", "text", "message_text", "fields", "short_fields", "footer", "fallback"],
    ...["callback_id", "icon_emoji", "icon_url", "image_url", "thumb_url", "link_names", "mrkdwn_in", "actions", "timeout"],
    ...["update_message"],
  ],
  read(section, global): Imported<IntegrationOf<"slack">> | undefined {
    section.leaveAll(["pretext", "message_text", "fields", "footer", "actions", "icon_url", "image_url", "thumb_url"], notThere);
    const { auth, secrets: httpSecrets } = readHttpConfig(section, global);
    const globalUrl = global.secret("slack_api_url");
    if (hasEither(global, "slack_app_token") && globalUrl !== undefined && !isApi(globalUrl)) {
      global.error("give either slack_app_token or slack_api_url, not both", "slack_app_token");
    }
    const apiUrl =
      section.secret("api_url") ?? (hasEither(section, "api_url") || hasEither(section, "app_token") ? undefined : globalUrl);
    const isWebhook = apiUrl !== undefined && !isApi(apiUrl);
    // What was done before there was app_token: the API's address with a bearer token.
    const bearer = apiUrl !== undefined && auth.kind === "bearer" ? httpSecrets.get("token") : undefined;
    const token = isWebhook ? undefined : (section.secret("app_token") ?? bearer ?? global.secret("slack_app_token"));
    const isBot =
      !isWebhook && (token !== undefined || hasEither(section, "app_token") || (apiUrl !== undefined && auth.kind === "bearer"));
    const base = section.text("app_url") ?? (apiUrl !== undefined && !isWebhook ? apiUrl : global.text("slack_app_url"));
    const channel = plainText(section, "channel");
    if (isBot && channel === "") {
      section.leaveWhole("a bot needs a channel that is written out, without a template");
      return undefined;
    }
    if (!isBot && apiUrl === undefined && !hasEither(section, "api_url") && !hasEither(global, "slack_api_url")) {
      section.error("Slack needs an api_url, here or as slack_api_url in global");
    }
    if (section.flag("update_message") === true && !isBot) {
      section.error(
        "only a bot can update its message: give an app_token, or https://slack.com/api/chat.postMessage as the api_url",
        "update_message",
      );
    }
    const secrets = new Map<string, string>();
    if (isBot && token !== undefined) secrets.set("token", token);
    if (!isBot && apiUrl !== undefined) secrets.set("webhookUrl", apiUrl);
    return {
      secrets,
      integration: {
        kind: "slack",
        sendResolved: section.flag("send_resolved") ?? false,
        mode: isBot ? "bot" : "webhook",
        apiUrl: base === undefined ? "https://slack.com/api" : base.replace(/\/chat\.postMessage$/, ""),
        channel,
        username: plainText(section, "username"),
        iconEmoji: plainText(section, "icon_emoji"),
        color: usualColour(section.template("color")),
        title: section.template("title"),
        titleLink: section.template("title_link"),
        text: section.template("text"),
        updateMessage: section.flag("update_message") ?? false,
      },
    };
  },
};

/** A field that takes no template here. */
function plainText(section: Section, name: string): string {
  const text = section.text(name) ?? "";
  if (!text.includes("{{")) return text;
  if (!/template "slack\.default\./.test(text)) section.leave(name, "it is a template, which this field does not take");
  return "";
}

/** Alertmanager's default colours are two; Watchdeck's go by severity. */
const usualColour = (template: string): string =>
  /^\{\{\s*if eq \.Status "firing"\s*\}\}danger\{\{\s*else\s*\}\}good\{\{\s*end\s*\}\}$/.test(template.trim()) ? "" : template;

const hasEither = (section: Section, name: string) => section.has(name) || section.has(`${name}_file`);

const isApi = (address: string) => /\/api\/chat\.postMessage$/.test(address);
