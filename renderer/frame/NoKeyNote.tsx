import { KeyRound } from "lucide-react";
import { EmptyState } from "../components/EmptyState";

/** In the place of every page while this window does not hold the console's key. */
export function NoKeyNote() {
  return (
    <EmptyState icon={KeyRound} title="This page was opened without the console's key">
      Open the whole address that <code>watchdeck serve</code> printed, with everything after the <code>#</code>. It stays valid
      for other windows of this browser.
    </EmptyState>
  );
}
