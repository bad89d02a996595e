// The Jaeger or the Zipkin of a connection as a source of traces. Nothing is connected before something is asked.
import type { TraceSource } from "../sources/trace-source";

/** How it is reached; how each request went is learned on the way. */
export interface TraceWay {
  ask<T>(run: (server: TraceSource) => Promise<T>): Promise<T>;
}

export function connectedTraces(way: TraceWay): TraceSource {
  return {
    abilities: (asked) => way.ask((server) => server.abilities(asked)),
    services: (asked) => way.ask((server) => server.services(asked)),
    operations: (asked) => way.ask((server) => server.operations(asked)),
    search: (asked) => inParts(way, (server) => server.search(asked)),
    trace: (asked) => inParts(way, (server) => server.trace(asked)),
    dependencies: (asked) => way.ask((server) => server.dependencies(asked)),
  };
}

/** Each step is a request of its own to the connection, so that what breaks off in the middle is known of it too. */
async function* inParts<T>(way: TraceWay, begin: (server: TraceSource) => AsyncIterable<T>): AsyncGenerator<T> {
  let parts: AsyncIterator<T> | undefined;
  try {
    for (;;) {
      const step = await way.ask((server) => {
        parts ??= begin(server)[Symbol.asyncIterator]();
        return parts.next();
      });
      if (step.done) return;
      yield step.value;
    }
  } finally {
    await parts?.return?.();
  }
}
