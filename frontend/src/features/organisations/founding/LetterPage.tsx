/** One letter of a founding on paper. */
import { useParams } from "@tanstack/react-router";

import type { FoundingLetterOut } from "@/api/client/types.gen";
import { useApi } from "@/api/query";
import { Button, Loaded, Page } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/founding";

import { LIST } from "./looks";
import "./founding.css";

export default function LetterPage() {
  const { id, letter } = useParams({ strict: false }) as { id: string; letter: string };
  const query = useApi<FoundingLetterOut>(`/foundings/${id}/letters/${letter}`);
  return (
    <Page
      title={query.data?.title ?? t("founding.letter")} trail={[{ label: t("founding.title"), href: LIST }, { label: t("founding.one"), href: `${LIST}/${id}` }]}
      actions={<Button type="primary" onClick={() => window.print()}>{t("founding.print")}</Button>}
    >
      <Loaded query={query} rows={12}>{(data) => <Sheet data={data} />}</Loaded>
    </Page>
  );
}

function Sheet({ data }: { readonly data: FoundingLetterOut }) {
  const last = data.paragraphs.length - 1;
  return (
    <article className="letter-sheet">
      <p className="letter-number">{data.number}</p>
      <h2>{data.title}</h2>
      <p>{data.addressee}：</p>
      {data.paragraphs.slice(0, last).map((text) => <p key={text} className="letter-text">{text}</p>)}
      {data.lines.length > 0 && (
        <table className="letter-table">
          <caption className="sr-only">{data.title}</caption>
          <thead><tr>{data.heading.map((word) => <th key={word} scope="col">{word}</th>)}</tr></thead>
          <tbody>{data.lines.map(({ cells }) => <tr key={cells.join()}>{cells.map((cell, at) => <td key={data.heading[at]}>{cell}</td>)}</tr>)}</tbody>
        </table>
      )}
      <p className="letter-text">{data.paragraphs[last]}</p>
      <p className="letter-end">{data.sender}<br />{data.dated}</p>
    </article>
  );
}
