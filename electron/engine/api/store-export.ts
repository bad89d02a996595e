// The stream `store.export`: the history as text, no faster than its reader takes it.
import { type ExportableStore, type ExportRequest, exportOpenMetrics } from "../store/open-metrics/export";
import type { Api } from "./api";
import { hasCredit } from "./credit";
import { matchersIn } from "./store";

interface Options extends Pick<ExportRequest, "help"> {
  store: ExportableStore;
}

export function setUpStoreExport(api: Pick<Api, "stream">, { store, help }: Options): void {
  api.stream("store.export", async ({ selectors, fromMs, toMs }, writer) => {
    let damaged = 0;
    const onDamage = () => damaged++;
    const request = { selectors: selectors.map(matchersIn), from: fromMs, to: toMs, help, onDamage };
    for await (const text of exportOpenMetrics(store, request)) {
      if (!(await hasCredit(writer))) return;
      writer.send({ kind: "text", text });
    }
    if (await hasCredit(writer)) writer.send({ kind: "end", damaged });
  });
}
