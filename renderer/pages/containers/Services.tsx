import { Box } from "lucide-react";
import type { ContainerService } from "#shared/contract/containers";
import { Badge } from "../../components/Badge";
import { EmptyState } from "../../components/EmptyState";
import { visibleText } from "../../components/visible-text";
import styles from "./Services.module.css";
import { isInTrouble, serviceMark, serviceName } from "./states";

/** Services that could be asked and do not answer, above the containers of those that do. */
export function ServiceTroubles({ services }: { services: readonly ContainerService[] }) {
  const troubled = services.filter(isInTrouble);
  if (troubled.length === 0) return null;
  return (
    <div className={styles.troubles}>
      <ServiceList services={troubled} label="Services in trouble" />
    </div>
  );
}

/** No service answers: what was looked at, and what came of each. */
export function NoService({ services }: { services: readonly ContainerService[] }) {
  const isAnyThere = services.some(isInTrouble);
  return (
    <div className={styles.none}>
      <EmptyState icon={Box} title={isAnyThere ? "Containers cannot be seen" : "No Docker and no Podman here"}>
        {isAnyThere
          ? "What was looked at does not answer as it should. It is asked again by itself, so what you change shows here."
          : "As soon as one of them is started, its containers are listed. These sockets were looked at:"}
      </EmptyState>
      <ServiceList services={services} label="Sockets that were looked at" />
    </div>
  );
}

function ServiceList({ services, label }: { services: readonly ContainerService[]; label: string }) {
  return (
    <ul className={styles.list} aria-label={label}>
      {services.map(({ kind, socket, state, reason }) => {
        const mark = serviceMark(state);
        return (
          <li key={socket} data-state={state}>
            <Badge state={mark.state}>{mark.word}</Badge>
            <span className={styles.words}>
              {serviceName(kind)} <code>{visibleText(socket)}</code>
              {reason !== undefined && <span className={styles.reason}>{visibleText(reason)}</span>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
