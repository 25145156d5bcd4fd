/** Amounts in and out. */
import { expect, test } from "vitest";

import { count, parseYuan, wanYuan, yuan } from "./money";

test.each([[0, "0.00"], [5, "0.05"], [1234567, "12,345.67"], [-100, "-1.00"], [99, "0.99"]])("%d fen reads %s yuan", (fen, text) => {
  expect(yuan(fen)).toBe(text);
});

test.each([[123456789, "123.46"], [5000, "0.01"], [4999, "0.00"], [-15000, "-0.02"], [12345678900, "12,345.68"]])(
  "%d fen reads %s wan-yuan, half up", (fen, text) => expect(wanYuan(fen)).toBe(text),
);

test.each([
  ["12,345.67", 1234567], ["￥300元", 30000], ["1.2万", 1200000], ["１２", 1200], ["-5", -500], ["0.050", 5], ["0", 0],
])("%s is %d fen", (text, fen) => expect(parseYuan(text)).toBe(fen));

test.each(["", "abc", "1.234", "1..2", "1e5", "99999999999999999"])("%s is no amount", (text) => expect(parseYuan(text)).toBeNull());

test("what was parsed is written back the same", () => {
  for (const fen of [0, 1, 10, 100, 123456, 99999999]) expect(parseYuan(yuan(fen))).toBe(fen);
});

test("counts have thousands", () => expect(count(31049)).toBe("31,049"));
