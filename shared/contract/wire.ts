// What travels on a transport, whichever it is: a MessagePort clones these objects as they are, a WebSocket packs them.
// Credits are the back-pressure: a reader grants as many frames as it can take, and the engine sends no more than that.
import { z } from "zod";
import { type Failure, failureSchema } from "../model/failure";

export type Reply<T> = { ok: true; value: T } | { ok: false; failure: Failure };

const id = z.number().int().nonnegative();
// Optional, because packing leaves an undefined field out: the call is then refused with a reason like any wrong input.
const input = z.unknown().optional();

/** From a window to the engine. */
export const toEngineSchema = z.discriminatedUnion("t", [
  z.object({ t: z.literal("call"), id, name: z.string(), input }),
  z.object({ t: z.literal("cancel"), id }),
  z.object({ t: z.literal("listen"), name: z.string() }),
  z.object({ t: z.literal("unlisten"), name: z.string() }),
  z.object({ t: z.literal("open"), id, name: z.string(), input, credit: z.number().int().min(1).max(1000) }),
  z.object({ t: z.literal("grant"), id, credit: z.number().int().min(1).max(1000) }),
  z.object({ t: z.literal("close"), id }),
]);
export type ToEngine = z.infer<typeof toEngineSchema>;

/** From the engine to a window. */
export const toWindowSchema = z.discriminatedUnion("t", [
  z.object({
    t: z.literal("reply"),
    id,
    reply: z.union([
      z.object({ ok: z.literal(true), value: z.unknown() }),
      z.object({ ok: z.literal(false), failure: failureSchema }),
    ]),
  }),
  z.object({ t: z.literal("event"), name: z.string(), value: z.unknown() }),
  z.object({ t: z.literal("frame"), id, frame: z.unknown() }),
  z.object({ t: z.literal("end"), id, failure: failureSchema.optional() }),
]);
export type ToWindow = z.infer<typeof toWindowSchema>;

/** One end of a transport, already open. `onMessage` and `onClose` are set once, by whoever speaks the protocol on it. */
export interface Port<Out, In> {
  send(message: Out): void;
  close(): void;
  onMessage: ((message: In) => void) | undefined;
  onClose: (() => void) | undefined;
}
