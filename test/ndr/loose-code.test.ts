import assert from "node:assert/strict";
import { findLooseCode } from "../../src/ndr/loose-code.js";

describe("findLooseCode", () => {
  for (const text of [
    "Release notes 5.7.23",
    "## 5.4.14",
    "La versión 5.7.520 corrige el error",
    "Verze 5.7.1 e-mailu",
    "Artículo 5.1.1: errores",
    "firmware 5.7.139 mail",
    "第 5.1.1 章 mail",
  ]) {
    it(`takes no version or chapter for a code: ${text}`, () => {
      assert.equal(findLooseCode(text), undefined);
    });
  }

  for (const text of ["#5.7.1", "# 5.7.1 denied", "error ##5.7.1", "mailbox full 5.2.2"]) {
    it(`finds the code in ${JSON.stringify(text)}`, () => {
      assert.notEqual(findLooseCode(text), undefined);
    });
  }
});
