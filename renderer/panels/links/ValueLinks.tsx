import { ExternalLink, Link2 } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";
import { classNames } from "../../components/class-names";
import menu from "../../components/Menu.module.css";
import styles from "./ValueLinks.module.css";
import { anchorOf, type ValueLink } from "./value-links";

export interface ValueLinksProps {
  links: readonly ValueLink[];
  className?: string | undefined;
  children: ReactNode;
}

/** Around a value: nothing without links, an anchor with one, a menu of anchors with several. */
export function ValueLinks({ links, className, children }: ValueLinksProps) {
  const [only] = links;
  if (!only) return children;
  if (links.length === 1) {
    return (
      <a {...anchorOf(only)} title={only.title} className={classNames(styles.anchor, className)}>
        {children}
      </a>
    );
  }
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className={classNames(styles.anchor, styles.button, className)}>{children}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={menu.content} align="start" sideOffset={4} collisionPadding={8}>
          {links.map((link, index) => {
            const Icon = link.isElsewhere ? ExternalLink : Link2;
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: two links may be the same, and their list does not move
              <DropdownMenu.Item key={index} asChild className={menu.item}>
                <a {...anchorOf(link)}>
                  <Icon size={15} aria-hidden className={menu.icon} />
                  <span className={menu.label}>{link.title}</span>
                </a>
              </DropdownMenu.Item>
            );
          })}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
