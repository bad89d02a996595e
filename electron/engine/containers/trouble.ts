// Why a service has no answer. Each is a state of the service that the page shows, not an error: it ends by itself when the
// daemon is started, answers again, or lets us in.
import type { ContainerService } from "#shared/contract/containers";

export type TroubleState = Exclude<ContainerService["state"], "ok">;

export class ServiceTrouble extends Error {
  override name = "ServiceTrouble";

  /** `reason` is for the user, and says what to do. */
  constructor(
    readonly state: TroubleState,
    readonly reason: string,
    options?: { cause?: unknown },
  ) {
    super(reason, options);
  }
}

/** What the system or the HTTP parser says of a connection to this socket. */
export function troubleOf(error: unknown, socket: string): ServiceTrouble {
  const code = codeOf(error);
  const options = { cause: error };
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return new ServiceTrouble("absent", "There is no socket.", options);
    case "ECONNREFUSED":
      return new ServiceTrouble(
        "absent",
        "The socket is left over, and no service listens behind it: start the service.",
        options,
      );
    case "EACCES":
    case "EPERM":
      return new ServiceTrouble("refused", refusal(socket), options);
    case "UND_ERR_SOCKET":
    case "ECONNRESET":
    case "EPIPE":
      return new ServiceTrouble("failing", "The service closed the connection before it had answered.", options);
    case "ETIMEDOUT":
    case "EAGAIN":
      // A unix socket whose queue of waiting clients is full: the daemon does not take them up.
      return new ServiceTrouble("hung", "The service takes up no connection.", options);
  }
  if (code.startsWith("HPE_")) {
    return new ServiceTrouble("failing", "What listens there does not speak HTTP, so it is neither Docker nor Podman.", options);
  }
  return new ServiceTrouble("failing", `The service cannot be asked (${code || messageOf(error)}).`, options);
}

function refusal(socket: string): string {
  if (socket.includes("podman")) {
    return "This user may not open the socket. It belongs to root's Podman; your own is started by systemctl --user start podman.socket.";
  }
  return "This user may not open the socket: add your user to the docker group and log in again, or use rootless Docker. The group is as good as root.";
}

function codeOf(error: unknown): string {
  for (let step: unknown = error, depth = 0; step instanceof Error && depth < 5; depth++, step = step.cause) {
    if ("code" in step && typeof step.code === "string") return step.code;
  }
  return "";
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
