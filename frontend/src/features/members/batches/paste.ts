/** A block copied from Excel as the people of a list: by its headings, else in the usual order. */
import type { BatchPersonIn } from "@/api/client/types.gen";
import { parseBlock } from "@/lib/clipboard";

const HEADS: Readonly<Record<string, keyof BatchPersonIn>> = {
  姓名: "name", 证件号码: "id_no", 身份证号码: "id_no", 身份证号: "id_no", 移动电话: "mobile", 手机号码: "mobile", 手机号: "mobile",
  八大群体: "group_eight", 工作单位: "employer_name",
};
const USUAL: readonly (keyof BatchPersonIn)[] = ["name", "id_no", "mobile", "group_eight", "employer_name"];

export function peopleOf(text: string): BatchPersonIn[] {
  const rows = parseBlock(text).filter((row) => row.some((cell) => cell !== ""));
  const first = rows[0]?.map((cell) => HEADS[cell]);
  const hasHeads = first?.includes("name") === true && first.includes("id_no");
  const order = hasHeads ? first : USUAL;
  return (hasHeads ? rows.slice(1) : rows).map((row) => {
    const person: BatchPersonIn = { name: "", id_no: "" };
    row.forEach((cell, at) => { const head = order[at]; if (head) person[head] = cell; });
    return person;
  });
}
