import type { IntegrationOf } from "#shared/contract/receivers";

/** What nodemailer is told about TLS. A password is never sent to another machine without it, whatever was chosen. */
export function tlsMode({ security, username, host }: Pick<IntegrationOf<"email">, "security" | "username" | "host">) {
  if (security === "tls") return { secure: true };
  const needsTls = security === "starttls" || (username !== "" && !isThisMachine(host));
  if (needsTls) return { secure: false, requireTLS: true };
  return security === "none" ? { secure: false, ignoreTLS: true } : { secure: false, opportunisticTLS: true };
}

/** What is sent there does not leave the machine. */
export const isThisMachine = (host: string): boolean =>
  host === "localhost" || host === "::1" || /^127\.\d+\.\d+\.\d+$/.test(host);
