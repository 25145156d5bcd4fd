/** A group of fields under a heading, in one, two or three columns. */
import type { ReactNode } from "react";

interface FormSectionProps {
  readonly title?: string;
  readonly lead?: ReactNode;
  readonly columns?: 1 | 2 | 3;
  readonly children: ReactNode;
}

export function FormSection({ title, lead, columns = 2, children }: FormSectionProps) {
  return (
    <fieldset className="form-section">
      {title && <legend>{title}</legend>}
      {lead && <p className="quiet">{lead}</p>}
      <div className={`form-grid columns-${columns}`}>{children}</div>
    </fieldset>
  );
}
