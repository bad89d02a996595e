import type { Connection } from "#shared/contract/connections";
import type { Clock } from "../../clock";
import { readCaFile } from "./ca-file";
import { headersFor, type ReadSecret } from "./credentials";
import { createHttpClient, type HttpClient } from "./http-client";

/** The client of a connection. It reads the CA file and the secrets; nothing is sent before the first request. */
export async function connectHttp({
  connection,
  readSecret,
  clock,
}: {
  connection: Connection;
  readSecret: ReadSecret;
  clock: Clock;
}): Promise<HttpClient> {
  const { name, url: baseUrl, tls } = connection;
  const isTls = baseUrl.startsWith("https:");
  return createHttpClient({
    name,
    baseUrl,
    headers: await headersFor(connection, readSecret),
    ca: isTls && tls.caFile ? await readCaFile(tls.caFile) : undefined,
    skipVerify: tls.skipVerify,
    clock,
  });
}
