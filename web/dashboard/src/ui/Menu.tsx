import { Check } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { Menu as AriaMenu, MenuItem as AriaMenuItem, MenuTrigger, Popover, Separator } from "react-aria-components";
import styles from "./Menu.module.css";

interface MenuProps {
  /** What opens the menu: one of our buttons. */
  trigger: ReactElement;
  label: string;
  placement?: "bottom start" | "bottom end" | "right bottom" | "top start";
  children: ReactNode;
}

export function Menu({ trigger, label, placement = "bottom start", children }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className={styles.popover ?? ""} placement={placement} offset={4}>
        <AriaMenu aria-label={label} className={styles.menu ?? ""}>
          {children}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

interface MenuItemProps {
  label: string;
  icon?: ReactNode;
  hint?: ReactNode;
  isChosen?: boolean;
  isDangerous?: boolean;
  isDisabled?: boolean;
  onAction: () => void;
}

export function MenuItem({
  label,
  icon,
  hint,
  isChosen,
  isDangerous = false,
  isDisabled = false,
  onAction,
}: MenuItemProps) {
  return (
    <AriaMenuItem
      textValue={label}
      onAction={onAction}
      isDisabled={isDisabled}
      className={`${styles.item} ${isDangerous ? styles.danger : ""}`}
    >
      {icon === undefined ? null : <span className={styles.icon}>{icon}</span>}
      <span className={styles.label}>{label}</span>
      {hint === undefined ? null : <span className={styles.hint}>{hint}</span>}
      {isChosen === true ? (
        <>
          <Check size={16} aria-hidden="true" />
          <span className="visually-hidden">(chosen)</span>
        </>
      ) : null}
    </AriaMenuItem>
  );
}

export function MenuSeparator() {
  return <Separator className={styles.separator ?? ""} />;
}
