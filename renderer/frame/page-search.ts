import type { ConnectionRow } from "#shared/contract/connections";
import { readSource, sharedSearch } from "../stores/address";
import { type AskedKind, askedOf } from "../stores/connections";

/** What goes along to a page in its link. A source that does not answer what the page asks stays behind. */
export function searchFor(
  asks: AskedKind | undefined,
  params: URLSearchParams,
  connections: readonly Pick<ConnectionRow, "id" | "kind">[],
): string {
  const source = connections.find(({ id }) => id === readSource(params));
  if (!asks || !source || askedOf(source.kind) === asks) return sharedSearch(params);
  const rest = new URLSearchParams(params);
  rest.delete("source");
  return sharedSearch(rest);
}
