// The calls and streams `traces.*`: finds the source, and hands its answers on as fast as the window takes them.
import type { Sources } from "../sources/source";
import type { Api } from "./api";
import { hasCredit } from "./credit";

export interface TracesApiParts {
  sources: Pick<Sources, "traces">;
}

export function setUpTracesApi(api: Pick<Api, "answer" | "stream">, { sources }: TracesApiParts): void {
  api.answer("traces.abilities", async ({ source }, { signal }) => (await sources.traces(source)).abilities({ signal }));
  api.answer("traces.services", async ({ source }, { signal }) => ({
    services: await (await sources.traces(source)).services({ signal }),
  }));
  api.answer("traces.operations", async ({ source, service }, { signal }) => ({
    operations: await (await sources.traces(source)).operations({ service, signal }),
  }));
  api.answer("traces.dependencies", async ({ source, ...asked }, { signal }) => ({
    dependencies: await (await sources.traces(source)).dependencies({ ...asked, signal }),
  }));

  api.stream("traces.search", async ({ source, search }, writer) => {
    for await (const part of (await sources.traces(source)).search({ ...search, signal: writer.signal })) {
      if (!(await hasCredit(writer))) return;
      writer.send(part.kind === "bytes" ? { ...part, bytes: alone(part.bytes) } : part);
    }
    writer.end();
  });
  api.stream("traces.trace", async ({ source, ...asked }, writer) => {
    for await (const part of (await sources.traces(source)).trace({ ...asked, signal: writer.signal })) {
      if (!(await hasCredit(writer))) return;
      writer.send({ ...part, bytes: alone(part.bytes) });
    }
    writer.end();
  });
}

/** A message port clones the whole buffer that bytes lie in, however few they are. */
const alone = (bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> =>
  bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);
