// What the rest of the room knows of a kind of integration.
import type { Integration } from "#shared/contract/receivers";
import type { Channel, ChannelOptions } from "./channel";

export interface IntegrationType<I extends Integration = Integration> {
  /** For sentences and lists. An address that may be a secret is not in it. */
  label(integration: I): string;
  secretNames(integration: I): string[];
  /** The web address, or one made of the server's name, that its secrets go to; undefined where that is a secret itself. */
  destination(integration: I): string | undefined;
  /** What is wrong with it before anything is sent, in a sentence that says what to do; undefined when nothing is. */
  problem(integration: I): string | undefined;
  /** Its fields that are Go templates. */
  templates: readonly (keyof I & string)[];
}

/** One that sends by itself; native notifications are the shell's. */
export interface SendingType<I extends Integration> extends IntegrationType<I> {
  /** What it sends with is loaded when the first of its kind is used. */
  open(options: ChannelOptions<I>): Promise<Channel>;
}
