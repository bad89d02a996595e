// A way of telling somebody: what each kind of integration builds a message with and sends it by. A channel tries once; when to
// try again is decided for all kinds in one place.
import type { Integration, Preview } from "#shared/contract/receivers";
import type { GroupNotification } from "#shared/model/notification";
import type { Milliseconds } from "#shared/units/time";
import type { Clock } from "../clock";
import type { ReadSecret } from "../sources/http/credentials";
import type { Conversations } from "./conversations";

/** What came of one try. `say` is a sentence without its full stop and without secrets. */
export type Attempt =
  | { kind: "sent"; say: string }
  /** It may work later; `afterMs`: not before, says the far side. */
  | { kind: "again"; say: string; afterMs?: Milliseconds }
  /** The same message would be refused again. */
  | { kind: "hopeless"; say: string };

export interface Channel {
  /** What would be sent. Works without secrets, so that a draft can be looked at while it is being filled in. */
  preview(notification: GroupNotification): Promise<Preview>;
  /** One try. AppErrors that it throws are outcomes as well: their `retry` says of which kind. */
  send(notification: GroupNotification, signal: AbortSignal): Promise<Attempt>;
  /** Closes what is kept open between messages. */
  close(): Promise<void>;
}

export interface ChannelOptions<I extends Integration = Integration> {
  integration: I;
  readSecret: ReadSecret;
  conversations: Conversations;
  clock: Clock;
}
