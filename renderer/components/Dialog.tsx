import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { FormEvent, ReactNode } from "react";
import { classNames } from "./class-names";
import styles from "./Dialog.module.css";

export interface DialogProps {
  isOpen: boolean;
  /** Escape, a click beside it, or the cross. */
  onClose(): void;
  title: string;
  description?: ReactNode;
  /** Its buttons, the main one last. */
  footer?: ReactNode;
  width?: "narrow" | "normal" | "wide";
  /** Makes it a form: Enter in a field, or its button of type `submit`. */
  onSubmit?(): void;
  children?: ReactNode;
}

/** A task that comes before the page. Focus stays in it, and goes back to where it was. */
export function Dialog({ isOpen, onClose, title, description, footer, width = "normal", onSubmit, children }: DialogProps) {
  const parts = (
    <>
      <div className={styles.body}>{children}</div>
      {footer !== undefined && <footer className={styles.footer}>{footer}</footer>}
    </>
  );

  function submit(event: FormEvent): void {
    event.preventDefault();
    onSubmit?.();
  }

  return (
    <Radix.Root open={isOpen} onOpenChange={(next) => !next && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className={styles.scrim} />
        <Radix.Content
          className={classNames(styles.dialog, styles[width])}
          {...(description === undefined && { "aria-describedby": undefined })}
        >
          <header className={styles.header}>
            <Radix.Title className={styles.title}>{title}</Radix.Title>
          </header>
          {description !== undefined && <Radix.Description className={styles.description}>{description}</Radix.Description>}
          {onSubmit ? (
            <form className={styles.form} onSubmit={submit} noValidate>
              {parts}
            </form>
          ) : (
            parts
          )}
          {/* Last, so that the focus begins with the task and not with the way out of it. */}
          <Radix.Close className={styles.close} aria-label="Close">
            <X size={16} aria-hidden />
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
