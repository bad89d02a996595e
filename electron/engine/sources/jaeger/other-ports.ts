// A Jaeger has many ports, and the one that answers queries is easily taken for one of the others. They are told by how they answer.
import { AppError } from "#shared/model/failure";
import type { JaegerClient, Wait } from "./client";

/** The failure that says so, where another port of a Jaeger was asked; otherwise the one that there is. */
export async function explainPort({ http }: JaegerClient, wait: Wait, error: unknown): Promise<unknown> {
  if (!(error instanceof AppError) || error.failure.kind !== "not-that-server") return error;
  const { host, hostname } = new URL(http.server.baseUrl);
  const elsewhere = `Jaeger answers queries at another port, mostly ${hostname}:16686`;
  const explained = (say: string) => new AppError({ kind: "not-that-server", say }, { cause: error });
  if (speaksHttp2(error)) return explained(`${host} speaks gRPC and not plain HTTP; ${elsewhere}.`);
  try {
    // Where traces are sent to by OTLP, this path is there, and can only be posted to.
    const { status } = await http.request({ path: "/v1/traces", ...wait });
    return status === 405 ? explained(`${host} takes traces in (OTLP) and does not show them; ${elsewhere}.`) : error;
  } catch {
    // What was found out before says more.
    return error;
  }
}

/** Whether the parser of HTTP/1 stumbled over what a server of HTTP/2 begins with. The parser keeps that with its error. */
function speaksHttp2(error: AppError): boolean {
  for (let step: unknown = error, depth = 0; step instanceof Error && depth < 10; step = step.cause, depth++) {
    if ("data" in step && typeof step.data === "string" && beginsWithSettings(step.data)) return true;
  }
  return false;
}

/** RFC 9113, 4.1 and 6.5: three bytes of length, the type 4, no flags, and of no stream. */
const beginsWithSettings = (data: string): boolean =>
  data.startsWith("\0\0") && data.charCodeAt(3) === 4 && data.slice(4, 9) === "\0".repeat(5);
