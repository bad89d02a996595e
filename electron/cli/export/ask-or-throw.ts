import type { CallInput, CallName, CallOutput } from "#shared/contract/index";
import { AppError } from "#shared/model/failure";
import type { Asker } from "../asker";

/** The answer itself; a failure is thrown. */
export async function askOrThrow<N extends CallName>(asker: Asker, name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  const reply = await asker.ask(name, input);
  if (!reply.ok) throw new AppError(reply.failure);
  return reply.value;
}
