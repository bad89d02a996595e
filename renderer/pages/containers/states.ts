// States in a word and a mark.
import type { ContainerRow, ContainerService } from "#shared/contract/containers";
import type { State } from "../../components/state";

export interface StateMark {
  state: State;
  word: string;
}

export function containerMark({ state, health, status }: Pick<ContainerRow, "state" | "health" | "status">): StateMark {
  switch (state) {
    case "running":
      if (health === "unhealthy") return { state: "critical", word: "unhealthy" };
      if (health === "starting") return { state: "info", word: "starting" };
      return { state: "ok", word: health ?? "running" };
    case "exited": {
      const code = /^Exited \((\d+)\)/.exec(status)?.[1];
      return code === undefined || code === "0"
        ? { state: "unknown", word: "exited" }
        : { state: "warning", word: `exited (${code})` };
    }
    case "restarting":
    case "paused":
      return { state: "warning", word: state };
    case "dead":
      return { state: "critical", word: state };
    case "removing":
      return { state: "info", word: state };
    case "created":
    case "unknown":
      return { state: "unknown", word: state };
  }
}

export function serviceMark(state: ContainerService["state"]): StateMark {
  switch (state) {
    case "ok":
      return { state: "ok", word: "answers" };
    case "absent":
      return { state: "unknown", word: "not there" };
    case "refused":
      return { state: "warning", word: "no access" };
    case "hung":
      return { state: "critical", word: "hangs" };
    case "failing":
      return { state: "critical", word: "fails" };
    case "unsupported":
      return { state: "info", word: "not read" };
  }
}

export const serviceName = (kind: ContainerService["kind"]): string => (kind === "docker" ? "Docker" : "Podman");

/** Those that are neither well nor simply not installed. */
export const isInTrouble = ({ state }: ContainerService): boolean => state !== "ok" && state !== "absent";
