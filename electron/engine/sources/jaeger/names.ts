// The names that a search is made of: services, and what they do.
import type { EpochMs } from "#shared/units/time";
import { ask, type JaegerApi, type JaegerClient, type Wait } from "./client";
import { v1NamesSchema, v1OperationsSchema, v3OperationsSchema, v3ServicesSchema } from "./wire";

/** With the server's clock, where it tells it. */
export async function askServices(
  client: JaegerClient,
  { version }: JaegerApi,
  { signal, deadline }: Wait,
): Promise<{ services: string[]; dateMs: EpochMs | undefined }> {
  const wait = { signal, deadline };
  if (version === "v3") {
    const { services, dateMs } = await ask(client, { path: "/api/v3/services", ...wait }, v3ServicesSchema);
    return { services: inOrder(services), dateMs };
  }
  const { data, dateMs } = await ask(client, { path: "/api/services", ...wait }, v1NamesSchema);
  return { services: inOrder(data), dateMs };
}

/** One that is there as a server's and as a client's is one all the same: searches do not tell them apart. */
export async function askOperations(
  client: JaegerClient,
  { version }: JaegerApi,
  { service, signal, deadline }: { service: string } & Wait,
): Promise<string[]> {
  const wait = { signal, deadline };
  const parameters = new URLSearchParams({ service });
  if (version === "v3") {
    const { operations } = await ask(client, { path: "/api/v3/operations", parameters, ...wait }, v3OperationsSchema);
    return inOrder((operations ?? []).map(({ name }) => name));
  }
  // Others that speak v1 have only the first of these; but many a proxy makes a slash of %2F, and two dots lead out
  // of a path.
  if (!/^\.\.?$|\//.test(service)) {
    const path = `/api/services/${encodeURIComponent(service)}/operations`;
    return inOrder((await ask(client, { path, ...wait }, v1NamesSchema)).data);
  }
  const { data } = await ask(client, { path: "/api/operations", parameters, ...wait }, v1OperationsSchema);
  return inOrder((data ?? []).map(({ name }) => name));
}

const inOrder = (names: readonly (string | null | undefined)[] | null | undefined): string[] =>
  [...new Set(names ?? [])].filter((name) => typeof name === "string" && name !== "").sort() as string[];
