import { useSyncExternalStore } from "react";
import { nameText } from "../../trace/span-text";
import type { SpanIds } from "./span-ids";

export function SpanId({ ids, position }: { ids: SpanIds; position: number }) {
  const id = nameText(useSyncExternalStore(ids.onChange, () => ids.idOf(position)) ?? "…");
  return <code title={id}>{id}</code>;
}
