// The system's D-Bus, by its unix socket: https://dbus.freedesktop.org/doc/dbus-specification.html. One connection, kept
// while it works. The library is loaded only on machines that have the bus.
import { access, constants } from "node:fs/promises";
import type { MessageBus } from "dbus-native";
import { type Milliseconds, seconds } from "#shared/units/time";
import { NoData } from "../collector";

export interface SystemBus {
  /** A method without arguments, and the one value it answers. Rejects with NoData where there is no bus or no such service. */
  call(at: BusObject, method: string, signal: AbortSignal): Promise<unknown>;
  property(at: BusObject, name: string, signal: AbortSignal): Promise<unknown>;
  /** Lets go of the connection; the next call makes a new one. */
  close(): void;
}

export interface BusObject {
  service: string;
  path: string;
  interface: string;
}

const answerWithin: Milliseconds = seconds(5);
const standardAddress = "unix:path=/var/run/dbus/system_bus_socket";
// Nobody has that name, and nobody can be started who would.
const noService = /\.(ServiceUnknown|NameHasNoOwner|Spawn\.\w+)$/;

export function createSystemBus(address = process.env.DBUS_SYSTEM_BUS_ADDRESS ?? standardAddress): SystemBus {
  let present: MessageBus | undefined;

  async function connect(): Promise<MessageBus> {
    await refuseUnlessOpen(address);
    const { createClient } = await import("dbus-native");
    if (present) return present;
    const bus = createClient({ busAddress: address, plainValues: true });
    const forget = () => {
      if (present === bus) present = undefined;
    };
    // Calls under way are rejected by the library itself; an `error` that nobody listens for would end the engine.
    bus.connection.on("error", forget);
    bus.connection.on("close", forget);
    present = bus;
    return bus;
  }

  async function invoke(message: object, signal: AbortSignal): Promise<unknown> {
    const bus = present ?? (await connect());
    try {
      return await bus.invoke(message, { signal, timeout: answerWithin });
    } catch (error) {
      if (!noService.test((error as { dbusName?: string }).dbusName ?? "")) throw error;
      throw new NoData("nobody on the system's D-Bus has that name", { cause: error });
    }
  }

  return {
    call: ({ service, ...at }, method, signal) => invoke({ destination: service, ...at, member: method }, signal),
    property: (at, name, signal) =>
      invoke(
        {
          destination: at.service,
          path: at.path,
          interface: "org.freedesktop.DBus.Properties",
          member: "Get",
          signature: "ss",
          body: [at.interface, name],
        },
        signal,
      ),
    close() {
      present?.connection.end();
      present = undefined;
    },
  };
}

/** In words, before the library says it in numbers. Addresses other than a path's are the library's to judge. */
async function refuseUnlessOpen(address: string): Promise<void> {
  const socket = /^unix:path=([^,;]+)/.exec(address)?.[1];
  if (socket === undefined) return;
  await access(socket, constants.R_OK | constants.W_OK).catch((cause: NodeJS.ErrnoException) => {
    throw new NoData(
      cause.code === "EACCES" ? `the system's D-Bus at ${socket} is closed to us` : "this machine has no system D-Bus",
      {
        cause,
      },
    );
  });
}
