import { useQueryClient } from "@tanstack/react-query";
import { useAsk } from "../../../bridge/use-ask";
import { useEvent } from "../../../bridge/use-event";

/** All dashboards, folders and watched folders; follows every change of the files. */
export function useLibrary() {
  const cache = useQueryClient();
  useEvent("dashboards.changed", ({ isList }) => {
    if (isList) void cache.invalidateQueries({ queryKey: ["dashboards.list"] });
  });
  return useAsk("dashboards.list", {});
}
