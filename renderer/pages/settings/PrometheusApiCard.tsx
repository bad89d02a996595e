import { Eye, RotateCcw } from "lucide-react";
import { useEffect, useState } from "react";
import type { CallInput } from "#shared/contract/index";
import type { Preferences } from "#shared/contract/settings";
import { type Failure, toFailure } from "#shared/model/failure";
import { seconds } from "#shared/units/time";
import { ask } from "../../bridge/ask";
import { useAsk } from "../../bridge/use-ask";
import { Badge } from "../../components/Badge";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { ConfirmDialog } from "../../components/ConfirmDialog";
import { CopyButton } from "../../components/CopyButton";
import { FailureNote } from "../../components/FailureNote";
import { Field } from "../../components/Field";
import { Switch } from "../../components/Switch";
import { TextInput } from "../../components/TextInput";
import styles from "./Settings.module.css";

interface Props {
  preferences: Preferences;
  onUpdate(change: CallInput<"settings.update">): Promise<void>;
}

/** Lets Grafana, promtool and other Prometheus clients on this machine read its history. */
export function PrometheusApiCard({ preferences, onUpdate }: Props) {
  const settings = preferences.prometheusApi;
  // Its settings may be changed in another window as well.
  const status = useAsk("prometheusApi.status", {}, { refetchInterval: seconds(5) });
  const set = async (change: Partial<typeof settings>) => {
    await onUpdate({ prometheusApi: { ...settings, ...change } });
    await status.refetch();
  };
  /** The port is tried again by switching off and on; what is shown stays meanwhile, and with it the focus. */
  const [isRetrying, setRetrying] = useState(false);
  const retry = async () => {
    setRetrying(true);
    await onUpdate({ prometheusApi: { ...settings, enabled: false } });
    await set({ enabled: true });
    setRetrying(false);
  };
  const on = status.data?.state === "on" ? status.data : undefined;
  return (
    <Card
      title="Prometheus API"
      aside={
        on ? (
          <Badge state="ok">listening</Badge>
        ) : (
          status.data?.state === "failed" && <Badge state="critical">not listening</Badge>
        )
      }
    >
      <Switch
        label="Let Prometheus clients on this machine read its history"
        hint="Grafana, promtool and the like: on 127.0.0.1 only, read-only, with a token."
        isOn={settings.enabled || isRetrying}
        onChange={(enabled) => void set({ enabled })}
      />
      {(settings.enabled || isRetrying) && (
        <div className={styles.api}>
          {status.data?.problem !== undefined && (
            <FailureNote
              failure={{ kind: "refused", say: status.data.problem, retry: true }}
              onRetry={() => void retry()}
              isRetrying={isRetrying}
            />
          )}
          <div className={styles.apiFacts}>
            <Port port={settings.port} onChange={(port) => void set({ port })} />
            {on?.url !== undefined && (
              <Field isGroup label="Address">
                <span className={styles.copied}>
                  <code>{on.url}</code>
                  <CopyButton text={on.url} label="Copy the address" />
                </span>
              </Field>
            )}
          </div>
          <Token tokenFile={status.data?.tokenFile} />
        </div>
      )}
    </Card>
  );
}

/** Takes effect when the field is left, so that no server is started on each digit. */
function Port({ port, onChange }: { port: number; onChange(port: number): void }) {
  const [text, setText] = useState(String(port));
  useEffect(() => setText(String(port)), [port]);
  const typed = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  const isRight = typed >= 1 && typed <= 65_535;
  const take = () => isRight && typed !== port && onChange(typed);
  return (
    <Field label="Port" {...(!isRight && { error: "A number from 1 to 65535." })}>
      <TextInput
        isMono
        inputMode="numeric"
        className={styles.port}
        value={text}
        onChange={setText}
        onBlur={take}
        onKeyDown={(event) => event.key === "Enter" && take()}
      />
    </Field>
  );
}

/** Shown only when somebody asks to see it. */
function Token({ tokenFile }: { tokenFile: string | undefined }) {
  const [token, setToken] = useState<string>();
  const [isRenewing, setRenewing] = useState(false);
  const [failure, setFailure] = useState<Failure>();

  async function show(): Promise<void> {
    setFailure(undefined);
    try {
      setToken((await ask("prometheusApi.token", {})).token);
    } catch (error) {
      setFailure(toFailure(error));
    }
  }

  return (
    <Field
      isGroup
      label="Token"
      hint={
        <>
          As a bearer token, or as the password of any user. It is kept in <code>{tokenFile}</code>
        </>
      }
      {...(failure && { error: failure.say })}
    >
      <span className={styles.copied}>
        {token === undefined ? (
          <Button icon={Eye} size="small" onClick={() => void show()}>
            Show the token
          </Button>
        ) : (
          <>
            <code className={styles.token}>{token}</code>
            <CopyButton text={token} label="Copy the token" />
            <Button icon={RotateCcw} size="small" onClick={() => setRenewing(true)}>
              Make a new one…
            </Button>
          </>
        )}
      </span>
      {isRenewing && (
        <ConfirmDialog
          title="Make a new token?"
          yes="Make a new one"
          no="Keep this one"
          onYes={async () => setToken((await ask("prometheusApi.renewToken", {})).token)}
          onClose={() => setRenewing(false)}
        >
          <p>Clients with the present token are refused from then on, until they are given the new one.</p>
        </ConfirmDialog>
      )}
    </Field>
  );
}
