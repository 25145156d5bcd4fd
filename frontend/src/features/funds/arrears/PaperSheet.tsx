/** The sheets: a demand or application with its months, and the receipt of service to be signed. */
import type { DunningNoticeOut } from "@/api/client/types.gen";
import { Money } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsArrears";

export function Paper({ data }: { readonly data: DunningNoticeOut }) {
  const { letter } = data;
  const withFee = data.late_fee_fen !== null;
  return (
    <article className="dunning-sheet">
      <p className="dunning-number">{data.notice_no}</p>
      <h2>{letter.title}</h2>
      <p>{letter.addressee}：</p>
      {letter.paragraphs.map((text) => <p key={text} className="dunning-text">{text}</p>)}
      <table className="dunning-table">
        <caption className="sr-only">{t("arrears.months.title")}</caption>
        <thead>
          <tr>{["arrears.period", "arrears.due_on", "arrears.due", "arrears.relief", "arrears.paid", "arrears.left", "arrears.days"].map((key) => <th key={key} scope="col">{t(key as never)}</th>)}{withFee && <th scope="col">{t("arrears.fee")}</th>}</tr>
        </thead>
        <tbody>
          {data.lines.map((line) => (
            <tr key={line.period}>
              <td>{line.period}</td><td>{line.due_on}</td><td><Money fen={line.due_fen} /></td><td><Money fen={line.relief_fen} /></td>
              <td><Money fen={line.paid_fen} /></td><td><Money fen={line.arrears_fen} /></td><td className="number">{line.overdue_days}</td>
              {withFee && <td><Money fen={line.late_fee_fen} /></td>}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="dunning-text">{letter.closing}</p>
      <p className="dunning-end">{letter.sender}<br />{letter.dated}</p>
    </article>
  );
}

export function ServiceReceipt({ data }: { readonly data: DunningNoticeOut }) {
  const rows: readonly [string, string][] = [
    [t("dunning.receipt.paper"), `${data.letter.title}（${data.notice_no}）`],
    [t("dunning.receipt.to"), `${data.payer_name}（${data.payer_uscc}）`],
    [t("dunning.receipt.address"), data.payer_address],
    [t("dunning.method"), ""],
    [t("dunning.receipt.signed"), ""],
    [t("dunning.receipt.at"), t("dunning.receipt.blank")],
    [t("dunning.receipt.server"), ""],
    [t("dunning.receipt.remark"), ""],
  ];
  return (
    <article className="dunning-sheet">
      <p className="dunning-number">{data.letter.sender}</p>
      <h2>{t("dunning.receipt")}</h2>
      <table className="dunning-table dunning-receipt"><tbody>{rows.map(([label, text]) => <tr key={label}><th scope="row">{label}</th><td>{text}</td></tr>)}</tbody></table>
    </article>
  );
}
