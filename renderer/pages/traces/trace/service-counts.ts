import type { Trace } from "#shared/model/trace";

/** Most spans first. */
export function serviceCounts({ services, service, count }: Pick<Trace, "services" | "service" | "count">): {
  service: number;
  spans: number;
}[] {
  const spans = new Uint32Array(services.length);
  for (let position = 0; position < count; position++) {
    const number = service[position] ?? 0;
    spans[number] = (spans[number] ?? 0) + 1;
  }
  return services.map((_, number) => ({ service: number, spans: spans[number] ?? 0 })).sort((a, b) => b.spans - a.spans);
}
