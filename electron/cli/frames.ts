// The frames of a stream for `for await`, taken from the engine only as fast as they are read.
import type { Bridge } from "#shared/contract/bridge";
import type { StreamFrame, StreamInput, StreamName } from "#shared/contract/index";
import { AppError, type Failure } from "#shared/model/failure";

const credit = 4;

export async function* framesOf<N extends StreamName>(
  bridge: Bridge,
  name: N,
  input: StreamInput<N>,
): AsyncGenerator<StreamFrame<N>> {
  const frames: StreamFrame<N>[] = [];
  let outcome: { failure?: Failure } | undefined;
  let wake = () => {};
  const stream = bridge.open(
    name,
    input,
    credit,
    (frame) => {
      frames.push(frame);
      wake();
    },
    (failure) => {
      outcome = { failure };
      wake();
    },
  );
  try {
    for (;;) {
      const frame = frames.shift();
      if (frame !== undefined) {
        stream.grant(1);
        yield frame;
      } else if (outcome) {
        if (outcome.failure) throw new AppError(outcome.failure);
        return;
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    stream.close();
  }
}
