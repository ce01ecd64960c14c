import fc from "fast-check";
import { address, anyText, code, host, reply } from "./words.js";

const colon = fc.constantFrom(": ", ":", " : ", ":\n ", "：");
const fold = fc.constantFrom(" ", " ", " ", "\n ", "\r\n\t");
const between = fc.constantFrom("\n", "\n", "\n", "\n\n", "\r\n", " ", "\n\n\n", "\n \n");

const dates = fc.constantFrom(
  "Tue, 17 Nov 2026 12:00:05 +0100",
  "17/11/2026 12:00",
  "Thu, 1 Jan 99999999 00:00:00 +0000",
  "(((((((((((((((",
  "",
);

const typed = (type: string, value: fc.Arbitrary<string>) =>
  fc
    .tuple(fc.constantFrom(`${type};`, `${type}; `, "", "x-unknown;", ";", "rfc822;rfc822;"), value)
    .map((parts) => parts.join(""));

/** One field, mostly one of RFC 3464, with a value that suits it, or not. */
const field = fc.oneof(
  value("Reporting-MTA", typed("dns", host)),
  value("Arrival-Date", dates),
  value("Original-Recipient", typed("rfc822", address)),
  value("Final-Recipient", typed("rfc822", address)),
  value(
    "Action",
    fc.constantFrom("failed", "delayed", "delivered", "expanded (x)", "FAILED", "flew", ""),
  ),
  value("Status", code),
  value("Remote-MTA", typed("dns", host)),
  value("Diagnostic-Code", typed("smtp", reply)),
  value("X-Display-Name", anyText),
  value("Will-Retry-Until", dates),
  anyText,
);

function value(name: string, said: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.constantFrom(name, name, name, name.toLowerCase(), name.toUpperCase()),
      colon,
      said,
      fold,
    )
    .map(
      ([written, between, words, folded]) => `${written}${between}${words.replace(/ /g, folded)}`,
    );
}

/** A message/delivery-status part, its fields in any order, now and then of thousands of recipients. */
export const deliveryStatus = fc.oneof(
  {
    weight: 60,
    arbitrary: fc
      .array(fc.tuple(field, between), { maxLength: 25 })
      .map((parts) => parts.flat().join("")),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(500, 5000), code, reply)
      .map(([count, status, said]) =>
        Array.from(
          { length: count },
          (_, i) =>
            `Final-Recipient: rfc822; kim${i}@litware.example\nStatus: ${status}\nDiagnostic-Code: smtp; ${said}\n`,
        ).join("\n"),
      ),
  },
);
