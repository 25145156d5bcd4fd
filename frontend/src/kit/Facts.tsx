/** Labelled values in aligned columns: the facts of a card, by group. */
import type { ReactNode } from "react";

export interface Fact {
  readonly key: string;
  readonly label: string;
  readonly value: ReactNode;
}

interface FactsProps {
  readonly title?: string;
  readonly facts: readonly Fact[];
}

export function Facts({ title, facts }: FactsProps) {
  return (
    <section className="facts">
      {title && <h2>{title}</h2>}
      <dl>
        {facts.map(({ key, label, value }) => (
          <div key={key}><dt>{label}</dt><dd>{value === "" || value === null || value === undefined ? "—" : value}</dd></div>
        ))}
      </dl>
    </section>
  );
}
