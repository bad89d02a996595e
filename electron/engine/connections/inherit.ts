// When a stored secret may go along with a changed connection. A window can write any URL into a connection; it must not
// be able to have a stored password sent to a server of its choice.
import type { Connection, SecretsIn } from "#shared/contract/connections";

/** The secrets that a connection with this authentication and these headers uses, by name. */
export function secretNames({ auth, headerNames }: Pick<Connection, "auth" | "headerNames">): string[] {
  const own = auth.kind === "basic" ? ["password"] : auth.kind === "bearer" ? ["token"] : [];
  return [...own, ...headerNames.map((name) => `header:${name}`)];
}

/** The given secrets by name: a text to store, undefined to forget. Names that are not among them stay as they are. */
export function givenSecrets({ password, token, headers }: SecretsIn): Map<string, string | undefined> {
  const given = new Map<string, string | undefined>();
  const put = (name: string, value: string | undefined) => {
    if (value !== undefined) given.set(name, value === "" ? undefined : value);
  };
  put("password", password);
  put("token", token);
  for (const [name, value] of Object.entries(headers ?? {})) put(`header:${name}`, value);
  return given;
}

/** Another port of the same host is the same owner's; another host is not, and neither is the same host unencrypted. */
export function isSameServer(was: string, now: string): boolean {
  const [before, after] = [new URL(was), new URL(now)];
  return before.hostname === after.hostname && !(before.protocol === "https:" && after.protocol === "http:");
}
