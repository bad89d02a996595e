import type { Diagnostic, Failure } from "#shared/model/failure";

/**
 * The mistakes of a failure that are still worth listing under its sentence. The sentence usually names the first one ("1:21:
 * expected …", "the first is in line 5: …"), and the same place need not be told twice.
 */
export function untoldDiagnostics({ say, diagnostics = [] }: Pick<Failure, "say" | "diagnostics">): readonly Diagnostic[] {
  const [first] = diagnostics;
  return first && say.includes(first.message) ? diagnostics.slice(1) : diagnostics;
}
