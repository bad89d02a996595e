// The notification service of a Linux desktop, over the session's D-Bus:
// https://specifications.freedesktop.org/notification-spec/latest/. Electron's own way, libnotify, can neither replace a notice
// nor give it buttons.
import type { Message, MessageBus } from "dbus-native";
import { type Milliseconds, seconds } from "#shared/units/time";

export interface NoticeForService {
  /** The id that the service gave the one whose place it takes; 0: none. */
  replaces: number;
  title: string;
  body: string;
  urgency: 0 | 1 | 2;
  /** Key and words of each button; `default` is a click on the notice itself. */
  actions: [key: string, words: string][];
  isSilent: boolean;
  isTransient: boolean;
  /** -1: as the service likes; 0: until somebody closes it. */
  expireMs: number;
}

export interface ServiceListener {
  invoked(id: number, action: string): void;
  closed(id: number): void;
  /** Ids of before mean nothing any more. */
  restarted(): void;
  quietOver(): void;
}

export interface NotificationService {
  /** The service's id for it. Rejects with `NoService` where there is none. */
  notify(notice: NoticeForService): Promise<number>;
  close(id: number): Promise<void>;
  /** What it can, such as `actions` and `body-markup`. */
  capabilities(): Promise<ReadonlySet<string>>;
  /** Whether somebody asked the desktop for quiet: presenting, sharing the screen, or switched so. */
  isQuiet(): Promise<boolean>;
}

/** Nobody on the bus shows notifications. */
export class NoService extends Error {}

const name = "org.freedesktop.Notifications";
const object = "/org/freedesktop/Notifications";
const answerWithin: Milliseconds = seconds(5);
// Nobody has that name, and nobody can be started who would.
const noService = /\.(ServiceUnknown|NameHasNoOwner|Spawn\.\w+)$/;
/** Where services say that they keep quiet: KDE's as the standard has it, and dunst in its own way. */
const quietProperties = [
  { interface: name, property: "Inhibited" },
  { interface: "org.dunstproject.cmd0", property: "paused" },
] as const;
const signals = [
  `type='signal',interface='${name}',path='${object}'`,
  `type='signal',interface='org.freedesktop.DBus.Properties',member='PropertiesChanged',path='${object}'`,
  `type='signal',sender='org.freedesktop.DBus',interface='org.freedesktop.DBus',member='NameOwnerChanged',arg0='${name}'`,
];

/** Where the session's bus is, if anywhere. */
export const sessionBusAddress = ({ DBUS_SESSION_BUS_ADDRESS, XDG_RUNTIME_DIR }: NodeJS.ProcessEnv): string | undefined =>
  DBUS_SESSION_BUS_ADDRESS || (XDG_RUNTIME_DIR ? `unix:path=${XDG_RUNTIME_DIR}/bus` : undefined);

export function createNotificationService(address: string, listener: ServiceListener): NotificationService {
  let present: Promise<MessageBus> | undefined;
  let found: Promise<ReadonlySet<string>> | undefined;
  /** Which of the quiet properties the service has; undefined: not asked yet. */
  let known: Set<string> | undefined;

  async function connect(): Promise<MessageBus> {
    const { createClient } = await import("dbus-native");
    const bus = createClient({ busAddress: address, plainValues: true });
    const forget = () => {
      if (present === undefined) return;
      present = undefined;
      restarted();
    };
    // Calls under way are rejected by the library itself; an `error` that nobody listens for would end the app.
    bus.connection.on("error", forget);
    bus.connection.on("close", forget);
    bus.connection.on("message", (message: Message) => heard(message));
    for (const rule of signals) {
      const at = { destination: "org.freedesktop.DBus", path: "/org/freedesktop/DBus", interface: "org.freedesktop.DBus" };
      await bus.invoke({ ...at, member: "AddMatch", signature: "s", body: [rule] }, { timeout: answerWithin });
    }
    return bus;
  }

  function restarted(): void {
    found = undefined;
    known = undefined;
    listener.restarted();
    listener.quietOver();
  }

  function heard({ interface: from, member, body = [] }: Message): void {
    const [first, second] = body as unknown[];
    if (member === "NameOwnerChanged" && first === name) restarted();
    else if (from === name && member === "ActionInvoked") listener.invoked(Number(first), String(second));
    else if (from === name && member === "NotificationClosed") listener.closed(Number(first));
    else if (member === "PropertiesChanged") {
      const changed = new Map(Object.entries((second ?? {}) as Record<string, unknown>));
      if (quietProperties.some(({ interface: of, property }) => of === first && changed.get(property) === false))
        listener.quietOver();
    }
  }

  async function invoke(message: object): Promise<unknown> {
    present ??= connect().catch((error: unknown) => {
      present = undefined;
      throw error;
    });
    const bus = await present;
    try {
      return await bus.invoke({ destination: name, path: object, interface: name, ...message }, { timeout: answerWithin });
    } catch (error) {
      if (!noService.test((error as { dbusName?: string }).dbusName ?? "")) throw error;
      throw new NoService("nobody on this desktop shows notifications", { cause: error });
    }
  }

  async function isTrue(of: string, property: string): Promise<boolean | undefined> {
    const question = { interface: "org.freedesktop.DBus.Properties", member: "Get", signature: "ss", body: [of, property] };
    try {
      return (await invoke(question)) === true;
    } catch {
      // It has no such property: then it never says so.
      return undefined;
    }
  }

  return {
    async notify({ replaces, title, body, urgency, actions, isSilent, isTransient, expireMs }) {
      const hints: [string, [string, unknown]][] = [
        ["urgency", ["y", urgency]],
        ["desktop-entry", ["s", "watchdeck"]],
        ...(isSilent ? [["suppress-sound", ["b", true]] as [string, [string, unknown]]] : []),
        ...(isTransient ? [["transient", ["b", true]] as [string, [string, unknown]]] : []),
      ];
      return Number(
        await invoke({
          member: "Notify",
          signature: "susssasa{sv}i",
          body: ["Watchdeck", replaces, "watchdeck", title, body, actions.flat(), hints, expireMs],
        }),
      );
    },
    async close(id) {
      await invoke({ member: "CloseNotification", signature: "u", body: [id] });
    },
    capabilities() {
      found ??= invoke({ member: "GetCapabilities" }).then(
        (list) => new Set(Array.isArray(list) ? list.map(String) : []),
        (error: unknown) => {
          found = undefined;
          throw error;
        },
      );
      return found;
    },
    async isQuiet() {
      const asked = quietProperties.filter(({ property }) => known === undefined || known.has(property));
      const answers = await Promise.all(asked.map(({ interface: of, property }) => isTrue(of, property)));
      known ??= new Set(asked.flatMap(({ property }, index) => (answers[index] === undefined ? [] : [property])));
      return answers.includes(true);
    },
  };
}
