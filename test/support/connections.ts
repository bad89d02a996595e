import type { Connection } from "#shared/contract/connections";

/** A connection as the settings keep it: without credentials, unless told otherwise. */
export const connectionTo = (url: string, rest: Partial<Connection> = {}): Connection => ({
  id: "under-test",
  kind: "prometheus",
  name: "Test server",
  url,
  auth: { kind: "none" },
  headerNames: [],
  tls: { skipVerify: false },
  showsAlerts: true,
  ...rest,
});
