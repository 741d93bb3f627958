import type { ReactNode } from "react";
import logo from "../app/favicon.svg";
import styles from "./AuthLayout.module.css";

export function AuthLayout({
  title,
  intro,
  children,
  footer,
}: {
  title: string;
  intro: string;
  children: ReactNode;
  footer: ReactNode;
}) {
  return (
    <main className={styles.page}>
      <div className={styles.column}>
        <div className={styles.brand}>
          <img src={logo} alt="" width={32} height={32} />
          <span>Netia</span>
        </div>
        <section className={styles.card}>
          <h1 className={styles.title}>{title}</h1>
          <p className={styles.intro}>{intro}</p>
          {children}
        </section>
        <p className={styles.footer}>{footer}</p>
      </div>
    </main>
  );
}
