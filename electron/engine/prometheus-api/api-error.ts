// Errors as Prometheus's HTTP API tells them (https://prometheus.io/docs/prometheus/latest/querying/api/#format-overview):
// a type, a text, and a status that follows from the type.
import { assertNever, type Failure } from "#shared/model/failure";

export type ErrorType = "bad_data" | "execution" | "canceled" | "timeout" | "internal" | "not_found" | "unavailable";

const statuses: Readonly<Record<ErrorType, number>> = {
  bad_data: 400,
  not_found: 404,
  execution: 422,
  // Not a standard status: nginx's for a client that has closed the connection.
  canceled: 499,
  internal: 500,
  timeout: 503,
  unavailable: 500,
};

export class ApiError extends Error {
  override name = "ApiError";
  readonly type: ErrorType;
  readonly status: number;

  constructor(type: ErrorType, message: string, status: number = statuses[type]) {
    super(message);
    this.type = type;
    this.status = status;
  }
}

export const badData = (message: string) => new ApiError("bad_data", message);

export const invalidParameter = (name: string, why: string) => badData(`invalid parameter ${JSON.stringify(name)}: ${why}`);

/** What went wrong while a query that reads well was evaluated: with the server's own words, without the place. */
export function executionError({ kind, say, diagnostics }: Failure): ApiError {
  switch (kind) {
    case "timeout":
      return new ApiError("timeout", say);
    case "cancelled":
      return new ApiError("canceled", say);
    case "not-found":
      return new ApiError("not_found", say);
    case "bad-request":
      return badData(say);
    case "bad-query":
    case "bad-file":
    case "not-supported":
    case "refused":
    case "server-error":
    case "too-large":
      return new ApiError("execution", diagnostics?.[0]?.message ?? say);
    case "unreachable":
    case "tls":
    case "unauthorized":
    case "not-that-server":
    case "disconnected":
      return new ApiError("unavailable", say);
    case "internal":
      return new ApiError("internal", say);
    default:
      return assertNever(kind);
  }
}
