// https://prometheus.io/docs/alerting/latest/configuration/#email_config
import type { IntegrationOf } from "#shared/contract/receivers";
import { readTls, tlsFields } from "../import/http-config";
import { type Imported, type KindReader, notThere } from "../import/kind-reader";
import type { Section } from "../import/section";

export const importEmail: KindReader = {
  known: [
    ...[
      "send_resolved",
      "to",
      "from",
      "hello",
      "smarthost",
      "auth_username",
      "auth_password",
      "auth_password_file",
      "auth_secret",
    ],
    ...[
      "auth_secret_file",
      "auth_identity",
      "headers",
      "html",
      "text",
      "require_tls",
      "tls_config",
      "force_implicit_tls",
      "threading",
    ],
  ],
  read(section, global): Imported<IntegrationOf<"email">> | undefined {
    const inherited = (name: string) => section.text(name) ?? global.text(`smtp_${name}`);
    section.leaveAll(["hello", "auth_secret", "auth_identity", "threading"], notThere);
    const smarthost = inherited("smarthost");
    const place = /^\[?(?<host>[^\]]+?)\]?:(?<port>\d{1,5})$/.exec(smarthost ?? "")?.groups;
    const needsPlace = "an e-mail needs a smarthost with its port, such as smtp.example.org:587, here or in global";
    if (!place && smarthost) section.error(needsPlace, "smarthost");
    else if (!place) section.errorUnlessLenient(needsPlace);
    const from = inherited("from") ?? "";
    if (from === "") section.errorUnlessLenient("an e-mail needs a sender: from, here or as smtp_from in global");
    const to = section.text("to") ?? "";
    if (to === "") section.error("an e-mail needs a recipient: to", "to");
    if (/\{\{/.test(to) || /\{\{/.test(from)) {
      section.leaveWhole("addresses made by templates are not carried over");
      return undefined;
    }
    const username = inherited("auth_username") ?? "";
    const secrets = new Map<string, string>();
    const password =
      section.secret("auth_password") ?? (section.has("auth_password_file") ? undefined : global.secret("smtp_auth_password"));
    if (username !== "" && password !== undefined) secrets.set("password", password);
    const { subject } = readHeaders(section);
    const tls = section.inside("tls_config", tlsFields) ?? global.inside("smtp_tls_config", tlsFields);
    const port = Number(place?.port ?? 587);
    const isImplicit = section.flag("force_implicit_tls") ?? global.flag("smtp_force_implicit_tls") ?? port === 465;
    const isRequired = section.flag("require_tls") ?? global.flag("smtp_require_tls") ?? true;
    return {
      secrets,
      integration: {
        kind: "email",
        sendResolved: section.flag("send_resolved") ?? false,
        to,
        from,
        host: place?.host ?? "",
        port,
        security: isImplicit ? "tls" : isRequired ? "starttls" : "opportunistic",
        username,
        ...(tls ? readTls(tls) : { skipVerify: false }),
        subject: subject || section.foreignTemplate("subject"),
        text: section.template("text") || section.foreignTemplate("body"),
        html: section.template("html"),
      },
    };
  },
};

function readHeaders(section: Section): { subject: string } {
  let subject = "";
  for (const [name, value] of section.pairs("headers")) {
    if (name.toLowerCase() === "subject") subject = value;
    else section.leave("headers", `the header ${name} is not carried over`);
  }
  return { subject: /^\{\{\s*template "email\.default\.subject" \.\s*\}\}$/.test(subject.trim()) ? "" : subject };
}
